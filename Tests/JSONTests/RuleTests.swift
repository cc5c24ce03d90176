import JSON
import Testing

/// The rules of RFC 8259, as data under `Tests/Conformance/json`.
@Suite("JSON rules")
struct RuleTests {
  @Test("every line of the rule files is understood")
  func files() {
    #expect(JSONRule.all.unread == [])
    #expect(JSONRule.all.rules.count > 350)
  }

  @Test("accepts, and prints text and value as stated", arguments: rules(.accept))
  func accepts(rule: JSONRule) throws {
    let document = try JSONDocument(parsing: rule.text)
    let source = String(decoding: rule.text, as: UTF8.self)
    let printed = rule.expected[0] == "=" ? source : rule.expected[0]
    #expect(JSONPrinter().text(document, .compact) == printed)
    let value = document.value
    #expect(
      value.text(.compact).utf8.elementsEqual((rule.expected.count > 1 ? rule.expected[1] : printed).utf8))
    #expect(try JSONValue(parsing: value.text(.pretty)) == value)
    #expect(try JSONValue(parsing: JSONPrinter().text(document, .pretty)) == value)
    guard case .complete(value, _) = JSONValue.parsePrefix(rule.text) else {
      Issue.record("the text is no prefix of itself")
      return
    }
  }

  @Test("refuses at the stated place with the stated words", arguments: rules(.reject))
  func rejects(rule: JSONRule) {
    let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: rule.text) }
    let parts = rule.expected[0].split(separator: " ", maxSplits: 1)
    #expect(
      error.map { "\($0.line):\($0.column)" } == parts.first.map(String.init), "\(error?.message ?? "")")
    #expect(error?.message.contains(parts.last ?? "") == true, "\(error?.message ?? "")")
  }

  @Test("notes the names that stand twice", arguments: rules(.twice))
  func duplicates(rule: JSONRule) throws {
    let document = try JSONDocument(parsing: rule.text)
    let found = document.duplicateNames.map {
      "\($0.name.isEmpty ? "" : $0.name + " ")\($0.line):\($0.column)"
    }
    #expect(found.joined(separator: ", ") == rule.expected[0])
  }

  private static func rules(_ verb: JSONRule.Verb) -> [JSONRule] {
    JSONRule.all.rules.filter { $0.verb == verb }
  }
}
