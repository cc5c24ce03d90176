import HTTPExchange
import Shell
import SnippetRuntime
import SnippetSyntax
import Testing
import TextLayout

/// Help tells of every word, and what it shows runs.
@Suite struct HelpTests {
  /// A session with what the examples name: a secret in the environment and a server that answers.
  private func bench() -> SessionBench {
    let bench = SessionBench(transport: AnsweringTransport())
    bench.environment["CRM_SECRET"] = "demo-secret"
    return bench
  }

  /// Runs an example and gives the findings of all its cells.
  private func findings(of example: String) throws -> [String] {
    let bench = bench()
    return CellSplitter.cells(in: example).flatMap { source in
      bench.session.submit(source).parts.compactMap { part in
        if case .diagnostic(let diagnostic, _) = part.kind { diagnostic.id } else { nil }
      }
    }
  }

  @Test func theOverviewFitsOneScreen() throws {
    let lines = HelpText.overview(columns: 80).split(separator: "\n", omittingEmptySubsequences: false)
    // The last row is the prompt's.
    #expect(lines.count <= 23)
    // A row that is full counts as two where a pager measures it.
    #expect(lines.allSatisfy { $0.count < 80 })
    let overview = HelpText.overview(columns: 80)
    for verb in Verb.allCases { #expect(overview.contains("  \(verb.usage)")) }
    for command in ShellCommand.allCases where !command.isForLessons {
      #expect(overview.split { " \n".contains($0) }.contains(":\(command.rawValue)"))
    }
  }

  @Test(arguments: Verb.allCases)
  func theExampleOfAVerbRuns(verb: Verb) throws {
    #expect(try findings(of: verb.example) == [])
    #expect(CellSplitter.cells(in: verb.example).contains { $0.kind == .verb(verb) })
    try check(verb.rawValue, shows: verb.example)
  }

  @Test(arguments: ShellCommand.allCases)
  func theExampleOfACommandRuns(command: ShellCommand) throws {
    // Nothing was kept, and there is no terminal to edit at.
    let expected: [ShellCommand: [String]] = [.recover: ["shell.file"], .edit: ["shell.usage"]]
    #expect(try findings(of: command.example) == expected[command] ?? [])
    #expect(CellSplitter.cells(in: command.example).last?.kind == .command(command.rawValue))
    try check(":" + command.rawValue, shows: command.example)
    let recorded = command.isRecorded ? "A transcript records it." : "A transcript does not record it."
    #expect(try #require(HelpText.topic(":" + command.rawValue)).contains(recorded))
  }

  @Test(arguments: SessionSettings.names)
  func theExampleOfASettingRuns(name: String) throws {
    let example = try #require(SessionSettings.examples[name], "a setting needs an example")
    #expect(example.contains(":set \(name) "))
    #expect(try findings(of: example) == [])
    try check(name, shows: example)
    #expect(try #require(HelpText.topic(name)).contains("  usual: "))
  }

  @Test func noSettingIsMadeUp() {
    #expect(SessionSettings.examples.keys.sorted() == SessionSettings.names.sorted())
  }

  @Test func everyTopicHasAPage() throws {
    let bench = bench()
    for topic in HelpText.topics {
      #expect(HelpText.topic(topic)?.isEmpty == false, "\(topic)")
      #expect(try bench.status(of: ":help \(topic)") == .done, "\(topic)")
      let lines = try #require(HelpText.topic(topic)).split(separator: "\n")
      let wide = lines.filter { displayWidth(of: String($0)) > 80 }
      #expect(wide.isEmpty, "\(topic): \(wide)")
    }
    #expect(Set(HelpText.topics).isSuperset(of: BuiltinFunctions.all.map(\.name)))
  }

  @Test func pagesTellOfWhatTheyAreNamedFor() throws {
    let expected = [
      "transcripts": "patchbay replay", "secrets": "from vault", "connections": "\"baseUrl\"",
      "keys": "Alt-P, Alt-N", "exit-status": "130  interrupted", "errors": "unclosedText",
    ]
    for (page, text) in expected { #expect(try #require(HelpText.topic(page)).contains(text)) }
    // One word, two things.
    #expect(try #require(HelpText.topic("connections")).contains(":connections [NAME]"))
    #expect(try #require(HelpText.topic(":connections")).hasPrefix(":connections [NAME]"))
  }

  @Test func theNearestTopicIsNamed() throws {
    let expected = [
      "transcript": "transcripts", "conectauth": "connectauth", "limts": "limits", "repalce": "replace",
      "syntax.unclosedTxt": "syntax.unclosedText", "exitstatus": "exit-status", ":histroy": ":history",
    ]
    for (typed, nearest) in expected {
      #expect(try bench().output(of: ":help \(typed)").contains("did you mean '\(nearest)'?"), "\(typed)")
    }
  }

  private func check(_ topic: String, shows example: String) throws {
    let page = try #require(HelpText.topic(topic))
    for line in example.split(separator: "\n") { #expect(page.contains("    \(line)"), "\(topic)") }
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(topic)")
  }
}

/// Answers everything as a token endpoint would.
private final class AnsweringTransport: HTTPTransport {
  func send(_ request: HTTPRequest, interruption: Interruption) -> HTTPResponse {
    HTTPResponse(
      status: 200, reason: "OK", headers: [HTTPHeader("Content-Type", "application/json")],
      body: Array(#"{"access_token":"token-of-the-example","token_type":"Bearer"}"#.utf8),
      finalURL: request.url)
  }
}
