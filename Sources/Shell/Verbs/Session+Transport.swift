import HTTPExchange
import IntegrationHub

extension Session {
  /// The longest file that a request sends.
  private static let longestUpload = 64 << 20

  /// Gives the hub what it needs of the world to send requests as they were defined.
  func prepareTransport() {
    hub.completePath = { [context] in context.expandingHome($0) }
    hub.readFile = { [context] path throws(HubError) in
      do throws(FileError) {
        return try context.files.readRegularFile(path, upTo: Self.longestUpload)
      } catch {
        throw HubError(.refused, error.message)
      }
    }
    hub.seededBytes = { [host] in host.randomBytes($0) }
    hub.warn = { [unowned self] in warnUnrecorded($0) }
    hub.environmentProxies = { [context] in
      ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].compactMap {
        context.environment($0)
      }
    }
  }
}

extension Session {
  /// Lets answers be shown as they come, and kept where they are too long for memory.
  func prepareIncoming() {
    let incoming = AnswerReceiver(
      hub: hub,
      folder: { [context] in
        context.environment("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
      }, show: { [unowned self] in show($0) },
      beginStream: { [unowned self] head in
        // Only for who watches: how it ends is not known yet.
        if context.isInteractive { show(OutputPart(.note, "(\(head.status), a stream; Ctrl-C ends it)")) }
      })
    transport.incoming = incoming
    hub.receiver = incoming
  }
}

extension Session.SecretPolicy {
  /// Files are a way to a secret, and follow the same rule.
  var filePolicy: FilePolicy {
    switch self {
    case .read: .read
    case .placeholders: .unread
    case .untrusted(let advice, _): .refused(advice: advice)
    }
  }
}
