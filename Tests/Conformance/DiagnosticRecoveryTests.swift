import SnippetSyntax
import Testing

/// One mistake gives one finding, wherever it stands, and hides nothing of what follows.
@Suite struct DiagnosticRecoveryTests {
  /// A correct program; `@` marks where a mistake is put in.
  private static let program = """
    // Sums up the orders of a customer.
    ASSIGN customer = "Ann"
    total = 0
    @
    orders = "12|7|30"
    DYNAMIC report
    report.customer = customer
    report.lines[1].amount = 12
    FUNCTION tax(amount, rate) {
      // in percent
      part = amount * rate / 100
      IF part > 10 {
        RETURN 10
      } ELSE {
        RETURN part
      }
    }
    FOREACH order IN orders {
      total = total + order
      report.count = report.count + 1
    }
    @
    FOR i = 1 TO 3 {
      report.lines[i].tax = tax(i, 19)
      IF i = 2 {
        TRACE "half of {customer}"
      }
    }
    IF total > 40 & customer != "" {
      level = 1
      @
      level = 2
    } ELSE {
      level = 0
    }
    SELECT {
      CASE total < 10 {
        size = "small"
      }
      CASE total < 100
      CASE total = 200 {
        size = "middle"
        @
        kind = size
      }
      DEFAULT {
        size = "large"
      }
    }
    SWITCH level {
      CASE 1 { name = "one" }
      CASE 2 {
        name = "two"
      }
      DEFAULT { name = "none" }
    }
    text = $"{name}\\t{size}"
    json = report.asjson()
    d = #"02/09/2023"
    REPEAT 2 {
      total = total - 1
    }
    @
    last = (total + 1) * 2
    TRACE "done: {last}"
    """

  /// Mistakes that leave the rest of the text without a meaning of its own, and those that need a place.
  private static let untried: [String: String] = [
    "syntax.missingBlock": "the text ends behind it",
    "syntax.unclosedBlock": "the text ends behind it",
    "syntax.unclosedJSON": "the text ends behind it",
    "syntax.unclosedBracket": "tried below: the bracket goes on over the next line",
    "syntax.expressionTooLong": "ends the parsing",
    "syntax.nestingTooDeep": "ends the parsing",
    "syntax.strayBrace": "closes a block that is open",
    "syntax.blockEnd": "its own example closes a block too many",
  ]

  private static let entries: [DiagnosticEntry] = {
    let areas = DiagnosticGoldenTests.areas.filter { $0.hasPrefix("syntax-") }
    return areas.flatMap { area in (try? DiagnosticData.text(area)).map { DiagnosticFile($0).entries } ?? [] }
      .filter { untried[$0.id] == nil }
  }()

  /// The program with `lines` at the mark of a number, and with a further mistake at its end.
  private func text(with input: String, at place: Int, end: String = "") -> String {
    var parts = Self.program.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    var text = parts.removeFirst()
    for (index, part) in parts.enumerated() {
      text += index == place ? input : "// nothing"
      text += part
    }
    return text + end
  }

  private func ids(_ text: String) -> [String] {
    Parser.parse(SourceText(name: "t", text: text)).diagnostics.map(\.id)
  }

  @Test func theProgramIsCorrect() {
    #expect(ids(text(with: "// nothing", at: 0)) == [])
    #expect(Self.program.split(separator: "\n").count >= 60)
    #expect(Self.entries.count > 70)
  }

  @Test(arguments: 0..<5)
  func oneMistakeGivesOneFinding(place: Int) {
    for entry in Self.entries {
      #expect(ids(text(with: entry.input, at: place)) == [entry.id], "\(entry.id): \(entry.input)")
    }
  }

  @Test(arguments: 0..<5)
  func aSecondMistakeIsFoundToo(place: Int) {
    for entry in Self.entries {
      let found = ids(text(with: entry.input, at: place, end: "\nlast = last +\n"))
      #expect(found == [entry.id, "syntax.missingValue"], "\(entry.id): \(entry.input)")
    }
  }

  @Test func aMissingBracketIsFoundAtItsLine() {
    for place in 0..<5 {
      let found = ids(text(with: "x = (1 + 2", at: place, end: "\nlast = last +\n"))
      #expect(found == ["syntax.unclosedBracket", "syntax.missingValue"])
    }
  }
}
