/// Text without its quotes, braces around a value, and quotes escaped where nothing is.
extension CellParser {
  /// At a `{`: the value between it and its `}` on the line, nil when it may be a block or a JSON literal.
  func bracedValue() -> SourceSpan? {
    guard token.kind == .leftBrace, textDepth == 0, !inJSON else { return nil }
    var start = token.span.end - lexer.base
    while lexer.byte(at: start) == 0x20 { start += 1 }
    guard Lexer.isWordByte(lexer.byte(at: start)), !Lexer.isDigit(lexer.byte(at: start)) else { return nil }
    var end = start
    var level = 0
    scan: while end - start < 200 {
      switch lexer.byte(at: end) {
      case UInt8(ascii: "}"): break scan
      case 0, 0x0A, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ":"), UInt8(ascii: "{"),
        UInt8(ascii: "="), UInt8(ascii: ";"):
        return nil
      case UInt8(ascii: ",") where level == 0: return nil
      case UInt8(ascii: "("), UInt8(ascii: "["): level += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): level -= 1
      default: break
      }
      end += 1
    }
    guard lexer.byte(at: end) == UInt8(ascii: "}"), !inHeader || isHeaderGoingOn(from: end + 1) else {
      return nil
    }
    while lexer.bytes[end - 1] == 0x20 { end -= 1 }
    return SourceSpan(start + lexer.base, end + lexer.base)
  }

  /// True when an operator or the `{` of the block stands at a place, so that what is before it is no block.
  private func isHeaderGoingOn(from start: Int) -> Bool {
    var place = start
    while lexer.byte(at: place) == 0x20 { place += 1 }
    if lexer.byte(at: place) == UInt8(ascii: "/") { return lexer.byte(at: place + 1) != UInt8(ascii: "/") }
    return "=<>!&|~+-*^%\\.{".utf8.contains(lexer.byte(at: place))
  }

  /// Reads the value in braces that need not be there, and says so once a line.
  @inline(never)
  mutating func parseBracedValue(_ inner: SourceSpan) throws(Panic) -> Expression {
    let open = token.span
    let isKnown =
      diagnostics.last?.id == SyntaxDiagnosticID.bracesAroundValue.text && hasErrorOnLine(of: open.start)
    if !isKnown {
      let name = excerpt(inner)
      report(
        .bracesAroundValue, "braces stand around a value only in a text", at: open.union(inner),
        suggestion: inHeader
          ? "write \(headerWithoutBraces(from: lineStart(of: open.start)))"
          : "write \(name), or \"{\(name)}\" for its text")
    }
    // The lexer may have taken the brace for the start of a JSON literal.
    if case .jsonObject? = lexer.modes.last { lexer.modes.removeLast() }
    advance()
    let mark = diagnosticCount
    do throws(Panic) {
      let value = try parseExpression()
      guard take(.rightBrace) else { throw Panic() }
      return value
    } catch {
      forgetDiagnostics(since: mark)
      throw error
    }
  }

  private func lineStart(of offset: Int) -> Int {
    var start = offset - lexer.base
    while start > 0, lexer.bytes[start - 1] != 0x0A, lexer.bytes[start - 1] != 0x0D { start -= 1 }
    while lexer.byte(at: start) == 0x20 || lexer.byte(at: start) == 0x09 { start += 1 }
    return start + lexer.base
  }

  /// The header with the braces around its values taken out, up to the one that opens its block.
  private func headerWithoutBraces(from offset: Int) -> String {
    let written = Array(restOfStatement(from: offset, withBraces: true).utf8)
    var plain: [UInt8] = []
    var place = 0
    while place < written.count {
      if written[place] == UInt8(ascii: "{") {
        let close = written[place...].firstIndex(of: UInt8(ascii: "}"))
        let next = close.flatMap { end in written[(end + 1)...].first { $0 != 0x20 } }
        guard let close, next != nil, !plain.contains(UInt8(ascii: "{")) else {
          plain.append(UInt8(ascii: "{"))
          break
        }
        plain += written[(place + 1)..<close]
        place = close
      } else {
        plain.append(written[place])
      }
      place += 1
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Where the words of a text without quotes end: at the line break, a comment, or the `}` of a block.
  private func endOfLooseText(from offset: Int) -> Int {
    var place = offset - lexer.base
    var level = 0
    scan: while place < lexer.bytes.count {
      switch lexer.bytes[place] {
      case 0x0A, 0x0D: break scan
      case UInt8(ascii: "/") where lexer.byte(at: place + 1) == UInt8(ascii: "/"): break scan
      case UInt8(ascii: "{"): level += 1
      case UInt8(ascii: "}"):
        level -= 1
        if level < 0 { break scan }
      default: break
      }
      place += 1
    }
    while place > 0, lexer.bytes[place - 1] == 0x20 || lexer.bytes[place - 1] == 0x09 { place -= 1 }
    return place + lexer.base
  }

  /// Behind `name = word`: reports words that go on as a text would, nil when they do not.
  @inline(never)
  mutating func failLooseText() -> Panic? {
    guard let value = looseWord, value.end == previousEnd,
      isOneLine(value.end - lexer.base, token.span.start - lexer.base)
    else { return nil }
    switch token.kind {
    case .leftBrace: break
    case .identifier:
      switch peek().kind {
      case .identifier, .leftBrace, .newline, .endOfInput, .rightBrace, .comma, .invalid: break
      default: return nil
      }
    default: return nil
    }
    let end = endOfLooseText(from: value.start)
    let written = SourceSpan(value.start, end)
    let words = text(written)
    if token.kind == .leftBrace, !words.contains("}") { return nil }
    let quote = words.contains("\"") ? "'" : "\""
    let isShort = words.count <= 60 && !words.contains("'")
    let panic = fail(
      .unquotedText, "a text stands in quotes", at: written,
      suggestion: isShort ? "write \(quote)\(words)\(quote)" : "write \" before and behind it")
    while token.span.start < end, token.kind != .endOfInput { advance() }
    return panic
  }

  /// Behind a text that ended at `\"`: reports that only `$"..."` has escapes, nil when it did not.
  @inline(never)
  mutating func failEscapedQuote() -> Panic? {
    let end = previousEnd - lexer.base
    guard token.span.start == previousEnd, end >= 3, lexer.bytes[end - 1] == UInt8(ascii: "\""),
      lexer.bytes[end - 2] == UInt8(ascii: "\\")
    else { return nil }
    return failEscapedQuote(at: end - 2)
  }

  /// The place of a `\"` in the bytes, on the line from an offset on.
  func escapedQuote(from offset: Int) -> Int? {
    let start = offset - lexer.base
    return (start..<max(start, lexer.endOfLine(from: start))).first {
      lexer.bytes[$0] == UInt8(ascii: "\\") && lexer.byte(at: $0 + 1) == UInt8(ascii: "\"")
    }
  }

  /// Reports the `\"` at a place of the bytes.
  @inline(never)
  mutating func failEscapedQuote(at place: Int) -> Panic {
    let quote = UInt8(ascii: "\"")
    func isPlainQuote(_ index: Int) -> Bool {
      lexer.bytes[index] == quote && (index == 0 || lexer.bytes[index - 1] != UInt8(ascii: "\\"))
    }
    let lineStart = lineStart(of: place + lexer.base) - lexer.base
    let lineEnd = lexer.endOfLine(from: place)
    let start = (lineStart..<place).last(where: isPlainQuote)
    let end = ((place + 2)..<max(place + 2, lineEnd)).first(where: isPlainQuote)
    var advice = "write $\"...\", where \\\" is a quote"
    if let start, let end, end - start <= 60 {
      let written = String(decoding: lexer.bytes[start...end], as: UTF8.self)
      advice = "write $\(Self.escapingBraces(written))"
      if !written.contains("'"), !written.contains("{") {
        advice += ", or '\(written.dropFirst().dropLast().replacing("\\\"", with: "\""))'"
      }
    }
    return fail(
      .escapedQuote, "'\\\"' stands for a quote only in $\"...\"",
      at: SourceSpan(place + lexer.base, place + 2 + lexer.base), suggestion: advice)
  }

  /// Escapes each `{` that an escaped quote follows, since it begins no substitution.
  private static func escapingBraces(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "{", rest.drop(while: { $0 == " " }).first == "\\" { result += "\\" }
      result.append(character)
    }
    return result
  }
}
