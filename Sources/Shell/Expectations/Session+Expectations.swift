import HTTPExchange
import JSON
import JSONPath
import JSONSchema
import SnippetRuntime
import SnippetSyntax
import TextLayout
import Transcripts

/// `:expect`: what must hold, or the cell fails, and with it a replay.
extension Session {
  /// Carries out `:expect`; it says nothing when all is as expected.
  func expect(_ span: SourceSpan, in source: SourceText) throws(CellFailure) {
    guard !source[span].hasPrefix(":") else { throw usage(.expect, span) }
    switch try Expectation(source, span) {
    case .time(let relation, let limit): try expectTime(relation, limit, span)
    case .schema(let file, let query): try expectSchema(file, query, span, in: source)
    case .query(let query, let finding): try expect(finding, of: query, span, in: source)
    case .sent(let method, let address): try expectSent(method, address, span)
    case .defined(let kind, let names): try expectDefined(kind, names, span)
    case .condition: try expectCondition(span, in: source)
    }
  }

  func unmet(
    _ span: SourceSpan, _ notes: [String], _ message: String = "this does not hold",
    suggestion: String? = nil
  ) -> CellFailure {
    CellFailure(
      Diagnostic(.shellExpectation, message, at: span, suggestion: suggestion, notes: notes), .differs)
  }

  // MARK: Time

  private func expectTime(
    _ relation: Expectation.Relation, _ limit: Int, _ span: SourceSpan
  ) throws(CellFailure) {
    let time = try lastAnswer(span).timing.total
    guard time > 0 else {
      throw CellFailure(
        Diagnostic(
          .shellNoExchange, "the recording does not tell how long the last exchange took", at: span,
          suggestion: "patchbay replay --live --update records it"), .invalid)
    }
    guard relation.holds(time, limit) else {
      throw unmet(span, ["The last exchange took \(Amount.decimal(Double(time) / 1000, 1)) ms."])
    }
  }

  // MARK: Queries

  private func expect(
    _ finding: Expectation.Finding, of query: QueryArgument, _ span: SourceSpan, in source: SourceText
  ) throws(CellFailure) {
    let found = try find(query, in: source).map(\.value)
    let count = "The query finds \(found.isEmpty ? "nothing" : Session.count(found.count, "value"))."
    switch finding {
    case .exists: if found.isEmpty { throw unmet(span, [count]) }
    case .missing: if !found.isEmpty { throw unmet(span, [count]) }
    case .count(let relation, let number):
      if !relation.holds(found.count, number) { throw unmet(span, [count]) }
    case .value(let relation, let value):
      guard found.count == 1 else { throw unmet(span, [count]) }
      let expected = value.redacted(by: redactor)
      if !Self.relates(found[0], relation, expected) {
        throw unmet(span, [note(query.query, found[0], [query.variable ?? ""])])
      }
    }
  }

  /// Whether a found value relates to the expected one; only numbers and texts have an order.
  private static func relates(
    _ found: JSONValue, _ relation: Expectation.Relation, _ expected: JSONValue
  ) -> Bool {
    switch relation {
    case .equal: return areEqual(found, expected)
    case .notEqual: return !areEqual(found, expected)
    default: break
    }
    switch (found, expected) {
    case (.number(let left), .number(let right)):
      guard let left = JSONNumber(left), let right = JSONNumber(right) else { return false }
      return relation.holds(left, right)
    case (.string(let left), .string(let right)): return relation.holds(left, right)
    default: return false
    }
  }

  private static func areEqual(_ found: JSONValue, _ expected: JSONValue) -> Bool {
    JSONComparison.differences(expected, found, limit: 1, wildcards: Wildcards()).isEmpty
  }

  /// What a value is, for a note; a long one is not cut, since half a secret is not known for one.
  private func note(_ name: String, _ value: JSONValue, _ variables: [String]) -> String {
    if let variable = hidden.first(of: variables) { return "\(name) is \(hidden.mark(variable))." }
    let text = value.text(.compact)
    if text.count <= Self.longestNoted { return "\(name) is \(text)." }
    return switch value {
    case .object(let object): "\(name) is an object of \(Self.count(object.count, "member"))."
    case .array(let elements): "\(name) is an array of \(Self.count(elements.count, "element"))."
    default: "\(name) is a text of \(Self.count(text.count - 2, "character"))."
    }
  }

