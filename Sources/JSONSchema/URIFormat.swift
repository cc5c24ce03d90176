import Encodings

/// Absolute addresses of RFC 3986.
enum URIFormat {
  static func isURI(_ text: ArraySlice<UInt8>) -> Bool {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), isScheme(text[..<colon]) else { return false }
    var rest = text[(colon + 1)...]
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      guard holdsOnly(rest[(hash + 1)...], path + "?") else { return false }
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      guard holdsOnly(rest[(mark + 1)...], path + "?") else { return false }
      rest = rest[..<mark]
    }
    if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      guard isAuthority(rest[..<end]) else { return false }
      rest = rest[end...]
    }
    return holdsOnly(rest, path)
  }

  private static let delimiters = "!$&'()*+,;="
  private static let path = delimiters + ":@/"

  private static func isScheme(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, (first | 0x20) &- UInt8(ascii: "a") < 26 else { return false }
    return text.allSatisfy { HostFormats.isLetterOrDigit($0) || "+-.".utf8.contains($0) }
  }

  private static func isAuthority(_ text: ArraySlice<UInt8>) -> Bool {
    var host = text
    if let at = host.lastIndex(of: UInt8(ascii: "@")) {
      guard holdsOnly(host[..<at], delimiters + ":") else { return false }
      host = host[(at + 1)...]
    }
    if host.first == UInt8(ascii: "[") {
      guard let end = host.firstIndex(of: UInt8(ascii: "]")) else { return false }
      let port = host[(end + 1)...]
      guard port.isEmpty || port.first == UInt8(ascii: ":") else { return false }
      return isLiteral(host[(host.startIndex + 1)..<end]) && port.dropFirst().allSatisfy(DateFormats.isDigit)
    }
    let colon = host.lastIndex(of: UInt8(ascii: ":")) ?? host.endIndex
    return holdsOnly(host[..<colon], delimiters) && host[colon...].dropFirst().allSatisfy(DateFormats.isDigit)
  }

  /// What stands in brackets: an IPv6 address, or one of a later version such as `v1.fe80`.
  private static func isLiteral(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, first | 0x20 == UInt8(ascii: "v") else { return HostFormats.isIPv6(text) }
    let parts = text.dropFirst().split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty
      && parts[0].allSatisfy { Hexadecimal.value(of: $0) != nil }
      && !parts[1].contains(UInt8(ascii: "%")) && holdsOnly(parts[1], delimiters + ":")
  }

  /// Whether there are only unreserved characters, whole percent escapes and these signs.
  private static func holdsOnly(_ text: ArraySlice<UInt8>, _ signs: String) -> Bool {
    var rest = text
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard rest.count >= 2, rest.prefix(2).allSatisfy({ Hexadecimal.value(of: $0) != nil }) else {
          return false
        }
        rest = rest.dropFirst(2)
      } else if !HostFormats.isLetterOrDigit(byte), !"-._~".utf8.contains(byte), !signs.utf8.contains(byte) {
        return false
      }
    }
    return true
  }
}
