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
  private let terminal: termios?

  /// What the shell says of a command that it cannot find or run.
  private static let notRun: Set<Int32> = [126, 127]

  /// nil when it could not be started.
  init?(_ command: String, isHidden: (String, String) -> Bool) {
    var ends: [Int32] = [-1, -1]
    guard makePipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var mode = termios()
    terminal = tcgetattr(STDOUT_FILENO, &mode) == 0 ? mode : nil
    let started = Self.spawn(command, input: ends[0], isHidden)
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
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    // One that was killed leaves the terminal as it had it.
    if var terminal { tcsetattr(STDOUT_FILENO, TCSADRAIN, &terminal) }
    return status & 0x7F != 0 || !Self.notRun.contains(status >> 8 & 0xFF)
  }

  private static func spawn(
    _ command: String, input: Int32, _ isHidden: (String, String) -> Bool
  ) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let others = Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let others: Int32 = 0
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_adddup2(&actions, descriptor, descriptor)
    }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = others | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, Int16(flags))

    ChildEnvironment.keepDescriptorsBack()
    var words: [UnsafeMutablePointer<CChar>?] = ["/bin/sh", "-c", command].map { (word: String) in
      strdup(word)
    }
    // As others do it: a plain `less` shows colours and leaves a short text alone.
    let options = getenv("LESS") == nil ? strdup("LESS=FRX") : nil
    defer {
      for word in words { free(word) }
      free(options)
    }
    var variables = ChildEnvironment.variables { variable in
      let name = ChildEnvironment.name(of: variable)
      return isHidden(name, String(String(cString: variable).dropFirst(name.count + 1)))
    }
    if let options { variables.insert(options, at: 0) }
    words.append(nil)
    var child: pid_t = 0
    return posix_spawn(&child, "/bin/sh", &actions, &attributes, words, &variables) == 0 ? child : nil
  }
}

private func makePipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }
