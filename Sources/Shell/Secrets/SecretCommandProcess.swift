import HTTPExchange
import Vault

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A running command that prints a secret.
///
/// It has a session of its own: it cannot ask anything on the terminal, and it goes with all its children.
struct SecretCommandProcess {
  /// The bytes of stderr that are kept.
  private static let longestErrors = 8_192
  private static let pollMilliseconds: Int32 = 20

  private let child: pid_t
  private var output: [UInt8] = []
  private var errors: [UInt8] = []
  /// stdout and stderr of the child; negative once they ended.
  private var descriptors: [Int32]

  static func run(_ command: SecretCommand, interruption: Interruption) -> SecretCommandResult {
    do throws(SystemError) {
      var process = try start(command)
      defer { process.close() }
      let end = process.wait(seconds: command.timeLimitSeconds, interruption)
      return SecretCommandResult(
        end, output: SecretBytes(taking: &process.output),
        errors: String(decoding: process.errors, as: UTF8.self))
    } catch {
      return SecretCommandResult(.notStarted(reason: String(cString: strerror(error.code))))
    }
  }

  // MARK: Start

  private struct SystemError: Error {
    var code: Int32
  }

  private init(child: pid_t, descriptors: [Int32]) {
    self.child = child
    self.descriptors = descriptors
    output.reserveCapacity(VaultContents.longestValue + SecretPipe.pieceSize)
  }

  private static func start(_ command: SecretCommand) throws(SystemError) -> SecretCommandProcess {
    let output = try pipe()
    let errors: (reading: Int32, writing: Int32)
    do {
      errors = try pipe()
    } catch {
      for descriptor in [output.reading, output.writing] { Self.close(descriptor) }
      throw error
    }
    defer { for descriptor in [output.writing, errors.writing] { close(descriptor) } }
    do {
      let child = try spawn(command, output: output.writing, errors: errors.writing)
      for descriptor in [output.reading, errors.reading] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
      return SecretCommandProcess(child: child, descriptors: [output.reading, errors.reading])
    } catch {
      for descriptor in [output.reading, errors.reading] { close(descriptor) }
      throw error
    }
  }

  private static func pipe() throws(SystemError) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard makePipe(&ends) == 0 else { throw SystemError(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(_ command: SecretCommand, output: Int32, errors: Int32) throws(SystemError)
    -> pid_t
  {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let ownSession: Int32 = 0x0400 | POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let ownSession: Int32 = 0x80
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Reading gives an end at once; a descriptor that is closed would be taken by the next file opened.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = ownSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, Int16(flags))

    ChildEnvironment.keepDescriptorsBack()
    let words = ["/bin/sh", "-c", command.text].map { (word: String) in strdup(word) }
    defer { for word in words { free(word) } }
    var variables = ChildEnvironment.variables {
      command.hiddenVariables.contains(ChildEnvironment.name(of: $0))
    }
    var child: pid_t = 0
    let code = posix_spawn(&child, "/bin/sh", &actions, &attributes, words + [nil], &variables)
    guard code == 0 else { throw SystemError(code: code) }
    return child
  }

  // MARK: Waiting

  private mutating func wait(seconds: Int, _ interruption: Interruption) -> SecretCommandResult.End {
    let limit = Self.milliseconds() + Int64(seconds) * 1000
    while true {
      var waiting = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      waiting.append(pollfd(fd: interruption.descriptor, events: Int16(POLLIN), revents: 0))
      poll(&waiting, nfds_t(waiting.count), Self.pollMilliseconds)
      // Asked before reading, so that nothing it wrote is missed.
      let hasEnded = hasEnded()
      readAll()
      if output.count > VaultContents.longestValue { return stop(.printedTooMuch) }
      if interruption.isInterrupted { return stop(.interrupted) }
      if hasEnded { return reap() }
      if Self.milliseconds() >= limit { return stop(.timedOut) }
    }
  }

  private mutating func readAll() {
    while descriptors[0] >= 0, output.count <= VaultContents.longestValue {
      guard Self.readPiece(&descriptors[0], into: &output) else { break }
    }
    while descriptors[1] >= 0 {
      guard Self.readPiece(&descriptors[1], into: &errors) else { break }
      errors = Array(errors.prefix(Self.longestErrors))
    }
  }

  /// False when there is no more for now.
  private static func readPiece(_ descriptor: inout Int32, into bytes: inout [UInt8]) -> Bool {
    let count = SecretPipe.readPiece(of: descriptor, into: &bytes)
    if count > 0 || count < 0 && errno == EINTR { return true }
    if count < 0, errno == EAGAIN { return false }
    close(descriptor)
    descriptor = -1
    return false
  }

  /// Whether the child ended; it stays to be reaped, so that its number means nobody else.
  private func hasEnded() -> Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT) != 0
      || information.si_signo != 0
  }

  private func reap() -> SecretCommandResult.End {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? .exited(status: status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
  }

  /// Ends the child and its children: politely, and soon after for good.
  private func stop(_ end: SecretCommandResult.End) -> SecretCommandResult.End {
    kill(-child, SIGTERM)
    let limit = Self.milliseconds() + 300
    while !hasEnded(), Self.milliseconds() < limit { usleep(10_000) }
    kill(-child, SIGKILL)
    _ = reap()
    return end
  }

  private mutating func close() {
    for descriptor in descriptors where descriptor >= 0 { Self.close(descriptor) }
    SecretBytes.wipe(&output)
  }

  private static func close(_ descriptor: Int32) { closeDescriptor(descriptor) }

  private static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

private func makePipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }
private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
