import Encodings

/// An address or a relative one (RFC 3986), cut into its parts.
struct SchemaAddress: Sendable {
  private var scheme: Substring?
  private var authority: Substring?
  private var path: Substring
  private var query: Substring?
  /// What stands behind the `#`, still encoded.
  private(set) var fragment: Substring?

  init(_ text: String) {
    var rest = text[...]
    if let hash = rest.firstIndex(of: "#") {
      fragment = rest[rest.index(after: hash)...]
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: "?") {
      query = rest[rest.index(after: mark)...]
      rest = rest[..<mark]
    }
    if let colon = rest.firstIndex(of: ":"), rest[..<colon].first?.isLetter == true,
      !rest[..<colon].contains("/")
    {
      scheme = rest[..<colon]
      rest = rest[rest.index(after: colon)...]
    }
    if rest.hasPrefix("//") {
      let host = rest.dropFirst(2)
      let end = host.firstIndex(of: "/") ?? host.endIndex
      authority = host[..<end]
      rest = host[end...]
    }
    path = rest
  }

  /// What the address means in a document that has this one (RFC 3986, section 5.2).
  func resolved(against base: SchemaAddress) -> SchemaAddress {
    guard scheme == nil else { return self }
    var result = self
    result.scheme = base.scheme
    guard authority == nil else { return result }
    result.authority = base.authority
    if path.isEmpty {
      result.path = base.path
      result.query = query ?? base.query
    } else if !path.hasPrefix("/") {
      let folder = base.path.lastIndex(of: "/").map { base.path[...$0] } ?? (base.authority == nil ? "" : "/")
      result.path = folder + path
    }
    return result
  }

  /// The address of the document alone.
  var document: String {
    let start = (scheme.map { "\($0):" } ?? "") + (authority.map { "//\($0)" } ?? "")
    return DotSegments.removed(from: start + path + (query.map { "?\($0)" } ?? ""))
  }
}
