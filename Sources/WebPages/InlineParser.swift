import TextLayout

/// A piece of a paragraph.
enum InlinePiece: Equatable {
  case text(String)
  case code(String)
  case lineBreak
  case open(InlineStyle)
  case close(InlineStyle)
}

/// What a stretch of a paragraph is.
enum InlineStyle: Equatable {
  case emphasis
  case strong
  /// A link to an address that is safe to follow.
  case link(String)
  /// The description of a picture, or the text of a link that is not safe to follow.
  case plain
}

/// Reads emphasis, code, links and breaks in a paragraph (CommonMark 0.31, chapter 6, without reference links).
struct InlineParser {
  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var text = ""
  private(set) var pieces: [InlinePiece] = []
  private var emphasis = EmphasisStack()
  private var brackets: [Bracket] = []
  /// Lengths of backtick runs that are known to stand nowhere further on.
  private var missingRuns: Set<Int> = []
  private var hasNoCommentEnd = false

  private struct Bracket {
    var piece: Int
    var delimiters: Int
    var isImage: Bool
  }

  static func pieces(of text: String) -> [InlinePiece] {
    var parser = InlineParser(text)
    parser.parse()
    return parser.pieces
  }

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  private mutating func parse() {
    while at < scalars.count {
      switch scalars[at] {
      case "\\": readEscape()
      case "`": readCode()
      case "*", "_": readDelimiters()
      case "[": openBracket(isImage: false)
      case "!" where next == "[": openBracket(isImage: true)
      case "]": closeBracket()
      case "<": readAngle()
      case "\n": readLineEnd()
      default:
        text.unicodeScalars.append(scalars[at])
        at += 1
      }
    }
    flush()
    emphasis.resolve(&pieces, above: 0)
  }

  private var next: Unicode.Scalar? { at + 1 < scalars.count ? scalars[at + 1] : nil }

  private mutating func flush() {
    guard !text.isEmpty else { return }
    let decoded = CharacterReferences.decoded(Array(text.utf8)[...], isAttribute: true)
    pieces.append(.text(decoded))
    text = ""
  }

  private mutating func add(_ piece: InlinePiece) {
    flush()
    pieces.append(piece)
  }

  private func string(_ range: Range<Int>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars[range])
    return text
  }

  // MARK: Pieces

  private mutating func readEscape() {
    if let next, next.isASCIIPunctuation {
      flush()
      // On its own, so that `\&amp;` is not read as a reference.
      pieces.append(.text(String(next)))
      at += 2
    } else if next == "\n" {
      add(.lineBreak)
      at += 2
    } else {
      text += "\\"
      at += 1
    }
  }

  private mutating func readLineEnd() {
    let blanks = text.unicodeScalars.reversed().prefix { $0 == " " }.count
    text.unicodeScalars.removeLast(blanks)
    if blanks >= 2 { add(.lineBreak) } else { text += "\n" }
    at += 1
  }

  private mutating func readCode() {
    let length = scalars[at...].prefix { $0 == "`" }.count
    var end = at + length
    if !missingRuns.contains(length) {
      while end < scalars.count {
        guard scalars[end] == "`" else {
          end += 1
          continue
        }
        let run = scalars[end...].prefix { $0 == "`" }.count
        if run == length {
          var code = string(at + length..<end).replacing("\n", with: " ")
          if code.hasPrefix(" "), code.hasSuffix(" "), code.contains(where: { $0 != " " }) {
            code = String(code.dropFirst().dropLast())
          }
          add(.code(code))
          at = end + length
          return
        }
        end += run
      }
      missingRuns.insert(length)
    }
    text += String(repeating: "`", count: length)
    at += length
  }

  private static let longestRun = 100

  private mutating func readDelimiters() {
    let sign = scalars[at]
    let length = scalars[at...].prefix { $0 == sign }.count
    let before = at > 0 ? scalars[at - 1] : " "
    let after = at + length < scalars.count ? scalars[at + length] : " "
    flush()
    // Nobody means so many signs, and each would nest another element.
    guard length <= Self.longestRun else {
      pieces.append(.text(String(repeating: String(sign), count: length)))
      at += length
      return
    }
    emphasis.add(sign, length, before: before, after: after, piece: pieces.count)
    pieces.append(.text(String(repeating: String(sign), count: length)))
    at += length
  }

  /// An address or a comment between `<` and `>`; other markup is text.
  private mutating func readAngle() {
    let rest = scalars[at...]
    if rest.starts(with: "<!--".unicodeScalars), !hasNoCommentEnd {
      var end = at + 4
      while end + 2 < scalars.count,
        !(scalars[end] == "-" && scalars[end + 1] == "-" && scalars[end + 2] == ">")
      {
        end += 1
      }
      if end + 2 < scalars.count {
        at = end + 3
        return
      }
      hasNoCommentEnd = true
    }
    let inner = rest.dropFirst().prefix(LinkDestination.longest).prefix {
      $0 != ">" && $0 != "<" && $0.value > 0x20
    }
    let address = string(inner.startIndex..<inner.endIndex)
    if inner.endIndex < scalars.count, scalars[inner.endIndex] == ">", let link = SafeLink.address(address),
      address.contains(":")
    {
      add(.open(.link(link)))
      pieces.append(.text(address))
      pieces.append(.close(.link(link)))
      at = inner.endIndex + 1
    } else {
      text += "<"
      at += 1
    }
  }

  // MARK: Links

  private mutating func openBracket(isImage: Bool) {
    flush()
    brackets.append(Bracket(piece: pieces.count, delimiters: emphasis.count, isImage: isImage))
    pieces.append(.text(isImage ? "![" : "["))
    at += isImage ? 2 : 1
  }

  private mutating func closeBracket() {
    at += 1
    guard let bracket = brackets.popLast() else {
      text += "]"
      return
    }
    guard let (address, end) = LinkDestination.read(scalars, from: at) else {
      text += "]"
      return
    }
    flush()
    emphasis.resolve(&pieces, above: bracket.delimiters)
    let style = bracket.isImage ? .plain : SafeLink.address(address).map { InlineStyle.link($0) } ?? .plain
    pieces[bracket.piece] = .open(style)
    pieces.append(.close(style))
    at = end
    // Links do not stand inside links.
    if !bracket.isImage { brackets.removeAll { !$0.isImage } }
  }
}
