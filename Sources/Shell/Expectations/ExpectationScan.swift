import JSON
import SnippetSyntax

/// Goes through the words behind `:expect`.
struct ExpectationScan {
  private let source: SourceText
  private var end: Int
  private var position: Int

  init(_ source: SourceText, _ span: SourceSpan) {
    self.source = source
    position = span.start
    end = span.end
  }

  private func byte(at offset: Int) -> UInt8? { offset < end ? source.utf8[offset] : nil }

  private mutating func skipBlanks() {
    while let byte = byte(at: position), byte <= 0x20 { position += 1 }
  }

  /// Takes a word of letters, if it is this one.
  private mutating func take(_ word: String) -> Bool {
    let start = position
    skipBlanks()
    var end = position
    while let byte = byte(at: end), (0x61...0x7A).contains(byte | 0x20) { end += 1 }
    guard source[SourceSpan(position, end)].lowercased() == word else {
      position = start
      return false
    }
    position = end
    return true
  }

  private mutating func relation() -> Expectation.Relation? {
    skipBlanks()
    if source.utf8[position..<end].starts(with: "<>".utf8) {
      position += 2
      return .notEqual
    }
    let found = Expectation.Relation.allCases.first {
      source.utf8[position..<end].starts(with: $0.rawValue.utf8)
    }
    position += found?.rawValue.utf8.count ?? 0
    return found
  }

  private mutating func digits() -> String {
    skipBlanks()
    let start = position
    while let byte = byte(at: position), (0x30...0x39).contains(byte) || byte == 0x2E { position += 1 }
    return source[SourceSpan(start, position)]
  }

  private mutating func isAtEnd() -> Bool {
    skipBlanks()
    return position == end
  }

  // MARK: Parts

  /// `time < 300ms`; a number without a unit is compared with a variable of that name.
  mutating func timeLimit() -> (relation: Expectation.Relation, microseconds: Int)? {
    let start = position
    if take("time"), let relation = relation(), let number = Double(digits()) {
      let factor = take("ms") ? 1_000.0 : take("s") ? 1_000_000 : 0
      if factor > 0, isAtEnd(), number < 1e9 { return (relation, Int(number * factor)) }
    }
    position = start
    return nil
  }

  /// The file behind `schema`; a sign behind the word makes it a variable's name.
  mutating func schemaFile() -> CommandWords.Word? {
    let start = position
    guard take("schema"), let next = byte(at: position), next <= 0x20 else {
      position = start
      return nil
    }
    skipBlanks()
    guard let sign = byte(at: position), !"=!<>+-*/\\&|~^.[(".utf8.contains(sign) || isPath(at: position),
      let word = CommandWords.split(source, SourceSpan(position, end)).first
    else {
      position = start
      return nil
    }
    position = word.span.end
    return word
  }

  /// `./file` and `/file` begin with signs.
  private func isPath(at start: Int) -> Bool {
    let rest = source.utf8[start..<end]
    return ["./", "../", "/"].contains { rest.starts(with: $0.utf8) }
      && byte(at: start + 1).map { $0 > 0x20 } == true
  }

  /// The method and address behind `sent`, and nothing else; an operator there makes it a variable's name.
  func sent() -> (method: String, address: String)? {
    let words = CommandWords.split(source, SourceSpan(position, end))
    guard words.count == 3, words[0].text.lowercased() == "sent", words[1].text.allSatisfy(\.isLetter),
      words[2].text.hasPrefix("/") && words[2].text.count > 1 || words[2].text.contains("://")
    else { return nil }
    return (words[1].text.uppercased(), words[2].text)
  }

  /// The kind of a definition and as many names as it takes.
  func definition() -> (kind: Expectation.Definition, names: [CommandWords.Word])? {
    let words = CommandWords.split(source, SourceSpan(position, end))
    guard let first = words.first, let kind = Expectation.Definition(rawValue: first.text.lowercased()),
      words.count == 1 + kind.names,
      words.dropFirst().allSatisfy({ $0.text.first?.isLetter == true || $0.text.first == "_" })
    else { return nil }
    return (kind, Array(words.dropFirst()))
  }

  mutating func queryArgument() -> QueryArgument {
    skipBlanks()
    defer { position = end }
    return QueryArgument(source[SourceSpan(position, end)], at: SourceSpan(position, end))
  }

  var isAtQuery: Bool { byte(at: position) == UInt8(ascii: "$") }

  /// A JSONPath up to a blank outside its brackets, with `in NAME` behind it.
  mutating func query() -> QueryArgument {
    let start = position
    var depth = 0
    var quote: UInt8?
    while let byte = byte(at: position) {
      if let open = quote {
        if byte == UInt8(ascii: "\\") { position += 1 } else if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") {
        depth += 1
      } else if byte == UInt8(ascii: "]") || byte == UInt8(ascii: ")") {
        depth -= 1
      } else if depth <= 0, byte <= 0x20 || "=<>!".utf8.contains(byte) {
        break
      }
      position += 1
    }
    position = min(position, end)
    var argument = QueryArgument("", at: SourceSpan(start, position))
    argument.query = source[SourceSpan(start, position)]
    let behind = position
    if take("in"), let word = CommandWords.split(source, SourceSpan(position, end)).first,
      word.span.start > position
    {
      (argument.variable, argument.variableSpan) = (word.text, word.span)
      position = word.span.end
      return argument
    }
    position = behind
    // `in NAME` may stand at the end, too, as behind a query alone.
    let rest = QueryArgument(source[SourceSpan(position, end)], at: SourceSpan(position, end))
    if let name = rest.variable, !rest.query.isEmpty {
      (argument.variable, argument.variableSpan) = (name, rest.variableSpan)
      end = rest.querySpan.end
    }
    return argument
  }

  mutating func finding() throws(CellFailure) -> Expectation.Finding {
    if take("exists"), isAtEnd() { return .exists }
    if take("missing"), isAtEnd() { return .missing }
    if take("count"), let relation = relation(), let count = Int(digits()), isAtEnd() {
      return .count(relation, count)
    }
    let start = position
    guard let relation = relation() else { throw failure("the query is compared with nothing", at: start) }
    skipBlanks()
    let value = SourceSpan(position, end)
    guard value.length > 0 else { throw failure("a value is missing", at: start) }
    do throws(JSONError) {
      return .value(relation, try JSONDocument(parsing: source[value]).value)
    } catch {
      throw failure("the value must be JSON: a text stands in quotes", at: value.start)
    }
  }

  private func failure(_ message: String, at start: Int) -> CellFailure {
    CellFailure(
      Diagnostic(
        .shellUsage, message, at: SourceSpan(min(start, end - 1), end),
        suggestion: "$.id = 7, $.name = \"Ada\", $.id exists, $.error missing, $.items[*] count = 3"),
      .invalid)
  }
}
