#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs a program to its end with text as its input, and collects what it wrote.
package enum ProcessRunner {
  /// What a program left behind.
  package struct Outcome: Sendable {
    package let stdout: String
    package let stderr: String
    /// The exit status, 128 and the signal's number, or -1 when it did not end in time.
    package let status: Int32
  }

  /// Runs a program; without `input` its standard input is empty.
  ///
  /// - Parameter environment: added to, or put over, `TestEnvironment.plain`.
  package static func run(
    _ path: String, _ arguments: [String] = [], input: String = "",
    environment: [String: String] = [:], directory: String? = nil, timeout: Double = 60
  ) throws -> Outcome {
    signal(SIGPIPE, SIG_IGN)
    let (childInput, inputEnd) = Descriptors.pipe()
    let (outputEnd, childOutput) = Descriptors.pipe()
    let (errorEnd, childError) = Descriptors.pipe()
    var open = [inputEnd, outputEnd, errorEnd]
    defer { for descriptor in open where descriptor >= 0 { close(descriptor) } }
    let child: pid_t
    do {
      defer { for descriptor in [childInput, childOutput, childError] { close(descriptor) } }
      child = try ChildProcess.spawn(
        path, arguments, environment: TestEnvironment.plain.merging(environment) { $1 },
        directory: directory,
        standard: [.descriptor(childInput), .descriptor(childOutput), .descriptor(childError)])
    }

    _ = fcntl(inputEnd, F_SETFL, O_NONBLOCK)
    var rest = Array(input.utf8)[...]
    var collected: [[UInt8]] = [[], [], []]
    let deadline = Deadline(seconds: timeout)
    if rest.isEmpty { closeEnd(&open[0]) }
    while open[1] >= 0 || open[2] >= 0, !deadline.isPast {
      var waiting = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      waiting[0].events = Int16(POLLOUT)
      guard poll(&waiting, 3, deadline.milliseconds) > 0 else { continue }
      if waiting[0].revents != 0 {
        let count = rest.withUnsafeBytes { write(open[0], $0.baseAddress, $0.count) }
        if count > 0 { rest = rest.dropFirst(count) }
        if rest.isEmpty || (count < 0 && errno != EAGAIN && errno != EINTR) { closeEnd(&open[0]) }
      }
      for index in 1...2 where waiting[index].revents != 0 {
        if !appendOnce(from: open[index], to: &collected[index]) { closeEnd(&open[index]) }
      }
    }
    let timedOut = open[1] >= 0 || open[2] >= 0
    // The whole session goes, so that no grandchild is left.
    if timedOut { kill(-child, SIGKILL) }
    let status = ChildProcess.status(of: child, waits: true) ?? -1
    return Outcome(
      stdout: String(decoding: collected[1], as: UTF8.self),
      stderr: String(decoding: collected[2], as: UTF8.self), status: timedOut ? -1 : status)
  }

  private static func closeEnd(_ descriptor: inout Int32) {
    close(descriptor)
    descriptor = -1
  }
}

/// Reads one piece; false at the end.
func appendOnce(from descriptor: Int32, to bytes: inout [UInt8]) -> Bool {
  var piece = [UInt8](repeating: 0, count: 65_536)
  let count = read(descriptor, &piece, piece.count)
  if count > 0 { bytes += piece[0..<count] }
  return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
}

/// The environment of programs under test: the same on every machine.
package enum TestEnvironment {
  /// Nothing of the person's own but the search path.
  package static var plain: [String: String] {
    [
      "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin",
      "HOME": "/nonexistent", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TZ": "UTC",
      // Everything at once, so that no test waits for a key.
      "PAGER": "cat",
    ]
  }
}
