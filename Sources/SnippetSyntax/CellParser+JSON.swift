extension CellParser {
  /// Reads the JSON literal that is the whole input, or its beginning.
  mutating func parseStandaloneJSON() -> JSONLiteral? {
    while token.kind == .newline { advanceToValue() }
    isStandaloneJSON = true
    guard token.kind == .leftBrace || token.kind == .leftBracket, !lexer.modes.isEmpty else {
      report(.missingJSON, "a JSON object or array begins with '{' or '['", at: token.span)
      return nil
    }
    return try? parseJSONLiteral()
  }

  /// Reads a JSON object or array with the parser at its bracket, which the lexer took as JSON.
  @inline(never)
  mutating func parseJSONLiteral() throws(Panic) -> JSONLiteral {
    let level = lexer.modes.count - 1
    let outerGroup = groupDepth
    let wasInJSON = inJSON
    // Only an open literal makes its end incomplete.
    groupDepth = 0
    inJSON = true
    defer {
      groupDepth = outerGroup
      inJSON = wasInJSON
    }
    let open = token.span
    let outerNesting = nesting
    do throws(Panic) {
      return try parseJSONValue(level: level)
    } catch {
      guard !isAborted else { throw error }
      nesting = outerNesting
      while lexer.modes.count > level, token.kind != .endOfInput { advance() }
      finishJSONBracket(level: level)
      return JSONLiteral(.null, span: SourceSpan(open.start, previousEnd))
    }
  }

  /// Steps over the bracket at hand; after the outermost one of a literal alone nothing more is read.
  private mutating func finishJSONBracket(level: Int) {
    if isStandaloneJSON, lexer.modes.count <= level {
      previousEnd = token.span.end
    } else {
      advance()
    }
  }

  @inline(never)
  private mutating func parseJSONValue(level: Int) throws(Panic) -> JSONLiteral {
    let span = token.span
    switch token.kind {
    case .leftBrace:
      return try parseJSONObject(level: level)
    case .leftBracket:
      return try parseJSONArray(level: level)
    case .textStart:
      let template = try parseText()
      return JSONLiteral(.text(template), span: template.span)
    case .number:
      let number = text(span)
      if !Self.isJSONNumber(number) {
        report(
          .jsonNumber, "'\(excerpt(span))' is no JSON number", at: span, suggestion: "write it like -12.5e3")
      }
      advance()
      return JSONLiteral(.number(number), span: span)
    case .boolean:
      let isTrue = text(span) == "true"
      advance()
      return JSONLiteral(.boolean(isTrue), span: span)
    case .jsonNull:
      advance()
      return JSONLiteral(.null, span: span)
    default:
      throw failJSONValue()
    }
  }

  @inline(never)
  private mutating func failJSONValue() -> Panic {
    let word = excerpt(token.span)
    switch token.kind {
    case .endOfInput:
      return failJSONEnd()
    case .identifier:
      switch word.lowercased() {
      case "true", "false", "null":
        return fail(
          .jsonWord, "'\(word)' is no JSON value", at: token.span, suggestion: "write \(word.lowercased())")
      case "none", "nil", "undefined":
        return fail(.jsonWord, "'\(word)' is no JSON value", at: token.span, suggestion: "write null")
      default:
        return fail(
          .jsonWord, "'\(word)' is no JSON value", at: token.span,
          suggestion: "write \"\(word)\" for the text, \"{\(word)}\" for the variable's value")
      }
    case .invalid where word.hasPrefix("'"):
      return fail(
        .jsonQuotes, "JSON has only double quotes", at: token.span, suggestion: "write \" instead of '")
    case .invalid:
      return failInvalid()
    case .rightBrace, .rightBracket, .comma:
      return fail(.missingValue, "a value is missing before \(describe(token))", at: token.span)
    case .jsonName:
      return fail(.unexpected, "a value is expected here, not \(describe(token))", at: token.span)
    default:
      return fail(.unexpected, "a value is expected here, not \(describe(token))", at: token.span)
    }
  }

  private mutating func failJSONEnd() -> Panic {
    reportEnd(
      .unclosedJSON, "the JSON literal is not closed", at: token.span, suggestion: "'}' or ']' is missing")
    return Panic()
  }

  @inline(never)
  private mutating func parseJSONArray(level: Int) throws(Panic) -> JSONLiteral {
    let start = token.span.start
    try enter()
    advance()
    var elements: [JSONLiteral] = []
    while token.kind != .rightBracket {
      elements.append(try parseJSONValue(level: level))
      if try !separateJSON(closing: .rightBracket) { break }
    }
    let span = SourceSpan(start, token.span.end)
    finishJSONBracket(level: level)
    leave()
    return JSONLiteral(.array(elements), span: span)
  }

  @inline(never)
  private mutating func parseJSONObject(level: Int) throws(Panic) -> JSONLiteral {
    let start = token.span.start
    try enter()
    advance()
    var members: [JSONLiteral.Member] = []
    var names: Set<[UInt8]> = []
    while token.kind != .rightBrace {
      let nameSpan = token.span
      let name = try parseJSONName()
      if !names.insert(Array(name.utf8)).inserted {
        report(
          .duplicateMember, "the member '\(name)' stands twice", at: nameSpan,
          notes: ["The later value holds."], severity: .warning)
      }
      guard token.kind == .colon else {
        if token.kind == .endOfInput { throw failJSONEnd() }
        if token.kind == .binaryOperator(.equal) || text(token.span).hasPrefix("=") {
          throw fail(
            .jsonColon, "':' stands between a member and its value", at: token.span,
            suggestion: "write ':' instead of '='")
        }
        throw fail(.jsonColon, "':' is expected after the member name", at: token.span)
      }
      advance()
      members.append(JSONLiteral.Member(name: name, value: try parseJSONValue(level: level)))
      if try !separateJSON(closing: .rightBrace) { break }
    }
    let span = SourceSpan(start, token.span.end)
    finishJSONBracket(level: level)
    leave()
    return JSONLiteral(.object(members), span: span)
  }

  /// Reads what follows a value; false at the closing bracket.
  @inline(never)
  private mutating func separateJSON(closing: Token.Kind) throws(Panic) -> Bool {
    let sign = closing == .rightBrace ? "}" : "]"
    switch token.kind {
    case closing:
      return false
    case .comma:
      let comma = token.span
      advance()
      if token.kind == .comma {
        throw fail(.missingValue, "a value is missing before ','", at: token.span)
      }
      if token.kind == closing {
        report(.trailingComma, "JSON has no ',' before '\(sign)'", at: comma, suggestion: "take it out")
      }
      return true
    case .endOfInput:
      throw failJSONEnd()
    case .jsonName, .textStart, .number, .boolean, .jsonNull, .leftBrace, .leftBracket:
      report(
        .missingComma, "',' is missing between two values", at: SourceSpan(previousEnd, previousEnd),
        suggestion: "write ','")
      if token.kind == .textStart, closing == .rightBrace {
        // The lexer waits for a name only after a comma.
        return try relexAsName()
      }
      return true
    case .invalid:
      throw failJSONValue()
    default:
      throw fail(.unexpected, "',' or '\(sign)' is expected here, not \(describe(token))", at: token.span)
    }
  }

  private mutating func relexAsName() throws(Panic) -> Bool {
    lexer.restartJSONName(at: token.span.start - lexer.base)
    let end = previousEnd
    advance()
    previousEnd = end
    return true
  }

  @inline(never)
  private mutating func parseJSONName() throws(Panic) -> String {
    let span = token.span
    switch token.kind {
    case .jsonName:
      let written = lexer.bytes[(span.start - lexer.base)..<(span.end - lexer.base)]
      guard written.count >= 2, written.last == UInt8(ascii: "\"") else {
        throw fail(
          .unclosedText, "this name is not closed on its line", at: span, suggestion: "\" is missing")
      }
      let name = unescapedJSON(written.dropFirst().dropLast())
      if name == "__type", !isStandaloneJSON { reportTypeMember(span) }
      advance()
      return name
    case .endOfInput:
      throw failJSONEnd()
    case .identifier, .number, .boolean, .jsonNull:
      throw fail(
        .jsonName, "a member name stands in double quotes", at: span,
        suggestion: "write \"\(excerpt(span))\"")
    case .invalid:
      throw failJSONValue()
    default:
      throw fail(
        .jsonName, "a member name in double quotes is expected here, not \(describe(token))", at: span)
    }
  }

  /// True for a number as RFC 8259 has it.
  static func isJSONNumber(_ text: String) -> Bool {
    var bytes = text.utf8[...]
    func digits(_ bytes: inout Substring.UTF8View.SubSequence) -> Int {
      var count = 0
      while let byte = bytes.first, Lexer.isDigit(byte) {
        bytes.removeFirst()
        count += 1
      }
      return count
    }
    if bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
    let startsWithZero = bytes.first == UInt8(ascii: "0")
    let whole = digits(&bytes)
    if whole == 0 || (startsWithZero && whole > 1) { return false }
    if bytes.first == UInt8(ascii: ".") {
      bytes.removeFirst()
      if digits(&bytes) == 0 { return false }
    }
    if bytes.first == UInt8(ascii: "e") || bytes.first == UInt8(ascii: "E") {
      bytes.removeFirst()
      if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") { bytes.removeFirst() }
      if digits(&bytes) == 0 { return false }
    }
    return bytes.isEmpty
  }
}
