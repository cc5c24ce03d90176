import HTTPExchange
import IntegrationHub
import JSON
import Shell
import SnippetRuntime
import Testing

@Suite struct SessionTests {
  private let bench = SessionBench()

  @Test func anAssignmentShowsNothingAndAnExpressionItsValue() throws {
    #expect(try bench.output(of: "x = 2") == "")
    #expect(try bench.output(of: "x * 21") == "42")
    #expect(try bench.output(of: "\"\"") == "\"\"")
    #expect(try bench.output(of: "TRACE \"x is {x}\"") == "x is 2")
    #expect(try bench.output(of: "DYNAMIC o\no.a = x\no") == "{\n  \"a\": 2\n}")
  }

  @Test func statusesOfSnippets() throws {
    #expect(try bench.status(of: "x = 1") == .done)
    #expect(try bench.status(of: "x = (1") == .invalid)
    #expect(try bench.status(of: "IF 1 {") == .invalid)
    #expect(try bench.status(of: "x = 1 / 0") == .runtimeError)
    #expect(try bench.status(of: ":nope") == .invalid)
  }

  @Test func theSampleVariablesOfThePlatformAreSettings() throws {
    #expect(
      try bench.output(of: ":set ani 5550123\n:set contactId 7\n\"{ANI} {contactId + 1}\"") == "5550123 8")
    #expect(try bench.output(of: ":reset\nANI") == "5550100")
    #expect(try bench.status(of: ":set ANI") == .invalid)
    #expect(try bench.output(of: ":set AN 1").contains("did you mean 'ANI'?"))
  }

  @Test func theStringSizeOfTheActionIsASetting() throws {
    #expect(try bench.status(of: ":set string-size 3K") == .invalid)
    let text = ":set limits studio\n:set string-size 2K\nx = \"0123456789\"\nREPEAT 8 { x = \"{x}{x}\" }"
    #expect(try bench.status(of: text) == .runtimeError)
    #expect(try bench.status(of: text.replacing("2K", with: "4k")) == .done)
  }

  @Test func onlyRecordedCellsAreNumbered() throws {
    bench.session.history = { ["x = 1"] }
    let numbers = try [
      "x = 1", ":help", ":connections", ":history", ":vars", ":show x", ":set", "x = (", ":requests",
    ]
    .map { try bench.run($0) }
    #expect(numbers.map(\.number) == [1, 2, 2, 2, 2, 3, 4, 5, 6])
    #expect(numbers.map(\.isRecorded) == [true, false, false, false, true, true, true, true, false])
    #expect(bench.session.cells.count == 5)
  }

  @Test func variablesAreListed() throws {
    #expect(try bench.output(of: ":vars") == "(no variables)")
    let output = try bench.output(of: "b = \"two\nlines\"\nAlpha = 1\nDYNAMIC o\no.a = 1\n:vars")
    let rows = output.split(separator: "\n").map { $0.split(separator: " ").first.map(String.init) }
    #expect(rows.first == "Alpha")
    #expect(try bench.output(of: ":vars ALP").hasPrefix("Alpha"))
    #expect(try bench.output(of: ":vars zzz") == "(no variables)")
  }

  @Test func showGivesTheSourceOfAFunction() throws {
    try bench.run(
      "FUNCTION same(x) { RETURN 1 } // old\nIF 1 {\n  FUNCTION  Same( x )  // new\n  {\n    RETURN x\n  }\n}"
    )
    #expect(try bench.output(of: ":show same") == "FUNCTION  Same( x )  // new\n  {\n    RETURN x\n  }")
    try bench.run("FUNCTION one() { RETURN 1 } // always\nx = one()")
    #expect(try bench.output(of: ":show ONE") == "FUNCTION one() { RETURN 1 } // always")
    #expect(try bench.output(of: ":show oen").contains("did you mean 'one'?"))
    try bench.run("FUNCTION empty() { }\none = 2")
    #expect(try bench.output(of: ":show empty") == "FUNCTION empty() { }")
    #expect(try bench.output(of: ":show one") == "2")
    let part = OutputPart(.source, "RETURN \"a\"")
    #expect(
      OutputRenderer(isColored: true).text(part) == "\u{1B}[1;35mRETURN\u{1B}[0m \u{1B}[32m\"a\"\u{1B}[0m")
    #expect(OutputRenderer(isColored: false).text(part) == "RETURN \"a\"")
  }

  @Test func showGivesAllOfAVariable() throws {
    try bench.run("DYNAMIC o\no.list[1] = 5\ntext = \"\"")
    #expect(try bench.output(of: ":show o") == "{\n  \"list\": [\n    5\n  ]\n}")
    #expect(try bench.output(of: ":show text") == "\"\"")
    #expect(try bench.output(of: ":show txet").contains("did you mean 'text'?"))
    #expect(try bench.status(of: ":show") == .invalid)
  }

  @Test func settings() throws {
    #expect(try bench.output(of: ":set").split(separator: "\n").count == 13)
    #expect(try bench.output(of: ":set limits studio") == "")
    #expect(bench.session.hub.enforcesStudioLimits)
    try bench.run(":set inherit-auth off\n:set expand-brackets off")
    #expect(!bench.session.hub.inheritsAuthentication)
    #expect(
      try bench.output(of: ":set asjson strings\nDYNAMIC o\no.a = 1\n\"{o.asjson()}\"") == #"{"a":"1"}"#)
    #expect(try bench.output(of: ":set limit off").contains("did you mean 'limits'?"))
    #expect(try bench.status(of: ":set limits maybe") == .invalid)
    #expect(try bench.status(of: ":set steps -1") == .invalid)
    try bench.run(":reset")
    #expect(!bench.session.hub.enforcesStudioLimits && bench.session.hub.inheritsAuthentication)
  }

  @Test func resetForgetsAllButWhatIsMasked() throws {
    bench.environment["PW"] = "swordfish"
    try bench.run("x = 1\nconnection c {}\nsecret c pw from env PW\n:reset")
    #expect(try bench.output(of: ":vars") == "(no variables)")
    #expect(bench.session.hub.connections.isEmpty)
    #expect(try bench.output(of: "\"swordfish\"") == "‹secret:c/pw›")
  }

  @Test func helpOnEverything() throws {
    let overview = try bench.run(":help").parts.map(\.text).joined()
    for verb in Verb.allCases { #expect(overview.contains(verb.usage)) }
    for command in ShellCommand.allCases where !command.isForLessons {
      #expect(overview.contains(":\(command.rawValue)"))
    }
    for topic in ["connectauth", ":save", "save", "limits", "replace"] {
      #expect(try bench.status(of: ":help \(topic)") == .done, "\(topic)")
    }
    for topic in ["functions", "dates", "timezone", "LEFT", "p.AddHeader", "MakeRestRequest", "statuscode"] {
      #expect(try bench.status(of: ":help \(topic)") == .done, "\(topic)")
    }
    #expect(try bench.output(of: ":help functoins").contains("did you mean 'functions'?"))
    #expect(try bench.output(of: ":help asjson").contains(":set asjson typed|strings"))
    #expect(try bench.output(of: ":help conectauth").contains("did you mean 'connectauth'?"))
  }

  @Test func commandsNameTheNearest() throws {
    #expect(try bench.output(of: ":vasr").contains("did you mean ':vars'?"))
    #expect(try bench.run(":quit").endsSession)
  }

  @Test func aSecretIsAskedForAndNeverShown() throws {
    try bench.run("connection c {}")
    bench.typed = ["sword fish"]
    #expect(try bench.run("secret c pw").parts.isEmpty)
    #expect(try bench.output(of: "\"a sword fish b\"") == "a ‹secret:c/pw› b")
    let encoded = try bench.output(of: "\"a sword%20fish b\"")
    #expect(encoded == "a ‹secret:c/pw› b")
    #expect(try bench.status(of: "secret c pw sword") == .invalid)
  }

  @Test func aMissingSecretOnlyWarnsUntilItIsUsed() throws {
    try bench.run(#"connection c { "requests": { "r": { "url": "https://h.test/[[pw]]" } } }"#)
    let cell = try bench.run("secret c pw from env PW")
    #expect(cell.status == .done)
    #expect(cell.parts.isEmpty)
    #expect(
      bench.errors == "warning: secret c/pw has no value: set the environment variable PW and start again\n")
    let used = try bench.run("connectrequest c r")
    #expect(used.status == .secretMissing)
    #expect(bench.session.storedOutput(of: used).hasPrefix("OnError not sent\n"))
    bench.environment["PW"] = "abc"
    bench.errors = ""
    try bench.run("secret c pw from env PW")
    #expect(
      bench.errors
        == "warning: the value of c/pw has fewer than 4 characters: it is masked only where it is a whole value, "
        + "and shows elsewhere\n")
  }

  @Test func variablesAsJSONAreMaskedAndStayJSON() throws {
    bench.environment["PW"] = "quo\"te\\secret"
    try bench.run("connection c {}\nsecret c pw from env PW\nDYNAMIC o\no.n = 1\nv = \"quo\"\nv = v & \"\"")
    try bench.run("o.pw = $\"quo\\\"te\\\\secret\"")
    #expect(bench.session.variablesJSON().text(.compact).contains(#""pw":"‹secret:c/pw›""#))
  }

  @Test func aBatchRunsNothingWhenACellIsWrong() {
    let runner = BatchRunner(session: bench.session)
    #expect(runner.run(document: "TRACE \"one\"\nconnectauth\n", name: "a.snip") == .invalid)
    #expect(bench.output.isEmpty)
    #expect(bench.errors.contains("a.snip:2:"))
  }

  @Test func aBatchStopsAtTheFirstFailure() {
    let runner = BatchRunner(session: bench.session)
    #expect(
      runner.run(document: "TRACE \"one\"\n:vars\nx = 1 / 0\n:vars\nTRACE \"two\"\n", name: "a.snip")
        == .runtimeError)
    #expect(bench.output == "one\n(no variables)\n")
  }

  @Test func aBatchCanGiveItsVariablesAsJSON() {
    var options = BatchRunner.Options()
    options.printsVariables = true
    #expect(
      BatchRunner(session: bench.session, options: options).run(document: "x = 1\nTRACE \"t\"", name: "a")
        == .done)
    #expect(bench.output == "{\n  \"x\": 1\n}\n")
    #expect(bench.errors == "t\n")
  }

  @Test func helpOnAFunctionShowsItsExamplesAndWhereItComesFrom() throws {
    let help = try bench.run(":help left").parts.map(\.text).joined()
    #expect(help.hasPrefix("left(s, n)\n  The first n characters.\n  Inferred from samples"))
    #expect(help.contains(#""Thank you".left(5)  gives Thank"#))
    let list = try bench.run(":help functions").parts.map(\.text).joined()
    for function in BuiltinFunctions.all { #expect(list.contains(function.name)) }
    #expect(list.split(separator: "\n", omittingEmptySubsequences: false).count <= 48)
    #expect(list.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let dates = try bench.run(":help dates").parts.map(\.text).joined()
    for letter in [
      "dddd", "MMMM", "yyyy", "HH", "hh", "mm", "ss", "fffffff", "FFFFFFF", "tt", "zzz", "K", "g",
    ] {
      #expect(dates.contains(letter))
    }
  }
}
