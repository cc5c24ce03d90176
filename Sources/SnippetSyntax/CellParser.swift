/// Thrown after a diagnostic was reported, to the place that can go on.
struct Panic: Error {}

/// The recursive descent over the tokens of one cell; its extensions hold the areas of the grammar.
struct CellParser {
  var lexer: Lexer
  /// The token to be read next; comments never get here.
  var token: Token
  /// The end of the last token that was read.
  var previousEnd: Int
  /// Open `(` and `[`, inside which line breaks are blanks.
  var groupDepth = 0
  var blockDepth = 0
  /// The end of the block read last.
  var lastBlockEnd = 0
  var nesting = 0
  var loopDepth = 0
  var functionDepth = 0
  /// Text literals being read: above 1 the text stands in braces of another.
  var textDepth = 0
  /// True inside a JSON literal, outside its texts.
  var inJSON = false
  /// True when a JSON literal is the whole task.
  var isStandaloneJSON = false
  /// True while the header of a block is being read, where `{` opens the block.
  var inHeader = false
  /// The word that ends the expression being read: TO or IN.
  var headerWord: Keyword?
  /// The height of the expression read last.
  var lastHeight = 0
  /// `{` that were missing, so that their `}` is no second mistake.
  var missingBraces = 0
  /// True when the block read last had no braces, so that its ELSE is expected to have none either.
  var isLastBlockUnbraced = false
  /// The name that is the whole value of the assignment read last, which may be the first word of a text.
  var looseWord: SourceSpan?
  /// Values that stand alone, which is right only when one is the whole cell.
  var shownValues: [Expression] = []
  /// The comments met, with their lines, which only grow; the help of one function is not that of another.
  var comments: [(line: Int, span: SourceSpan, isForeign: Bool, isHelp: Bool)] = []
  /// True when only one statement is wanted, as at a prompt.
  let endsAtFirstStatement: Bool
  /// What stands before the part of a source that is read; only columns are counted in it.
  private(set) var textBefore: ArraySlice<UInt8> = []

  private(set) var diagnostics: [Diagnostic] = []
  private(set) var hasEndError = false
  private(set) var hasOtherError = false
  private(set) var isAborted = false
  private var errorCount = 0
  private var warningCount = 0
  /// Where the finding that the input ended too early stands in the list.
  private var endDiagnostic: Int?

  init(
    _ bytes: [UInt8], from start: Int = 0, base: Int = 0, mode: Lexer.Mode? = nil, startsJSON: Bool = false,
    endsAtFirstStatement: Bool = false
  ) {
    lexer = Lexer(bytes, from: start, base: base, mode: mode)
    lexer.startsJSON = startsJSON
    token = Token(.newline, span: SourceSpan(start + base, start + base))
    previousEnd = start + base
    self.endsAtFirstStatement = endsAtFirstStatement
    advance()
    previousEnd = start + base
  }

  /// A parser of a part of a source, whose tokens have the places of the whole.
  init(_ source: SourceText, in span: SourceSpan) {
    let isWhole = span.start == 0 && span.end == source.utf8.count
    self.init(isWhole ? source.utf8 : Array(source.utf8[span.start..<span.end]), base: span.start)
    textBefore = source.utf8[..<span.start]
  }

  var completeness: InputCompleteness {
    if hasOtherError { return .invalid }
    return hasEndError ? .incomplete : .complete
  }

  var sortedDiagnostics: [Diagnostic] {
    // The sort is stable, so findings at one place keep their order.
    diagnostics.sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
  }

  // MARK: - Tokens

  /// Steps to the next token, over comments and, inside brackets, over line breaks.
  @inline(never)
  mutating func advance() {
    previousEnd = token.span.end
    while true {
      token = lexer.next()
      switch token.kind {
      case .comment:
        comments.append((lexer.line, token.span, false, false))
      case .foreignComment:
        comments.append((lexer.line, token.span, true, false))
        reportForeignComment()
      case .newline where groupDepth > 0:
        break
      default:
        return
      }
    }
  }

  /// Steps to the next token, which may open a JSON literal.
  mutating func advanceToValue() {
    lexer.startsJSON = true
    advance()
  }

  /// The token after the current one.
  @inline(never)
  func peek() -> Token {
    var ahead = lexer
    return ahead.nextSignificant()
  }

  /// The first token after the current one that is no line break.
  @inline(never)
  func peekPastNewlines() -> Token {
    var ahead = lexer
    var next = ahead.nextSignificant()
    while next.kind == .newline { next = ahead.nextSignificant() }
    return next
  }

  mutating func take(_ kind: Token.Kind) -> Bool {
    guard token.kind == kind else { return false }
    advance()
    return true
  }

  mutating func skipNewlines() {
    while token.kind == .newline { advance() }
  }

