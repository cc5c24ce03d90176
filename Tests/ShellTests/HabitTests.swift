import Testing

@testable import Shell

/// What people type because other programs have it so.
@Suite struct HabitTests {
  private func meant(_ entry: String) -> String? {
    Habit.command(for: entry) { $0.lowercased() == "help2" || $0 == "q" }
  }

  @Test(arguments: ["exit", "quit", "Quit;", "exit()", " quit ", "\\q", ".exit"])
  func wordsThatLeave(entry: String) {
    #expect(meant(entry) == ":quit")
  }

  @Test(arguments: ["help", "help;", "?", "\\?", "\\h", "HELP", "help()", ".help"])
  func wordsThatAsk(entry: String) {
    #expect(meant(entry) == ":help")
  }

  @Test func aTopicMayFollow() {
    #expect(meant("help connection") == ":help connection")
    #expect(meant("? :table") == ":help :table")
    #expect(meant("\\h exit-status") == ":help exit-status")
  }

  @Test(arguments: ["", "help = 1", "help + 1", "exit 1", "help2", "helpful", "x = exit", "exit\nhelp", "q"])
  func anythingElseIsWhatItSays(entry: String) {
    #expect(meant(entry) == nil)
  }

  @Test func aVariableOfThatNameIsShown() {
    #expect(Habit.command(for: "help") { $0 == "help" } == nil)
  }

  @Test(arguments: [
    "curl http://sandbox.test/crm", "curl -X POST 'http://sandbox.test' -d '{\"a\": 1}'",
    "GET http://sandbox.test/crm/orders", "https://sandbox.test/crm/orders", "wget -q sandbox.test/a b",
  ])
  func aRequestOfAnotherProgramIsToldWhereItBelongs(entry: String) throws {
    let output = try SessionBench().output(of: entry)
    #expect(
      output.hasPrefix(
        "error: a request is defined in a connection, and then sent by its name [verb.unknown]\n"),
      "\(output)")
    #expect(output.hasSuffix(":help connections shows how"), "\(output)")
  }

  @Test func aCommandOfAnotherShellIsToldHowOursBegin() throws {
    let output = try SessionBench().output(of: "\\d orders")
    #expect(output.hasPrefix("error: there is no '\\d' [verb.unknown]"), "\(output)")
    #expect(output.hasSuffix("commands begin with ':'; :help lists them"), "\(output)")
  }

  @Test func whatIsSnippetStaysSnippet() throws {
    #expect(try SessionBench().output(of: "get = 6\nget / 2").hasSuffix("3"))
  }
}
