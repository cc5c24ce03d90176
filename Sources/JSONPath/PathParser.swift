/// Reads a query (RFC 9535); its depth is bounded, and every fault says what would be right.
struct PathParser {
  let text: [UInt8]
  let limits: JSONPathLimits
  var position = 0
  var depth = 0
  var warnings: [JSONPathError] = []

  init(_ text: String, _ limits: JSONPathLimits) {
    self.text = Array(text.utf8)
    self.limits = limits
  }

  /// The byte at the position; 0 at the end, which can stand nowhere in a query.
  var byte: UInt8 { position < text.count ? text[position] : 0 }

  var isAtEnd: Bool { position >= text.count }

  func startsWith(_ word: String) -> Bool {
    text[min(position, text.count)...].starts(with: word.utf8)
  }

  mutating func skipBlanks() {
    while byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
  }

  /// Takes a character if it stands here.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func wholeQuery() throws(JSONPathError) -> PathQuery {
    guard text.count <= limits.maximumBytes else {
      throw JSONPathError(
        "the query has \(text.count) bytes and may have \(limits.maximumBytes)", at: 0..<text.count,
        suggestion: "write a shorter one")
    }
    guard byte == UInt8(ascii: "$") else { throw noRoot() }
    let query = try self.query()
    guard isAtEnd else { throw textAfterQuery(query) }
    return query
  }

  /// A query from its `$` or `@` to its last segment.
  mutating func query() throws(JSONPathError) -> PathQuery {
    let start = position
    let isAbsolute = byte == UInt8(ascii: "$")
    position += 1
    var segments: [PathSegment] = []
    while true {
      let end = position
      skipBlanks()
      guard let segment = try segment() else {
        position = end
        return PathQuery(isAbsolute: isAbsolute, segments: segments, range: start..<end)
      }
      segments.append(segment)
    }
  }

  private mutating func segment() throws(JSONPathError) -> PathSegment? {
    let start = position
    var isDescendant = false
    let selectors: [PathSelector]
    if byte == UInt8(ascii: "[") {
      selectors = try bracket()
    } else if take(".") {
      isDescendant = take(".")
      if isDescendant, byte == UInt8(ascii: "[") {
        selectors = try bracket()
      } else if take("*") {
        selectors = [.wildcard]
      } else if let name = shortName() {
        selectors = [.name(name)]
      } else {
        throw noName(start)
      }
    } else {
      return nil
    }
    return PathSegment(isDescendant: isDescendant, selectors: selectors, range: start..<position)
  }

  /// A name that may stand behind a dot without quotes.
  private mutating func shortName() -> String? {
    let start = position
    while isNameByte(byte), position > start || !isDigit(byte) { position += 1 }
    return position > start ? String(decoding: text[start..<position], as: UTF8.self) : nil
  }

  func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || isLetter(byte) || isDigit(byte)
  }

  func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Runs one level deeper, as long as that is allowed.
  mutating func nested<Result>(
    _ read: (inout PathParser) throws(JSONPathError) -> Result
  ) throws(JSONPathError) -> Result {
    guard depth < limits.maximumDepth else {
      throw JSONPathError(
        "filters, parentheses and functions stand more than \(limits.maximumDepth) deep", at: here,
        suggestion: "write a flatter query")
    }
    depth += 1
    defer { depth -= 1 }
    return try read(&self)
  }
}
