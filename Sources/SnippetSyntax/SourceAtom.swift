/// A piece of code that is printed as it stands: a token, a whole text literal, or a comment.
struct SourceAtom {
  enum Kind: Equatable {
    case comment
    case keyword(Keyword)
    /// A name, a number or another word.
    case word
    /// A text with its quotes and prefix.
    case text
    /// A sign between two values.
    case operatorSign
    /// The minus before one value.
    case minusSign
    case comma, point, colon
    /// The colon and the comma of a JSON literal.
    case jsonColon, jsonComma
    case openGroup, closeGroup
    case openBlock, closeBlock
    case openJSON(isObject: Bool)
    case closeJSON(isObject: Bool)
  }

  var kind: Kind
  var text: String
  /// How many lines end between the atom before it in the source and this one.
  var lineBreaks: Int
  var isStatementStart = false
  /// For a bracket of a JSON literal: whether its members stand on lines of their own.
  var isBroken = false
  /// True for the comment on the line of a FUNCTION.
  var isHelp = false

  var opensBrackets: Bool {
    switch kind {
    case .openGroup, .openJSON: true
    default: false
    }
  }

  var closesBrackets: Bool {
    switch kind {
    case .closeGroup, .closeJSON: true
    default: false
    }
  }
}

/// Cuts a source to atoms.
struct SourceAtomReader {
  private(set) var atoms: [SourceAtom] = []

  private let source: SourceText
  private let landmarks: SourceLandmarks
  private var scan: TokenScan
  private var previousEnd = 0
  /// The open brackets of JSON literals: their places in `atoms`, and whether a line ends in them.
  private var openJSON: [(place: Int, isBroken: Bool)] = []

  init(_ source: SourceText, _ landmarks: SourceLandmarks) {
    self.source = source
    self.landmarks = landmarks
    scan = TokenScan(source.utf8)
    while true {
      let wasInJSON = scan.isInJSON
      guard let token = scan.next() else { return }
      add(token, isInJSON: wasInJSON || scan.isInJSON)
    }
  }

  private mutating func add(_ token: Token, isInJSON: Bool) {
    let span = SourceSpan(token.span.start, token.kind == .textStart ? endOfText() : token.span.end)
    // In front of a value behind TO and IN the word is a keyword, wherever else it stands a name.
    if landmarks.headerExpressions.contains(span.start), let last = atoms.indices.last {
      atoms[last].kind = .keyword(atoms[last].text.lowercased() == "in" ? .in : .to)
      atoms[last].text = atoms[last].text.uppercased()
    }
    let isStart = landmarks.statementStarts.contains(span.start)
    guard let kind = kind(of: token.kind, isInJSON: isInJSON, isStart: isStart) else { return }
    var atom = SourceAtom(
      kind: kind, text: source[span], lineBreaks: lineBreaks(from: previousEnd, to: span.start),
      isStatementStart: isStart)
    previousEnd = span.end
    if atom.lineBreaks > 0, let last = openJSON.indices.last { openJSON[last].isBroken = true }
    switch kind {
    case .keyword: atom.text = atom.text.uppercased()
    case .comment: atom.text = Self.withoutTrailingBlanks(atom.text)
    case .openJSON: openJSON.append((atoms.count, false))
    case .closeJSON: closeJSON(&atom)
    default: break
    }
    atoms.append(atom)
  }

  /// Nil for what is not printed.
  private func kind(of kind: Token.Kind, isInJSON: Bool, isStart: Bool) -> SourceAtom.Kind? {
    switch kind {
    case .newline, .semicolon, .endOfInput: nil
    case .comment: .comment
    case .keyword(let keyword): keyword.isContextual ? .word : .keyword(keyword)
    case .textStart: .text
    case .binaryOperator(.subtract): isStart || !followsValue ? .minusSign : .operatorSign
    case .binaryOperator: .operatorSign
    case .comma: isInJSON ? .jsonComma : .comma
    case .colon: isInJSON ? .jsonColon : .colon
    case .point: .point
    case .leftParenthesis: .openGroup
    case .rightParenthesis: .closeGroup
    case .leftBracket: isInJSON ? .openJSON(isObject: false) : .openGroup
    case .rightBracket: isInJSON ? .closeJSON(isObject: false) : .closeGroup
    case .leftBrace: isInJSON ? .openJSON(isObject: true) : .openBlock
    case .rightBrace: isInJSON ? .closeJSON(isObject: true) : .closeBlock
    default: .word
    }
  }

  /// True when the atom at hand stands behind a value, so that a minus is one between two.
  private var followsValue: Bool {
    switch atoms.last(where: { $0.kind != .comment })?.kind {
    case .word, .text, .closeGroup: true
    default: false
    }
  }

  /// Steps over the parts of a text literal to its end.
  private mutating func endOfText() -> Int {
    var depth = 1
    var end = 0
    while depth > 0, let token = scan.next() {
      if token.kind == .textStart { depth += 1 }
      if token.kind == .textEnd { depth -= 1 }
      end = token.span.end
    }
    return end
  }

  private mutating func closeJSON(_ atom: inout SourceAtom) {
    guard let open = openJSON.popLast() else { return }
    // A literal without members stays together.
    atom.isBroken = open.isBroken && open.place != atoms.count - 1
    atoms[open.place].isBroken = atom.isBroken
    if atom.isBroken, let outer = openJSON.indices.last { openJSON[outer].isBroken = true }
  }

  private func lineBreaks(from start: Int, to end: Int) -> Int {
    var count = 0
    for place in start..<max(start, end) {
      let byte = source.utf8[place]
      if byte == 0x0A, place == 0 || source.utf8[place - 1] != 0x0D { count += 1 }
      if byte == 0x0D { count += 1 }
    }
    return count
  }

  private static func withoutTrailingBlanks(_ text: String) -> String {
    var bytes = Array(text.utf8)
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
