import SnippetSyntax

/// Gathers lines until they make a complete input.
package struct InputBuffer {
  /// Inputs up to this many lines are parsed at each line, so that a mistake shows at once.
  private static let eagerLines = 64

  private var text = ""
  private var lines = 0
  /// How many brackets are open at the least.
  private var openBrackets = 0
  /// The line at which a long input is parsed again although it must still be open.
  private var nextCheck = 0
  /// Set while the input is a script that is open.
  private var script: OpenScript?

  package init() {}

  package var isEmpty: Bool { text.isEmpty }

  /// The cells when the input is complete now, else nil; blank input is complete and gives none.
  ///
  /// An entry of several lines is a paste, in which Snippet runs on as in a file.
  package mutating func add(_ entry: String, mode: CellSplitter.Mode) -> [CellSource]? {
    text += text.isEmpty ? entry : "\n" + entry
    lines += 1
    openBrackets += BracketBalance.atLeast(of: entry)
    script?.add(entry)
    // Parsing the whole at each line would make the time for a long block grow with the square of its length.
    if openBrackets > 0, lines > Self.eagerLines, lines < nextCheck { return nil }
    guard isOpen(mode) else { return takeRest(mode: mode) }
    openBrackets = max(0, openBrackets)
    nextCheck = lines * 2
    return nil
  }

  /// Whether more must be added.
  private mutating func isOpen(_ mode: CellSplitter.Mode) -> Bool {
    if mode == .interactive, script != nil { return script?.isOpen ?? false }
    let isOpen = CellSplitter.completeness(of: text, mode: mode) == .incomplete
    if isOpen, mode == .interactive { script = OpenScript(text) }
    return isOpen
  }

  /// Everything gathered so far as cells, complete or not.
  package mutating func takeRest(mode: CellSplitter.Mode = .interactive) -> [CellSource] {
    defer { clear() }
    if mode == .document { return CellSplitter.cells(in: text) }
    return CellSplitter.wholeCell(text).map { [$0] } ?? []
  }

  /// What was gathered, as typed.
  package var entry: String { text }

  package mutating func clear() { self = InputBuffer() }
}

/// A script that is typed line by line: whether it is closed shows in what stands behind its last finished action.
struct OpenScript {
  private var rest: String

  /// Nil when the text is no open script.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    var lines = LineScan(bytes)
    guard let start = lines.nextContent(), CellSplitter.kind(ofLineAt: start, in: bytes) == .verb(.script),
      let opening = ScriptScan(bytes, from: start).opening
    else { return nil }
    rest = String(decoding: bytes[(opening + 1)...], as: UTF8.self)
  }

  mutating func add(_ line: String) { rest += "\n" + line }

  /// Whether more lines can still complete it; forgets the actions that are finished.
  var isOpen: Bool {
    mutating get {
      let bytes = Array(rest.utf8)
      let scan = ScriptScan(actionsIn: bytes)
      if let last = scan.lines.last { rest = String(decoding: bytes[last.name.start...], as: UTF8.self) }
      return scan.isOpen
    }
  }
}

/// Counts the brackets of a line without knowing what stands before it.
enum BracketBalance {
  /// A number that the true change of open brackets never falls below.
  ///
  /// Where the line may mean something else than its tokens alone say, as inside JSON, its closing brackets all count
  /// and its opening ones do not.
  static func atLeast(of line: String) -> Int {
    let source = SourceText(name: "", text: line)
    var balance = 0
    for token in Lexer.tokens(in: source) {
      switch token.kind {
      case .leftBrace, .leftBracket, .leftParenthesis: balance += 1
      case .rightBrace, .rightBracket, .rightParenthesis: balance -= 1
      case .comment: balance -= closingBrackets(source.utf8[token.span.start..<token.span.end])
      case .invalid, .foreignComment: return -closingBrackets(source.utf8[...])
      case .textEnd where token.span.length == 0: return -closingBrackets(source.utf8[...])
      default: break
      }
    }
    return source.utf8.contains(UInt8(ascii: "\\")) ? -closingBrackets(source.utf8[...]) : balance
  }

  private static func closingBrackets(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: ")") }
  }
}
