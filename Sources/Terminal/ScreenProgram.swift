import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Starts programs that have the terminal until they end.
///
/// Of this process they get the terminal, and no variable that holds a secret.
enum ScreenProgram {
  /// What the shell says of a command that it cannot find or run.
  static let notRun: Set<Int32> = [126, 127]

  /// Runs a command of the shell, with the words behind it as arguments; nil when it could not be started.
  ///
  /// `added` is one more variable of its environment.
  static func start(
    _ words: [String], input: Int32, added: String? = nil, _ isHidden: (String, String) -> Bool
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
    let command = words[0] + (words.count > 1 ? " \"$@\"" : "")
    var arguments: [UnsafeMutablePointer<CChar>?] = (["/bin/sh", "-c", command, "sh"] + words.dropFirst()).map
    {
      (word: String) in strdup(word)
    }
    let options = added.flatMap { strdup($0) }
    defer {
      for argument in arguments { free(argument) }
      free(options)
    }
    var variables = ChildEnvironment.variables { variable in
      let name = ChildEnvironment.name(of: variable)
      return isHidden(name, String(String(cString: variable).dropFirst(name.count + 1)))
    }
    if let options { variables.insert(options, at: 0) }
    arguments.append(nil)
    var child: pid_t = 0
    return posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, &variables) == 0 ? child : nil
  }

  /// Waits for its end: its exit status, or 128 and the number of the signal that ended it.
  static func status(of child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }
}
