/// Cuts an XML text into its pieces, in one pass.
struct XMLScanner {
  private var cursor: MarkupCursor
  private var tokens: [XMLToken] = []
  /// The indices of the open start tags.
  private var open: [Int] = []
  /// For each open element whether it holds text, and whether it holds anything else.
  private var contents: [(hasText: Bool, hasElements: Bool)] = []

  /// The pieces; nil when the text is not well-formed in its tags.
  static func tokens(in bytes: [UInt8]) -> [XMLToken]? {
    var scanner = XMLScanner(bytes)
    return scanner.scan() ? scanner.tokens : nil
  }

  private init(_ bytes: [UInt8]) {
    cursor = MarkupCursor(bytes)
  }

  private var bytes: [UInt8] { cursor.bytes }

  private var index: Int {
    get { cursor.index }
    set { cursor.index = newValue }
  }

  private mutating func scan() -> Bool {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    var hasElement = false
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        guard addText() else { return false }
        continue
      }
      guard index + 1 < bytes.count else { return false }
      switch bytes[index + 1] {
      case UInt8(ascii: "/"): guard addEndTag() else { return false }
      case UInt8(ascii: "!"), UInt8(ascii: "?"): guard addOther() else { return false }
      default:
        hasElement = true
        guard addTag() else { return false }
      }
    }
    return open.isEmpty && hasElement
  }

  private mutating func addText() -> Bool {
    let start = index
    var isBlank = true
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
      if !bytes[index].isMarkupBlank { isBlank = false }
      index += 1
    }
    if !isBlank {
      guard !open.isEmpty else { return false }
      contents[contents.count - 1].hasText = true
    }
    tokens.append(XMLToken(kind: isBlank ? .blank : .text, range: start..<index))
    return true
  }

  /// What begins with `<!` or `<?`.
  private mutating func addOther() -> Bool {
    let start = index
    let isFound: Bool
    if cursor.begins("<!--") {
      index += 4
      isFound = cursor.skip(past: "-->")
    } else if cursor.begins("<![CDATA[") {
      guard !open.isEmpty else { return false }
      contents[contents.count - 1].hasText = true
      isFound = cursor.skip(past: "]]>")
    } else if cursor.begins("<?") {
      isFound = cursor.skip(past: "?>")
    } else {
      isFound = skipDeclaration()
    }
    guard isFound else { return false }
    if !contents.isEmpty { contents[contents.count - 1].hasElements = true }
    tokens.append(XMLToken(kind: .other, range: start..<index))
    return true
  }

  /// A document type may hold declarations, texts and comments with `>` in them.
  private mutating func skipDeclaration() -> Bool {
    var brackets = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let end = bytes[(index + 1)...].firstIndex(of: bytes[index]) else { return false }
        index = end
      case UInt8(ascii: "["): brackets += 1
      case UInt8(ascii: "]"): brackets -= 1
      case UInt8(ascii: "<") where cursor.begins("<!--"):
        guard cursor.skip(past: "-->") else { return false }
        continue
      case UInt8(ascii: ">") where brackets <= 0:
        index += 1
        return true
      default: break
      }
      index += 1
    }
    return false
  }

  private mutating func addEndTag() -> Bool {
    let start = index
    index += 2
    let name = skipName()
    cursor.skipBlanks()
    guard !name.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: ">"), let first = open.popLast()
    else { return false }
    index += 1
    let opened = tokens[first].range.lowerBound + 1
    guard bytes[opened...].starts(with: bytes[name]), bytes[opened + name.count].endsName else {
      return false
    }
    let content = contents.removeLast()
    if content.hasText || !content.hasElements { tokens[first].isKept = true }
    tokens[first].end = tokens.count
    tokens.append(XMLToken(kind: .endTag, range: start..<index))
    return true
  }

  private mutating func addTag() -> Bool {
    let start = index
    index += 1
    guard !skipName().isEmpty else { return false }
    var attributes: [Range<Int>] = []
    var keepsBlanks = false
    while index < bytes.count {
      let before = index
      cursor.skipBlanks()
      guard index < bytes.count else { return false }
      if bytes[index] == UInt8(ascii: ">") || cursor.begins("/>") {
        let isEmpty = bytes[index] == UInt8(ascii: "/")
        index += isEmpty ? 2 : 1
        if !contents.isEmpty { contents[contents.count - 1].hasElements = true }
        if !isEmpty {
          open.append(tokens.count)
          contents.append((false, false))
        }
        tokens.append(
          XMLToken(
            kind: isEmpty ? .emptyTag : .startTag, range: start..<index, attributes: attributes,
            isKept: keepsBlanks))
        return true
      }
      guard index > before, let attribute = skipAttribute() else { return false }
      if bytes[attribute].starts(with: "xml:space".utf8),
        bytes[attribute].dropLast().suffix(8).elementsEqual("preserve".utf8)
      {
        keepsBlanks = true
      }
      attributes.append(attribute)
    }
    return false
  }

  /// A name, `=` and a text in quotes.
  private mutating func skipAttribute() -> Range<Int>? {
    let start = index
    guard !skipName().isEmpty else { return nil }
    cursor.skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    cursor.skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"),
      let end = bytes[(index + 1)...].firstIndex(of: bytes[index])
    else { return nil }
    index = end + 1
    return start..<index
  }

  // MARK: Parts

  private mutating func skipName() -> Range<Int> {
    let start = index
    guard index < bytes.count, bytes[index].beginsName else { return start..<start }
    while index < bytes.count, !bytes[index].endsName { index += 1 }
    return start..<index
  }
}
