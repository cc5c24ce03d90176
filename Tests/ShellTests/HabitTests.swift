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
    #expect(Habit.command(for: "hint", isInLesson: true) { $0 == "hint" } == nil)
  }

  @Test func inALessonItsCommandsNeedNoColon() {
    for word in ["goal", "hint", "solution", "skip", "again", "play"] {
      #expect(Habit.command(for: word, isInLesson: true) { _ in false } == ":" + word)
      #expect(meant(word) == nil)
    }
    for entry in ["hint = 1", "save", "vars", "hint 2"] {
      #expect(Habit.command(for: entry, isInLesson: true) { _ in false } == nil)
    }
  }

  @Test(arguments: ["save a.md", "expect total = 1", "Open a.md", "copy $.id", "learn hub"])
  func aCommandWithoutItsColonIsNamed(entry: String) throws {
    let output = try SessionBench().output(of: entry)
    let word = entry.lowercased().prefix { $0 != " " }
    #expect(
      output.hasPrefix("error: there is no '\(entry.prefix(word.count))' [verb.unknown]\n"), "\(output)")
    #expect(output.contains("did you mean ':\(word)'?"), "\(output)")
  }

  @Test(arguments: ["set x = 5", "save = = 1", "path.x y", "table(1) b", "next x"])
  func otherMistakesStayWhatTheyAre(entry: String) throws {
    #expect(try !SessionBench().output(of: entry).contains("did you mean ':"))
  }

  @Test(arguments: [
    "curl http://sandbox.test/crm", "curl -X POST 'http://sandbox.test' -d '{\"a\": 1}'",
    "https://sandbox.test/crm/orders", "wget -q sandbox.test/a b",
  ])
  func aRequestOfAnotherProgramIsToldWhereItBelongs(entry: String) throws {
    let output = try SessionBench().output(of: entry)
    #expect(
      output.hasPrefix(
        "error: a request is defined in a connection, and then sent by its name [verb.unknown]\n"),
      "\(output)")
    #expect(output.hasSuffix(":help connections shows how"), "\(output)")
  }

  @Test(arguments: [
    "POST /orders", "GET http://sandbox.test/crm/orders", "get /orders/7", "PUT /orders {\"a\": 1}",
    "delete /orders?id=7", "GET /", "HEAD localhost:8080/orders", "PATCH /orders name=Ada",
  ])
  func aMethodWithAPathIsToldWhatSends(entry: String) throws {
    let bench = SessionBench()
    let cell = try bench.run(entry)
    let output = bench.session.storedOutput(of: cell)
    let method = entry.prefix { $0.isLetter }
    #expect(output.hasPrefix("error: there is no '\(method)' [verb.unknown]"), "\(output)")
    #expect(output.contains("^~") && output.contains("restapi \(method.uppercased()) URL"), "\(output)")
    #expect(cell.status == .invalid)
  }

  @Test func aMethodMayBeAVariable() throws {
    let bench = SessionBench()
    try bench.run("post = 6\nx = 3")
    #expect(try bench.output(of: "post /x") == "2")
    #expect(try bench.output(of: "POST / 2") == "3")
    // The mistake is in another line.
    let output = try bench.output(of: "post = post /x\ny = 1 / 0")
    #expect(output.contains("division by zero"), "\(output)")
    #expect(try bench.output(of: "POST / 0").contains("division by zero"))
  }

  @Test(arguments: [
    ("connect crm", "connectauth"), ("CONNECT crm getOrder", "connectrequest"), ("conect crm", "connectauth"),
    ("connect crm {\"baseUrl\": \"http://h\"}", "connection"), ("conection crm {}", "connection"),
    ("conectauth crm", "connectauth"),
  ])
  func whatIsMeantByConnectShowsInWhatFollows(entry: String, verb: String) throws {
    let output = try SessionBench().output(of: entry)
    #expect(output.contains("did you mean '\(verb)'?"), "\(output)")
  }

  @Test func aCommandOfAnotherShellIsToldHowOursBegin() throws {
    let output = try SessionBench().output(of: "\\d orders")
    #expect(output.hasPrefix("error: there is no '\\d' [verb.unknown]"), "\(output)")
    #expect(output.hasSuffix("commands begin with ':'; :help lists them"), "\(output)")
  }

  @Test(arguments: [
    "connection shop { baseUrl: \"http://shop.test\" }", "connection shop {'baseUrl': 'http://shop.test'}",
    "template t {baseUrl: 1}", "request shop get { verb: \"GET\" }",
  ])
  func aDefinitionWithoutQuotesIsToldWhatIsMissing(entry: String) throws {
    let output = try SessionBench().output(of: entry)
    #expect(
      output.hasPrefix("error: in JSON all names and texts stand in double quotes [json.invalid]\n"),
      "\(output)")
  }

  @Test func whatIsSnippetStaysSnippet() throws {
    #expect(try SessionBench().output(of: "get = 6\nget / 2").hasSuffix("3"))
  }
}