  private static let longestNoted = 200

  // MARK: Schemas

  /// A schema is read whole, so one of more bytes is refused.
  private static let longestSchema = 16 << 20

  private func expectSchema(
    _ file: CommandWords.Word, _ query: QueryArgument, _ span: SourceSpan, in source: SourceText
  ) throws(CellFailure) {
    let schema = try schema(file)
    var violations: [String] = []
    let found = try find(query, in: source)
    guard !found.isEmpty else { throw unmet(span, ["The query finds nothing."]) }
    for node in found {
      violations += schema.validate(node.value).map(\.description)
    }
    guard !violations.isEmpty else { return }
    let rest = violations.count - Self.mostViolations
    throw unmet(
      span,
      violations.prefix(Self.mostViolations) + (rest > 0 ? ["And \(Session.count(rest, "more"))."] : []),
      "the answer does not fit \(file.text)")
  }

  private static let mostViolations = 20

  private func schema(_ file: CommandWords.Word) throws(CellFailure) -> JSONSchema {
    let path = resolved(file.text)
    func failure(_ message: String) -> CellFailure {
      CellFailure(Diagnostic(.shellFile, message, at: file.span), .fileError)
    }
    do {
      let bytes = try context.files.readRegularFile(path, upTo: Self.longestSchema)
      return try JSONSchema(JSONDocument(parsing: bytes).value)
    } catch let error as FileError {
      throw failure(error.message)
    } catch let error as JSONError {
      throw failure("\(path):\(error.line): \(error.message)")
    } catch {
      throw failure("\(path) is no JSON Schema: \(error)")
    }
  }

  // MARK: Conditions

  private func expectCondition(_ span: SourceSpan, in source: SourceText) throws(CellFailure) {
    let (condition, diagnostics, completeness) = Parser.parseCondition(
      source, in: SourceSpan(span.start, source.utf8.count))
    let errors = diagnostics.filter { $0.severity == .error }
    if let first = errors.first { throw CellFailure(first, .invalid) }
    guard let condition, completeness == .complete else {
      throw CellFailure(Self.unexpectedEnd(of: source), .invalid)
    }
    switch interpreter.isTrue(condition, source: source) {
    case .failure(let diagnostic): throw CellFailure(evaluating: diagnostic)
    case .success(true): return
    case .success(false):
      var notes: [String] = []
      var suggestion: String?
      for operand in Self.operands(of: condition).prefix(Self.mostNotes) {
        guard case .success(let value) = interpreter.evaluate(operand, source: source) else { continue }
        let name = source[operand.span]
        let variables = ScriptCalls(in: operand).variables.map(\.text)
        if hidden.first(of: variables) == nil, case .double(let number) = value,
          Double(value.displayText) != number
        {
          notes.append("\(name) is \(number), which is shown as \(value.displayText).")
          suggestion = suggestion ?? Self.rounding(name, asShown: value.displayText)
        } else {
          notes.append(note(name, value.jsonValue, variables))
        }
      }
      throw unmet(span, notes, suggestion: suggestion)
    }
  }

  /// Two numbers that read alike need not be equal, so the shown digits are what to compare.
  private static func rounding(_ name: String, asShown text: String) -> String? {
    guard let point = text.firstIndex(of: "."), !text.contains("E") else { return nil }
    return "round(\(name), \(text[point...].count - 1)) has the digits that are shown"
  }

  private static let mostNotes = 4

  /// What a condition compares and a person would look at: places, which can be read once more without effect.
  private static func operands(of condition: Expression) -> [Expression] {
    switch condition.kind {
    case .variable, .member, .element: [condition]
    case .binary(_, _, let left, let right): operands(of: left) + operands(of: right)
    case .parenthesized(let inner), .negate(let inner): operands(of: inner)
    default: []
    }
  }
}
