/// Cuts an HTML page into its pieces, in one pass; comments and declarations are left out.
///
/// As browsers do it: `<` before anything but a tag is text, and a tag or comment without an end takes the rest.
struct HTMLScanner {
  private(set) var cursor: MarkupCursor

  /// Letters of the longest name that is told apart.
  private static let longestName = 32

  init(_ bytes: [UInt8]) {
    cursor = MarkupCursor(bytes)
  }

  /// The next piece; nil at the end.
  mutating func next() -> HTMLToken? {
    while !cursor.isAtEnd {
      guard cursor.byte == UInt8(ascii: "<") else { return text() }
      let next = cursor.index + 1 < cursor.bytes.count ? cursor.bytes[cursor.index + 1] : 0
      switch next {
      case UInt8(ascii: "!"), UInt8(ascii: "?"): skipDeclaration()
      case UInt8(ascii: "/"):
        let name = cursor.index + 2 < cursor.bytes.count ? cursor.bytes[cursor.index + 2] : 0
        cursor.index += 2
        guard name.isLetter else {
          _ = cursor.skip(past: ">")
          continue
        }
        if let tag = tag() { return .end(tag.name) }
      case _ where next.isLetter:
        cursor.index += 1
        if let tag = tag() { return .start(tag.name, tag.attributes) }
      default: return text()
      }
    }
    return nil
  }

  /// Whether the tag that was read last ends with `/>`.
  var isTagClosed: Bool { cursor.index > 1 && cursor.bytes[cursor.index - 2] == UInt8(ascii: "/") }

  /// The bytes up to the end tag of an element whose content is no markup; the end tag itself comes next.
  mutating func content(upToEndOf name: String) -> Range<Int> {
    let start = cursor.index
    while cursor.skip(past: "</") {
      let end = cursor.index - 2
      let found = cursor.bytes[cursor.index...].prefix(name.utf8.count + 1).map(\.lowercased)
      let isWhole = found.count == name.utf8.count || !(found.last ?? 0).isLetterOrDigit
      if found.starts(with: name.utf8), isWhole {
        cursor.index = end
        return start..<end
      }
    }
    return start..<cursor.index
  }

  /// The text up to the next `<`, which may be its first byte.
  private mutating func text() -> HTMLToken {
    let start = cursor.index
    cursor.index += 1
    cursor.index = cursor.bytes[cursor.index...].firstIndex(of: UInt8(ascii: "<")) ?? cursor.bytes.count
    return .text(start..<cursor.index)
  }

  private mutating func skipDeclaration() {
    guard cursor.begins("<!--") else {
      _ = cursor.skip(past: ">")
      return
    }
    // The shortest comments are `<!-->` and `<!--->`.
    cursor.index += 2
    _ = cursor.skip(past: "-->")
  }

  /// The name and attributes of a tag, from its name on.
  private mutating func tag() -> (name: String, attributes: [HTMLToken.Attribute])? {
    let name = name { $0.isMarkupBlank || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") }
    var attributes: [HTMLToken.Attribute] = []
    while !cursor.isAtEnd {
      switch cursor.byte {
      case UInt8(ascii: ">"):
        cursor.index += 1
        return (name, attributes)
      case UInt8(ascii: "/"): cursor.index += 1
      case let byte where byte.isMarkupBlank: cursor.index += 1
      default: attributes.append(attribute())
      }
    }
    return nil
  }

  private mutating func attribute() -> HTMLToken.Attribute {
    let first = cursor.index
    let name = name {
      $0.isMarkupBlank || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "=")
    }
    // A name may begin with `=`.
    if cursor.index == first { cursor.index += 1 }
    let end = cursor.index
    cursor.skipBlanks()
    guard cursor.byte == UInt8(ascii: "=") else { return HTMLToken.Attribute(name: name, value: end..<end) }
    cursor.index += 1
    cursor.skipBlanks()
    let quote = cursor.byte
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = cursor.index + 1
      let end = cursor.bytes[start...].firstIndex(of: quote) ?? cursor.bytes.count
      cursor.index = min(end + 1, cursor.bytes.count)
      return HTMLToken.Attribute(name: name, value: start..<end)
    }
    let start = cursor.index
    while !cursor.isAtEnd, !cursor.byte.isMarkupBlank, cursor.byte != UInt8(ascii: ">") { cursor.index += 1 }
    return HTMLToken.Attribute(name: name, value: start..<cursor.index)
  }

  private mutating func name(until ends: (UInt8) -> Bool) -> String {
    let start = cursor.index
    while !cursor.isAtEnd, !ends(cursor.byte) { cursor.index += 1 }
    let name = cursor.bytes[start..<cursor.index].prefix(Self.longestName).map(\.lowercased)
    return String(decoding: name, as: UTF8.self)
  }
}
