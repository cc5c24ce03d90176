import Encodings
package import HTTPExchange
package import IntegrationHub
import TextLayout

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The browser of this machine, and the way back from it.
package final class SystemConsentAccess: ConsentAccess {
  private let interruption: Interruption
  private let environment: (String) -> String?
  private let isInteractive: Bool
  private let secrets: any SecretAccess
  private let say: (String) -> Void
  private let visit: (String) -> Bool

  /// `visit` goes to addresses for which no browser is needed, and gives false for all others.
  package init(
    interruption: Interruption, environment: @escaping (String) -> String?, isInteractive: Bool,
    secrets: any SecretAccess, say: @escaping (String) -> Void, visit: @escaping (String) -> Bool
  ) {
    self.interruption = interruption
    self.environment = environment
    self.isInteractive = isInteractive
    self.secrets = secrets
    self.say = say
    self.visit = visit
  }

  package func show(_ text: String) { say(ControlCharacters.visible(text) + "\n") }

  package func open(_ url: String, shown: String, hiding: Set<String>) {
    guard !visit(url) else { return }
    show("to sign in, open this address in a browser (Ctrl-C gives up):\n  \(shown)")
    guard let command = browserCommand else { return }
    let quoted = "'" + url.replacingOccurrences(of: "'", with: "'\\''") + "'"
    let line =
      command.contains("%s") ? command.replacingOccurrences(of: "%s", with: quoted) : "\(command) \(quoted)"
    // In the background, since some browsers stay as long as their window does.
    _ = secrets.run(
      SecretCommand("\(line) >/dev/null 2>&1 &", hiddenVariables: hiding.union(SessionVault.variables)),
      interruption: interruption)
  }

  /// What `BROWSER` names, or else the system's; nil where there is no screen.
  private var browserCommand: String? {
    if let command = environment("BROWSER"), !command.isEmpty {
      return command.split(separator: ":").first.map(String.init)
    }
    guard isInteractive else { return nil }
    #if canImport(Darwin)
      return "open"
    #else
      let hasScreen = ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment($0)?.isEmpty == false }
      return hasScreen ? "xdg-open" : nil
    #endif
  }

  package func listen(at address: LoopbackAddress) throws(HubError) -> any LoopbackListener {
    do throws(LoopbackSocket.Failure) {
      return try LoopbackSocket(address, interruption)
    } catch {
      throw HubError(
        .refused, "The sign-in cannot come back to \(address.url(port: address.port)): \(error.reason)",
        suggestion: address.port > 0 ? "end the program that listens there, or name another port" : nil)
    }
  }

  package func pause(milliseconds: Int) -> Bool {
    var waiting = pollfd(fd: interruption.descriptor, events: Int16(POLLIN), revents: 0)
    poll(&waiting, 1, Int32(clamping: milliseconds))
    return !interruption.isInterrupted
  }
}
