import HTTPExchange
import Sandbox
import Shell
import Synchronization
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The shell's world as this machine has it.
enum SystemContext {
  static func make() -> ShellContext {
    StandardOutput.ignoreBrokenPipes()
    let interruption = Interruption()
    // While a line is edited, Ctrl-C is a key; at any other time it is this signal.
    _ = interruption.watch(signal: SIGINT)
    let practice = PracticeService()
    let failure = OutputFailure()
    let output = StandardOutput(descriptor: 1)
    let errors = StandardOutput(descriptor: 2)
    let environment: (String) -> String? = { name in getenv(name).map { String(cString: $0) } }
    let isInteractive = isTerminal(0) && isTerminal(1)
    let secrets = SystemSecretAccess()
    return ShellContext(
      environment: environment,
      writeOutput: { failure.note(output.write($0)) }, writeError: { _ = errors.write($0) },
      writeBytes: { failure.note(output.write($0)) }, outputFailure: { failure.reason },
      isInteractive: isInteractive, usesColor: isTerminal(1) && wantsColor(),
      usesErrorColor: isTerminal(2) && wantsColor(),
      clock: unixMilliseconds, randomSeed: { UInt64.random(in: .min ... .max) },
      makeTransport: {
        func transport(_ progress: (@Sendable (TransferProgress) -> Void)?) -> any HTTPTransport {
          CurlTransport(
            userAgent: "patchbay/\(Product.version)",
            hostOverride: { $0 == Session.practiceHost ? practice.port() : nil }, progress: progress)
        }
        guard showsProgress() else { return transport(nil) }
        let line = ProgressLine(
          write: { _ = errors.write($0) }, columns: { TerminalSize(of: 2)?.columns ?? 80 })
        return ProgressTransport(line: line, makeBase: transport)
      },
      resetSandbox: { practice.reset() }, askSecret: { SecretPrompt.read(prompt: $0) },
      askKey: { KeyPrompt.read(prompt: $0, keys: $1) },
      secrets: secrets, files: SystemFileStore(),
      consent: SystemConsentAccess(
        interruption: interruption, environment: environment, isInteractive: isInteractive, secrets: secrets,
        say: { _ = errors.write($0) }, visit: { practice.visit($0) }),
      interruption: interruption,
      pager: isInteractive
        ? SystemPager(
          environment: environment, write: { failure.note(output.write($0)) }, size: { TerminalSize(of: 1) })
        : nil,
      editor: isInteractive ? SystemEditor(environment: environment, files: SystemFileStore()) : nil,
      screen: isInteractive ? { screen() } : nil)
  }

  /// The terminal at standard output, as large as it is now.
  private static func screen() -> TerminalScreen {
    let size = TerminalSize(of: 1) ?? TerminalSize(columns: 80, rows: 24)
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(value).first { !$0.isEmpty } ?? ""
    let isPlain = ["C", "POSIX"].contains(locale) || !knowsEscapeSequences()
    return TerminalScreen(columns: size.columns, rows: size.rows, isUTF8: !isPlain)
  }

  /// NO_COLOR and CLICOLOR as their conventions say.
  private static func wantsColor() -> Bool {
    if value("NO_COLOR")?.isEmpty == false || value("CLICOLOR") == "0" { return false }
    return knowsEscapeSequences()
  }

  /// Where a line can be drawn over and is seen.
  private static func showsProgress() -> Bool {
    isTerminal(1) && isTerminal(2) && knowsEscapeSequences()
  }

  /// A terminal of which nothing is known counts as a dumb one.
  static func knowsEscapeSequences() -> Bool {
    guard let kind = value("TERM") else { return false }
    return !kind.isEmpty && kind != "dumb"
  }

  private static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func unixMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

/// Remembers that standard output could not be written.
private final class OutputFailure {
  private(set) var reason: String?

  /// A reader that went away, as `head` does, is no failure.
  func note(_ isWritten: Bool) {
    let error = errno
    if !isWritten, error != EPIPE, reason == nil { reason = String(cString: strerror(error)) }
  }
}

/// Starts the embedded practice service when it is first needed.
private final class PracticeService: Sendable {
  private let server = Mutex<SandboxServer?>(nil)

  /// The service's port; when none can be had, one on which nothing answers.
  ///
  /// The name must never be looked up: a transcript may send the practice secret to it without being trusted.
  func port() -> Int {
    server.withLock { server in
      if server == nil { server = try? SandboxServer.start() }
      return server?.port ?? 1
    }
  }

  /// Consents to a sign-in in the person's place; false when the address is another service's.
  func visit(_ url: String) -> Bool {
    guard Session.isPractice(url) else { return false }
    let port = port()
    Task.detached {
      // Beside the session, which waits for the redirect that this follows.
      let transport = CurlTransport(
        userAgent: "patchbay/\(Product.version)",
        hostOverride: { $0 == Session.practiceHost ? port : nil })
      _ = try? transport.send(HTTPRequest(method: "GET", url: url), interruption: Interruption())
    }
    return true
  }

  func reset() {
    server.withLock { $0?.reset() }
  }
}
