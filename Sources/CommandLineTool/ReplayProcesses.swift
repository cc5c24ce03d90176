import HTTPExchange
import Reports
import Shell
import TextLayout

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Replays each transcript in a process of its own, so that none sees the practice service or the crash of another.
struct ReplayProcesses: ReplayWorkers {
  /// How many run at once.
  let count: Int
  /// The options of `replay` that hold for each.
  let options: [String]
  let isLive: Bool
  let interruption: Interruption

  func replay(_ items: [ReplayItem], take: (TranscriptReport) -> Bool) {
    var waiting = items.enumerated().makeIterator()
    var running: [Worker] = []
    var done: [Int: TranscriptReport] = [:]
    var next = 0
    while next < items.count {
      if interruption.isInterrupted {
        running.forEach { $0.stop() }
        var report = TranscriptReport(path: items[next].path, isLive: isLive)
        report.outcome = .interrupted
        _ = take(report)
        return
      }
      while running.count < count, let (index, item) = waiting.next() {
        if let worker = Worker(index, options + (item.prelude.map { ["--prelude", $0] } ?? []), item.path) {
          running.append(worker)
        } else {
          done[index] = failed(item, "it could not be started: \(String(cString: strerror(errno)))")
        }
      }
      readAll(&running) { worker, status in
        done[worker.index] = report(of: worker, status, items[worker.index])
      }
      while let report = done.removeValue(forKey: next) {
        next += 1
        guard take(report) else {
          running.forEach { $0.stop() }
          return
        }
      }
    }
  }

  /// Reads what there is, and takes those out that have ended.
  private func readAll(_ running: inout [Worker], ended: (Worker, Int32) -> Void) {
    guard !running.isEmpty else { return }
    var places = running.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
    places.append(pollfd(fd: interruption.descriptor, events: Int16(POLLIN), revents: 0))
    guard poll(&places, nfds_t(places.count), -1) > 0 else { return }
    for index in running.indices.reversed() where places[index].revents != 0 {
      if let status = running[index].read() { ended(running.remove(at: index), status) }
    }
  }

  private func report(of worker: Worker, _ status: Int32, _ item: ReplayItem) -> TranscriptReport {
    let text = String(decoding: worker.bytes, as: UTF8.self)
    if let report = try? JSONLinesReader.read(text), report.transcripts.count == 1 {
      return report.transcripts[0]
    }
    let signal = status & 0x7F
    return failed(
      item, signal == 0 ? "its process gave no report" : "its process was ended by signal \(signal)")
  }

  private func failed(_ item: ReplayItem, _ message: String) -> TranscriptReport {
    let path = ControlCharacters.visible(item.path, onOneLine: true)
    var report = TranscriptReport(path: path, isLive: isLive)
    report.outcome = .failed(message: "\(path): \(message)")
    return report
  }
}

/// A process that replays one transcript.
private struct Worker {
  /// The transcript's place in the order.
  let index: Int
  let output: Int32
  private(set) var bytes: [UInt8] = []
  private let child: pid_t

  /// Nil when it cannot be started; `errno` says why.
  init?(_ index: Int, _ options: [String], _ path: String) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDERR_FILENO)
    ChildEnvironment.keepDescriptorsBack()
    let words = ["patchbay", "replay", "--report", "jsonl"] + options + ["--", path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var variables = ChildEnvironment.variables { _ in false }
    var child: pid_t = 0
    let code = posix_spawn(&child, Self.program, &actions, nil, arguments, &variables)
    guard code == 0 else {
      close(ends[0])
      errno = code
      return nil
    }
    self.index = index
    self.child = child
    output = ends[0]
  }

  /// The file of this program.
  private static var program: String {
    #if canImport(Darwin)
      var size = UInt32(PATH_MAX)
      var path = [CChar](repeating: 0, count: Int(size))
      return _NSGetExecutablePath(&path, &size) == 0 ? String(cString: path) : CommandLine.arguments[0]
    #else
      return "/proc/self/exe"
    #endif
  }

  /// Reads once; gives the status as `waitpid` does when the process has ended.
  mutating func read() -> Int32? {
    let size = 1 << 16
    let start = bytes.count
    bytes += [UInt8](repeating: 0, count: size)
    let count = bytes[start...].withUnsafeMutableBytes { readBytes(output, $0) }
    bytes.removeLast(size - max(0, count))
    if count > 0 || count < 0 && errno == EINTR { return nil }
    close(output)
    return wait()
  }

  /// Ends the process.
  func stop() {
    kill(child, SIGTERM)
    close(output)
    _ = wait()
  }

  private func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status
  }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