  func text(_ span: SourceSpan) -> String {
    let bytes = lexer.bytes
    let start = min(max(0, span.start - lexer.base), bytes.count)
    let end = min(max(start, span.end - lexer.base), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The word at hand in lower case, when it is an ordinary name.
  var identifier: String? {
    guard token.kind == .identifier, token.span.length <= 16 else { return nil }
    return text(token.span).lowercased()
  }

  /// True for a name, also the words that are reserved only in headers.
  var isAtName: Bool {
    switch token.kind {
    case .identifier: true
    case .keyword(let keyword): keyword.isContextual && headerWord != keyword
    default: false
    }
  }

  func isAtHeaderWord(_ keyword: Keyword) -> Bool {
    token.kind == .keyword(keyword) || (token.kind == .identifier && identifier == keyword.rawValue)
  }

  /// True where a statement can end without a further sign.
  var isAtStatementEnd: Bool {
    switch token.kind {
    case .newline, .endOfInput, .rightBrace: true
    case .keyword(let keyword): !keyword.isContextual
    default: false
    }
  }

  // MARK: - Diagnostics

  @inline(never)
  mutating func report(
    _ id: SyntaxDiagnosticID, _ message: String, at span: SourceSpan, suggestion: String? = nil,
    notes: [String] = [],
    severity: Diagnostic.Severity = .error
  ) {
    guard !isAborted else { return }
    if severity == .error {
      hasOtherError = true
      errorCount += 1
      guard errorCount <= Parser.errorLimit else { return }
    } else {
      warningCount += 1
      guard warningCount <= Parser.errorLimit else { return }
    }
    diagnostics.append(
      Diagnostic(
        id, message, at: span, severity: severity, suggestion: suggestion, notes: notes))
  }

  @inline(never)
  mutating func fail(
    _ id: SyntaxDiagnosticID, _ message: String, at span: SourceSpan, suggestion: String? = nil,
    notes: [String] = []
  ) -> Panic {
    report(id, message, at: span, suggestion: suggestion, notes: notes)
    return Panic()
  }

  /// Reports that the input ended too early; only the innermost open place is named.
  @inline(never)
  mutating func reportEnd(
    _ id: SyntaxDiagnosticID, _ message: String, at span: SourceSpan, suggestion: String? = nil
  ) {
    guard !isAborted, !hasEndError else { return }
    let hadOtherError = hasOtherError
    let place = diagnostics.count
    report(id, message, at: span, suggestion: suggestion)
    if diagnostics.count > place { endDiagnostic = place }
    hasOtherError = hadOtherError
    hasEndError = true
  }

  /// Forgets that the input ended too early, where that is no news beside another mistake.
  mutating func forgetEnd() {
    guard let place = endDiagnostic else { return }
    diagnostics.remove(at: place)
    errorCount = min(errorCount, Parser.errorLimit) - 1
    endDiagnostic = nil
  }

  /// Reports that something else was expected than the token at hand.
  @inline(never)
  mutating func failExpected(
    _ expected: String, id: SyntaxDiagnosticID = .unexpected, suggestion: String? = nil
  )
    -> Panic
  {
    if token.kind == .endOfInput, groupDepth > 0 {
      reportEnd(id, "\(expected) is missing: the text ended", at: token.span, suggestion: suggestion)
      return Panic()
    }
    if token.kind == .invalid { return failInvalid() }
    return fail(
      id, "\(expected) is expected here, not \(describe(token))", at: visibleSpan(token),
      suggestion: suggestion)
  }

  /// Forgets what was reported since a mark, for a mistake that has a better name.
  mutating func forgetDiagnostics(since mark: Int) {
    guard !isAborted, diagnostics.count > mark else { return }
    let errors = diagnostics[mark...].count { $0.severity == .error }
    errorCount = min(errorCount, Parser.errorLimit) - errors
    warningCount = min(warningCount, Parser.errorLimit) - (diagnostics.count - mark - errors)
    if let place = endDiagnostic, place >= mark { endDiagnostic = nil }
    diagnostics.removeSubrange(mark...)
  }

  var diagnosticCount: Int { diagnostics.count }

  /// A span that shows a missing thing behind what was read last when the token is a line break.
  func visibleSpan(_ token: Token) -> SourceSpan {
    token.kind == .newline ? SourceSpan(token.span.start, token.span.start) : token.span
  }

  // MARK: - Depth

  /// Enters one level of nesting; too many end the whole parse.
  mutating func enter() throws(Panic) {
    nesting += 1
    if nesting > Parser.nestingLimit {
      throw abort(.nestingTooDeep, "this stands more than \(Parser.nestingLimit) levels deep")
    }
  }

  mutating func leave() { nesting -= 1 }

  mutating func noteHeight(_ height: Int) throws(Panic) {
    lastHeight = height
    if height > Parser.expressionHeightLimit {
      throw abort(
        .expressionTooLong,
        "this expression has more than \(Parser.expressionHeightLimit) steps; cut it into several assignments"
      )
    }
  }

  @inline(never)
  private mutating func abort(_ id: SyntaxDiagnosticID, _ message: String) -> Panic {
    report(id, message, at: token.span)
    isAborted = true
    hasOtherError = true
    lexer.modes.removeAll()
    lexer.position = lexer.bytes.count
    token = lexer.next()
    return Panic()
  }
}
