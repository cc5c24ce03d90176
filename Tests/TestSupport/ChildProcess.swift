#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A program could not be started.
package struct SpawnError: Error, CustomStringConvertible {
  let path: String
  let code: Int32

  package var description: String { "\(path) could not be started: \(String(cString: strerror(code)))" }
}

/// Starts programs, and waits for them.
enum ChildProcess {
  /// Where a descriptor of the child comes from.
  enum Source {
    case descriptor(Int32)
    case file(String)
  }

  /// Starts a program in a session of its own.
  static func spawn(
    _ path: String, _ arguments: [String], environment: [String: String], directory: String?,
    standard: [Source]
  ) throws(SpawnError) -> pid_t {
    var actions = FileActions.empty
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, source) in standard.enumerated() {
      switch source {
      case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
      // The first terminal that a new session opens becomes its controlling terminal.
      case .file(let path): posix_spawn_file_actions_addopen(&actions, Int32(number), path, O_RDWR, 0)
      }
    }

    var attributes = Attributes.empty
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var usual = sigset_t()
    sigemptyset(&usual)
    posix_spawnattr_setsigmask(&attributes, &usual)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    #if canImport(Darwin)
      let session: Int32 = 0x0400 | POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
      let session: Int32 = 0x80
    #endif
    let flags = session | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var child: pid_t = 0
    // The shell changes the folder: the call that does it is not everywhere.
    let start = directory.map { ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", $0] } ?? []
    let words = start + [path] + arguments
    let code = withCStrings(words) { argv in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
        Descriptors.exclusively { posix_spawn(&child, words[0], &actions, &attributes, argv, envp) }
      }
    }
    guard code == 0 else { throw SpawnError(path: path, code: code) }
    return child
  }

  /// The exit status, or 128 and the signal's number; nil while the program runs.
  static func status(of child: pid_t, waits: Bool) -> Int32? {
    var status: Int32 = 0
    var result: pid_t
    repeat {
      result = waitpid(child, &status, waits ? 0 : WNOHANG)
    } while result < 0 && errno == EINTR
    guard result == child else { return nil }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}

#if canImport(Darwin)
  private enum FileActions { static var empty: posix_spawn_file_actions_t? { nil } }
  private enum Attributes { static var empty: posix_spawnattr_t? { nil } }
#else
  private enum FileActions { static var empty: posix_spawn_file_actions_t { .init() } }
  private enum Attributes { static var empty: posix_spawnattr_t { .init() } }
#endif

/// Opens descriptors that no child inherits, even when tests start programs at the same time.
enum Descriptors {
  private nonisolated(unsafe) static let lock: UnsafeMutablePointer<pthread_mutex_t> = {
    let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(lock, nil)
    return lock
  }()

  static func exclusively<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }

  /// A pipe.
  static func pipe() -> (reading: Int32, writing: Int32) {
    pair { reading, writing in
      var ends: [Int32] = [-1, -1]
      let result = makePipe(&ends)
      (reading, writing) = (ends[0], ends[1])
      return result
    }
  }

  /// Runs what opens two descriptors, and marks them as ours alone before anything is started.
  static func pair(_ open: (_ first: inout Int32, _ second: inout Int32) -> Int32) -> (Int32, Int32) {
    exclusively {
      var pair: (Int32, Int32) = (-1, -1)
      let result = open(&pair.0, &pair.1)
      precondition(result == 0, "the system has no descriptor left")
      for descriptor in [pair.0, pair.1] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
      return pair
    }
  }
}

private func makePipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 {
  pipe(ends)
}

/// A moment from which waiting is counted.
struct Deadline {
  private let end: Double

  init(seconds: Double) {
    end = Deadline.now() + seconds
  }

  /// What is left, for `poll`.
  var milliseconds: Int32 { Int32(max(0, min(1_000_000, (end - Deadline.now()) * 1000))) }
  var isPast: Bool { Deadline.now() >= end }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
