import Encodings
import HTTPExchange
import Redaction

extension Hub {
  /// The settings with which a connection's requests are sent; a certificate of the request's own wins.
  func transportSettings(
    of connection: Connection, clientCertificate own: TransportSettings.ClientCertificate? = nil
  ) throws(HubError) -> TransportSettings {
    let definition = connection.transport
    let expansion = expansion(for: connection)
    func text(_ text: String?) throws(HubError) -> String? {
      guard let text else { return nil }
      return try expansion.expand(text, in: .plain)
    }
    func path(_ member: String, _ written: String?) throws(HubError) -> String? {
      guard let path = try text(written) else { return nil }
      return try usable(path, as: member)
    }
    var settings = TransportSettings()
    settings.httpVersion = definition.httpVersion
    settings.ipVersion = definition.ipVersion
    settings.isInsecure = definition.isInsecure
    settings.decompresses = definition.decompresses
    settings.noProxy = try text(definition.noProxy)
    if let proxy = try definition.proxy.map({ text throws(HubError) in try self.proxy(text, expansion) }) {
      learnProxy(proxy, of: connection.name)
      settings.proxy = proxy == "none" ? .none : .url(proxy)
    } else {
      learnEnvironmentProxies()
    }
    settings.caCertificate = try path("caCertificate", definition.caCertificate)
    settings.unixSocket = try path("unixSocket", definition.unixSocket)
    for entry in definition.resolve {
      var entry = entry
      entry.address = try expansion.expand(entry.address, in: .plain)
      settings.resolve.append(entry)
    }
    switch definition.cookies {
    case nil, "off": break
    case "session": settings.cookies = .session(jar: key(connection.name))
    case let file: if let path = try path("cookies", file) { settings.cookies = .file(path) }
    }
    if let certificate = own ?? definition.clientCertificate {
      settings.clientCertificate = try self.certificate(certificate, expansion, of: connection)
    }
    return settings
  }

  private func proxy(_ text: String, _ expansion: VariableExpansion) throws(HubError) -> String {
    guard let at = text.lastIndex(of: "@") else { return try expansion.expand(text, in: .plain) }
    return try expansion.expand(String(text[..<at]), in: .userInfo)
      + expansion.expand(String(text[at...]), in: .plain)
  }

  private func certificate(
    _ certificate: TransportSettings.ClientCertificate, _ expansion: VariableExpansion,
    of connection: Connection
  ) throws(HubError) -> TransportSettings.ClientCertificate? {
    let written = try expansion.expand(certificate.file, in: .plain)
    guard let file = try usable(written, as: "clientCertificate") else { return nil }
    var result = TransportSettings.ClientCertificate(file: file)
    if let key = certificate.key {
      result.key = try usable(try expansion.expand(key, in: .plain), as: "key of clientCertificate")
    }
    if let passphrase = certificate.passphrase {
      let value = try expansion.expand(passphrase, in: .plain)
      if !redactor.isMasked(value) {
        names.register(value, as: SecretReference(connection: connection.name, name: "passphrase"))
      }
      result.passphrase = value
    }
    return result
  }

  /// The path as this machine has it; nil when files are not read now.
  func usable(_ path: String, as member: String) throws(HubError) -> String? {
    switch filePolicy {
    case .read: return completePath(path)
    case .unread: return nil
    case .refused(let advice):
      throw HubError(
        .secret, "\(member): a transcript that is not trusted may not use the file '\(path)'",
        suggestion: advice)
    }
  }

  /// Says each time that nobody checks who answers, and once a session where no file records it.
  func warnOfInsecure(_ connection: Connection, in notes: inout [String]) {
    guard connection.transport.isInsecure else { return }
    let text =
      "INSECURE: the certificates of '\(connection.name)' are not checked; anybody on the way can read and "
      + "change what is sent"
    notes.append(text)
    guard !isPreviewing, warnedOfInsecure.insert(key(connection.name)).inserted else { return }
    warn(text)
  }

  private func learnEnvironmentProxies() {
    guard !hasLearnedProxies, case .read = filePolicy else { return }
    hasLearnedProxies = true
    for proxy in environmentProxies() { learnProxy(proxy, of: Self.scriptConnection) }
  }

  /// The credentials of a proxy, which go into a header of their own.
  package func learnProxy(_ url: String, of connection: String) {
    learnUserInfo(of: url.contains("://") ? url : "http://" + url, connection)
  }
}
