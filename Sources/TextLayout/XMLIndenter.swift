/// Lays XML out over lines for a person to read.
///
/// Elements that hold text stay as they are on their line, whatever else they hold. The attributes of a tag that is
/// wider than the screen get a line each. Text that is no XML comes back as it is.
package struct XMLIndenter {
  private let bytes: [UInt8]
  private let tokens: [XMLToken]
  private let screen: TextScreen
  private var result = ""
  private var depth = 0

  /// The text laid out, without control characters and without a line end at its end.
  package static func indented(_ text: String, on screen: TextScreen) -> String {
    let bytes = Array(text.utf8)
    guard let tokens = XMLScanner.tokens(in: bytes) else { return ControlCharacters.visible(text) }
    var indenter = XMLIndenter(bytes: bytes, tokens: tokens, screen: screen)
    indenter.write()
    return ControlCharacters.visible(indenter.result)
  }

  private init(bytes: [UInt8], tokens: [XMLToken], screen: TextScreen) {
    self.bytes = bytes
    self.tokens = tokens
    self.screen = screen
  }

  private mutating func write() {
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      index += 1
      switch token.kind {
      case .blank, .text: break
      case .other:
        beginLine()
        result += text(token.range)
      case .emptyTag: write(tag: token)
      case .endTag:
        depth -= 1
        beginLine()
        result += text(token.range)
      case .startTag where token.isKept:
        write(tag: token)
        result += text(token.range.upperBound..<tokens[token.end].range.upperBound)
        index = token.end + 1
      case .startTag:
        write(tag: token)
        depth += 1
      }
    }
  }

  private mutating func write(tag token: XMLToken) {
    beginLine()
    let tag = text(token.range)
    guard let first = token.attributes.first, token.attributes.count > 1,
      indent + displayWidth(of: tag) > screen.columns
    else {
      result += tag
      return
    }
    result += text(token.range.lowerBound..<first.upperBound)
    for attribute in token.attributes.dropFirst() {
      result += "\n" + String(repeating: " ", count: indent + 4) + text(attribute)
    }
    result += token.kind == .emptyTag ? "/>" : ">"
  }

  private mutating func beginLine() {
    if !result.isEmpty { result += "\n" }
    result += String(repeating: " ", count: indent)
  }

  /// No more than half of the screen, however deep it is.
  private var indent: Int { min(depth * 2, screen.columns / 2) }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
