import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A pager that runs: it reads the text from a pipe and has the terminal until it ends.
///
/// Of this process it gets the terminal as its output, and no variable that holds a secret.
struct PagerProcess {
  private let child: pid_t
  private let pipe: Int32
  private let terminal: TerminalMode?

  /// nil when it could not be started.
  init?(_ command: String, isHidden: (String, String) -> Bool) {
    var ends: [Int32] = [-1, -1]
    guard makePipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    terminal = TerminalMode(of: STDOUT_FILENO)
    // As others do it: a plain `less` shows colours and leaves a short text alone.
    let started = ScreenProgram.start(
      [command], input: ends[0], added: getenv("LESS") == nil ? "LESS=FRX" : nil, isHidden)
    close(ends[0])
    guard let started else {
      close(ends[1])
      return nil
    }
    (child, pipe) = (started, ends[1])
  }

  /// Gives it the text until it ends; false when the command could not be run.
  func show(_ next: () -> String?) -> Bool {
    let input = StandardOutput(descriptor: pipe)
    while let piece = next(), input.write(piece) {}
    close(pipe)
    let status = ScreenProgram.status(of: child)
    terminal?.restore()
    return !ScreenProgram.notRun.contains(status)
  }
}

private func makePipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }
