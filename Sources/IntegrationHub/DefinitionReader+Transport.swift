import Encodings
import HTTPExchange
import JSON

/// Reads how a connection's requests reach the server.
extension DefinitionReader {
  /// Members of a connection that a `TransportDefinition` takes.
  static let transportMembers = [
    "httpVersion", "proxy", "noProxy", "caCertificate", "insecure", "clientCertificate", "resolve",
    "unixSocket", "cookies", "ipVersion", "followRedirects", "decompress",
  ]
  /// Members that a request has too, and that win there.
  static let requestTransportMembers = ["clientCertificate", "followRedirects"]

  static func transport(_ members: Members, _ json: JSONObject) throws(HubError) -> TransportDefinition {
    var transport = TransportDefinition()
    transport.httpVersion = try members.numberedChoice(
      "httpVersion", TransportSettings.HTTPVersion.self, json["httpVersion"])
    transport.ipVersion = try members.numberedChoice(
      "ipVersion", TransportSettings.IPVersion.self, json["ipVersion"])
    transport.proxy = try members.text("proxy")
    if let proxy = transport.proxy { try check(proxy: proxy, members) }
    transport.noProxy = try noProxy(members, json["noProxy"])
    transport.caCertificate = try members.filePath("caCertificate")
    transport.isInsecure = try members.flag("insecure") ?? false
    transport.clientCertificate = try clientCertificate(members, json["clientCertificate"])
    transport.resolve = try resolve(members, json["resolve"])
    transport.unixSocket = try members.filePath("unixSocket")
    transport.cookies = try members.text("cookies")
    if transport.cookies == "" {
      throw members.wrong("cookies", "\"off\", \"session\" or the path of a file")
    }
    transport.followRedirects = try followRedirects(members, json["followRedirects"])
    transport.decompresses = try members.flag("decompress") ?? true
    return transport
  }

  static func followRedirects(_ members: Members, _ json: JSONValue?) throws(HubError) -> Int? {
    guard let json, json != .null else { return nil }
    if case .bool(let follows) = json { return follows ? HTTPRequest.usualRedirects : 0 }
    guard let number = json.intValue ?? json.stringValue.flatMap({ Int($0) }), (0...50).contains(number)
    else {
      throw members.wrong("followRedirects", "a number of redirects from 0 to 50, or true or false")
    }
    return number
  }

  static func clientCertificate(
    _ members: Members, _ json: JSONValue?
  ) throws(HubError) -> TransportSettings.ClientCertificate? {
    switch json {
    case nil, .null: return nil
    case .string(let file) where !file.isEmpty: return .init(file: file)
    case .object(let object):
      return try HubError.within("clientCertificate") { () throws(HubError) in
        let inner = Members(object, of: "clientCertificate")
        try inner.check(["file", "key", "passphrase"])
        guard let file = try inner.filePath("file") else {
          throw HubError(
            .definition, "clientCertificate has no \"file\"",
            suggestion: "add \"file\": the path of a PEM or PKCS#12 file")
        }
        return .init(
          file: file, key: try inner.filePath("key"), passphrase: try inner.text("passphrase"))
      }
    default:
      throw members.wrong(
        "clientCertificate",
        "a path, or an object such as {\"file\": \"client.pem\", \"key\": \"client.key\", "
          + "\"passphrase\": \"[[passphrase]]\"}")
    }
  }

  private static let proxySchemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

  private static func check(proxy: String, _ members: Members) throws(HubError) {
    guard proxy != "none", !proxy.hasPrefix("[[") else { return }
    let scheme = proxy.firstRange(of: "://").map { proxy[..<$0.lowerBound].lowercased() } ?? "http"
    guard !proxy.isEmpty, proxySchemes.contains(scheme), !proxy.contains(where: \.isWhitespace) else {
      throw members.wrong(
        "proxy",
        "\"none\" or a URL such as \"http://name:[[password]]@proxy.test:3128\"; known schemes are "
          + proxySchemes.joined(separator: ", "))
    }
  }

  private static func noProxy(_ members: Members, _ json: JSONValue?) throws(HubError) -> String? {
    guard let json, json != .null else { return nil }
    if let text = json.stringValue { return text }
    guard let list = json.arrayValue, case let hosts = list.compactMap(\.stringValue),
      hosts.count == list.count
    else { throw members.wrong("noProxy", "a list of hosts, or a text with commas between them") }
    return hosts.joined(separator: ",")
  }

  private static func resolve(
    _ members: Members, _ json: JSONValue?
  ) throws(HubError) -> [TransportSettings.Resolution] {
    guard let json, json != .null else { return [] }
    let wrong = members.wrong("resolve", "an object such as {\"api.test:443\": \"127.0.0.1\"}")
    guard let object = json.objectValue else { throw wrong }
    return try object.members.map { member throws(HubError) in
      // IPv6 addresses have colons of their own.
      guard let colon = member.name.lastIndex(of: ":"), colon > member.name.startIndex,
        let port = Int(member.name[member.name.index(after: colon)...]), (1...65_535).contains(port),
        let address = member.value.stringValue, !address.isEmpty,
        !(member.name + address).contains(where: { $0.isWhitespace || $0 == "/" })
      else { throw wrong }
      return .init(host: member.name[..<colon].lowercased(), port: port, address: address)
    }
  }
}

extension Members {
  /// The path of a file; an empty one is a mistake.
  func filePath(_ name: String) throws(HubError) -> String? {
    let path = try text(name)
    if path == "" { throw wrong(name, "the path of a file") }
    return path
  }

  /// A choice whose names look like numbers, and may be written as such.
  func numberedChoice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _ type: Choice.Type, _ json: JSONValue?
  ) throws(HubError) -> Choice? where Choice.RawValue == String {
    guard let json, json != .null else { return nil }
    let known = Choice.allCases.map(\.rawValue)
    guard let choice = json.scalarText.flatMap({ Choice(rawValue: $0) }) else {
      throw wrong(name, "one of \(known.map { "\"\($0)\"" }.joined(separator: ", "))")
    }
    return choice
  }
}
