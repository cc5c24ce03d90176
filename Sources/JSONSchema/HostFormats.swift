import Encodings

/// Names and addresses of hosts, and what is made of them.
enum HostFormats {
  /// A name of RFC 1123.
  static func isHostName(_ text: ArraySlice<UInt8>) -> Bool {
    guard (1...253).contains(text.count) else { return false }
    return text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
        && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen } && isPlainOrEncoded(label)
    }
  }

  private static let hyphen = UInt8(ascii: "-")

  /// Hyphens as the third and fourth character mean an encoded name, which begins with `xn` (RFC 5891).
  private static func isPlainOrEncoded(_ label: ArraySlice<UInt8>) -> Bool {
    guard label.dropFirst(2).starts(with: "--".utf8) else { return true }
    return label.count > 4 && label.prefix(2).elementsEqual("xn".utf8) { $0 | 0x20 == $1 }
  }

  /// Four numbers without zeros before them.
  static func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard (1...3).contains(part.count), part.allSatisfy(DateFormats.isDigit) else { return false }
        let value = part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return value < 256 && (part.count == 1 || part.first != UInt8(ascii: "0"))
      }
  }

  /// An address of RFC 4291, without a zone.
  static func isIPv6(_ text: ArraySlice<UInt8>) -> Bool {
    let colon = UInt8(ascii: ":")
    guard text.contains(colon) else { return false }
    var parts = text.split(separator: colon, omittingEmptySubsequences: false)
    // `::` at an end leaves two empty parts there.
    if parts.first?.isEmpty == true {
      guard parts.count > 2, parts[1].isEmpty else { return false }
      parts.removeFirst()
    }
    if parts.last?.isEmpty == true {
      guard parts.count > 1, parts[parts.count - 2].isEmpty || parts.count == 2 && parts[0].isEmpty else {
        return false
      }
      parts.removeLast()
    }
    var groups = 0
    var gaps = 0
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        gaps += 1
      } else if index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
        guard isIPv4(part) else { return false }
        groups += 2
      } else {
        guard part.count <= 4, part.allSatisfy({ Hexadecimal.value(of: $0) != nil }) else { return false }
        groups += 1
      }
    }
    return gaps == 0 ? groups == 8 : gaps == 1 && groups < 8
  }

  /// A mailbox of RFC 5321.
  static func isEmail(_ text: ArraySlice<UInt8>) -> Bool {
    guard let at = text.lastIndex(of: UInt8(ascii: "@")) else { return false }
    return isLocalPart(text[..<at]) && isDomain(text[(at + 1)...])
  }

  private static func isLocalPart(_ text: ArraySlice<UInt8>) -> Bool {
    let quote = UInt8(ascii: "\"")
    if text.count >= 2, text.first == quote, text.last == quote {
      var rest = text.dropFirst().dropLast()
      while let byte = rest.popFirst() {
        guard (0x20..<0x7F).contains(byte), byte != quote else { return false }
        guard byte == UInt8(ascii: "\\") else { continue }
        guard let next = rest.popFirst(), (0x20..<0x7F).contains(next) else { return false }
      }
      return true
    }
    return text.count <= 64
      && text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty && part.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
      }
  }

  private static func isDomain(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "[") else { return isHostName(text) }
    guard text.last == UInt8(ascii: "]") else { return false }
    let address = text.dropFirst().dropLast()
    return address.starts(with: "IPv6:".utf8) ? isIPv6(address.dropFirst(5)) : isIPv4(address)
  }

  /// Five groups of hexadecimal digits (RFC 9562).
  static func isUUID(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: hyphen, omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.joined().allSatisfy { Hexadecimal.value(of: $0) != nil }
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    DateFormats.isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }
}
