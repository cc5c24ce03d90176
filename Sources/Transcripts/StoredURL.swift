/// An address as a recording stores it: with references in place of secrets, which are no part of its structure.
package struct StoredURL {
  /// Where in an address a component stands.
  package enum Zone: Sendable {
    case scheme, authority, path, query, fragment
  }

  /// A stretch between two signs that give an address its structure, or such a sign.
  package struct Component: Equatable, Sendable {
    package var zone: Zone
    package var text: String
    /// True for a sign such as `/` or `&`.
    package var isSeparator: Bool
  }

  /// All of the address, in order.
  package let components: [Component]

  /// Cuts an address; one without a scheme begins with its path.
  package init(_ url: String) {
    let bytes = Array(url.utf8)
    var components: [Component] = []
    var zone = StoredURL.hasScheme(bytes) ? Zone.scheme : .path
    var start = 0
    var index = 0
    func add(_ range: Range<Int>, isSeparator: Bool) {
      guard !range.isEmpty else { return }
      let text = String(decoding: bytes[range], as: UTF8.self)
      components.append(Component(zone: zone, text: text, isSeparator: isSeparator))
    }
    while index < bytes.count {
      if let end = StoredReference.end(in: bytes, from: index) {
        index = end
        continue
      }
      guard let (length, next) = StoredURL.separator(bytes, index, zone) else {
        index += 1
        continue
      }
      add(start..<index, isSeparator: false)
      // The sign that opens a zone belongs to it.
      zone = next
      add(index..<index + length, isSeparator: true)
      index += length
      start = index
    }
    add(start..<bytes.count, isSeparator: false)
    self.components = components
  }

  private static let schemeEnd = Array("://".utf8)

  private static func hasScheme(_ bytes: [UInt8]) -> Bool {
    let scheme = bytes.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    return !scheme.isEmpty && bytes.dropFirst(scheme.count).starts(with: schemeEnd)
  }

  /// The length of the sign at a place, and the zone it begins or stands in.
  private static func separator(_ bytes: [UInt8], _ index: Int, _ zone: Zone) -> (length: Int, next: Zone)? {
    let byte = bytes[index]
    switch zone {
    case .scheme: return byte == UInt8(ascii: ":") ? (schemeEnd.count, .authority) : nil
    case .fragment: return "&=".utf8.contains(byte) ? (1, .fragment) : nil
    case _ where byte == UInt8(ascii: "#"): return (1, .fragment)
    case .query: return "&=".utf8.contains(byte) ? (1, .query) : nil
    case _ where byte == UInt8(ascii: "?"): return (1, .query)
    case _ where byte == UInt8(ascii: "/"): return (1, .path)
    case .authority: return "@:.".utf8.contains(byte) ? (1, .authority) : nil
    case .path: return nil
    }
  }

  /// The address up to the `#` that is no part of a reference.
  package var withoutFragment: String {
    components.prefix { $0.zone != .fragment }.map(\.text).joined()
  }

  /// The parameters between `?` and `#`, cut at `&` and the first `=`.
  package var queryString: [HARField] { parameters.fields }

  /// The address without its fragment in one of the ways to write it: host and scheme in lower case, without the scheme's
  /// usual port (RFC 3986, section 6.2), the parameters sorted by name.
  var inOneForm: String {
    let sorted = parameters.inOneOrder
    let path = components.filter { $0.zone == .path }.map(\.text).joined()
    let place = serverInOneForm + (path.isEmpty ? "/" : path)
    return sorted.isEmpty ? place : "\(place)?\(sorted)"
  }

  private var serverInOneForm: String {
    var parts = components.filter { $0.zone == .scheme || $0.zone == .authority }
    let host = (parts.lastIndex { $0.isSeparator && $0.text == "@" } ?? 0) + 1
    for place in parts.indices where place == 0 || place >= host {
      // The name of a secret is no part of the host.
      if StoredReference.paths(in: parts[place].text).isEmpty {
        parts[place].text = parts[place].text.lowercased()
      }
    }
    let usualPort = ["http": "80", "https": "443"][parts.first?.text ?? ""]
    if let usualPort, parts.suffix(2).map(\.text) == [":", usualPort] { parts.removeLast(2) }
    return parts.map(\.text).joined()
  }

  /// Scheme, host and port, such as `https://h.test:8443`; nothing for an address that begins with its path.
  package var server: String {
    components.prefix { $0.zone == .scheme || $0.zone == .authority }.map(\.text).joined()
  }

  /// What stands between the signs of the path.
  package var pathSegments: [String] {
    var segments: [String] = []
    for component in components where component.zone == .path {
      if component.isSeparator {
        segments.append("")
      } else if segments.isEmpty {
        segments.append(component.text)
      } else {
        segments[segments.count - 1] += component.text
      }
    }
    return segments
  }

  private var parameters: StoredParameters {
    // The first sign is the `?` that opens the query.
    StoredParameters(components.filter { $0.zone == .query }.dropFirst().map(\.text).joined())
  }
}
