/// A value as it stands in a JSON text that is known to be right.
struct JSONTextNode {
  /// Where the value stands.
  var range: Range<Int>
  /// Where the value begins, or the name before it.
  var start: Int
  /// The elements or members, in order.
  var children: [JSONTextNode] = []

  /// Reads the value at a place; as deep as a text may be, so recursion is safe here.
  init(_ bytes: [UInt8], at place: Int = 0, start: Int? = nil) {
    self.start = start ?? place
    var at = place
    switch bytes[place] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = bytes[place] == UInt8(ascii: "{")
      at = Self.skipBlanks(bytes, place + 1)
      while at < bytes.count, bytes[at] != UInt8(ascii: "}"), bytes[at] != UInt8(ascii: "]") {
        let start = at
        if isObject { at = Self.skipBlanks(bytes, Self.textEnd(bytes, at)) + 1 }
        let child = JSONTextNode(bytes, at: Self.skipBlanks(bytes, at), start: start)
        children.append(child)
        at = Self.skipBlanks(bytes, child.range.upperBound)
        if at < bytes.count, bytes[at] == UInt8(ascii: ",") { at = Self.skipBlanks(bytes, at + 1) }
      }
      at += 1
    case UInt8(ascii: "\""): at = Self.textEnd(bytes, place)
    default: while at < bytes.count, !Self.isEnd(bytes[at]) { at += 1 }
    }
    range = place..<min(at, bytes.count)
  }

  /// The end of the text that begins at a quote.
  private static func textEnd(_ bytes: [UInt8], _ quote: Int) -> Int {
    var at = quote + 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return at + 1
  }

  private static func skipBlanks(_ bytes: [UInt8], _ start: Int) -> Int {
    var at = start
    while at < bytes.count, isBlank(bytes[at]) { at += 1 }
    return at
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    isBlank(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }
}
