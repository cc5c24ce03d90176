#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program that is talked to line by line: a line to its standard input, a line back from its standard output.
///
/// Its standard error is that of the tests. It should end when its input ends.
package final class PipedProgram {
  private let child: pid_t
  private var isEnded = false
  private let input: Int32
  private let output: Int32
  /// What was read and not yet handed out.
  private var rest: [UInt8] = []

  /// - Parameter environment: added to, or put over, `TestEnvironment.plain`.
  package init(_ path: String, _ arguments: [String] = [], environment: [String: String] = [:]) throws {
    signal(SIGPIPE, SIG_IGN)
    let (childInput, input) = Descriptors.pipe()
    let (output, childOutput) = Descriptors.pipe()
    defer { for descriptor in [childInput, childOutput] { close(descriptor) } }
    do {
      child = try ChildProcess.spawn(
        path, arguments, environment: TestEnvironment.plain.merging(environment) { $1 }, directory: nil,
        standard: [.descriptor(childInput), .descriptor(childOutput), .descriptor(2)])
    } catch {
      for descriptor in [input, output] { close(descriptor) }
      throw error
    }
    (self.input, self.output) = (input, output)
  }

  deinit { end() }

  /// Ends the input and waits a moment for the program's end; one that goes on is killed.
  package func end() {
    if isEnded { return }
    isEnded = true
    close(input)
    close(output)
    let deadline = Deadline(seconds: 5)
    while !deadline.isPast {
      if ChildProcess.status(of: child, waits: false) != nil { return }
      usleep(1000)
    }
    kill(-child, SIGKILL)
    _ = ChildProcess.status(of: child, waits: true)
  }

  /// Sends a line and returns the next one that comes; nil when none comes in time.
  package func answer(to line: String, timeout: Double) -> String? {
    if isEnded { return nil }
    var unsent = Array((line + "\n").utf8)[...]
    while !unsent.isEmpty {
      let count = unsent.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return nil }
      unsent = unsent.dropFirst(max(0, count))
    }
    let deadline = Deadline(seconds: timeout)
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        defer { rest.removeFirst(end + 1) }
        return String(decoding: rest[..<end], as: UTF8.self)
      }
      var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, deadline.milliseconds) > 0 {
        guard appendOnce(from: output, to: &rest) else { return nil }
      } else if deadline.isPast {
        return nil
      }
    }
  }
}
