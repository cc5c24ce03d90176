import TestSupport
import Testing

/// Whatever a service answers, in whatever form and place, no file, stream or screen shows the secret.
@Suite struct CanaryMatrixTests {
  @Test func theDetectorFindsEachForm() {
    var table = CanaryTable()
    for (index, form) in CanaryForm.all.enumerated() {
      table.look(at: form.name, "before " + form.text + " after")
      #expect(table.hits[form.name]?[index] ?? 0 > 0, "\(form.name)")
    }
    table.look(at: "nothing", "‹secret:e/canary› and ‹secret:e/canary#base64›")
    #expect(table.hits["nothing"]?.allSatisfy { $0 == 0 } == true)
  }

  @Test func everyFormInEverySink() throws {
    var table = CanaryTable()
    try replays(&table, of: terminal(&table))
    try pipe(&table)
    try batches(&table)
    try killed(&table)
    try child(&table)
    try pager(&table)
    table.writeOnDemand()
    let leaks = table.findings
    #expect(leaks.isEmpty, "\(leaks.count) leaks\n\(leaks.prefix(60).joined(separator: "\n"))")
  }

  /// Looks at a text that must hold the placeholder, so that no sink is clean for being empty.
  private func look(_ table: inout CanaryTable, at sink: String, _ text: String) {
    #expect(text.contains("‹secret:e/canary"), "nothing of the secret came to \(sink): \(text.suffix(2000))")
    table.look(at: sink, text)
  }

  private func lookAtFiles(_ table: inout CanaryTable, _ bench: CanaryBench) {
    // What a test wrote itself is no sink.
    for (name, text) in bench.files() where name != "differs.md" {
      let sink =
        switch name {
        case _ where name.hasSuffix(".md"): "transcript"
        case _ where name.hasSuffix(".har"): "recording"
        case "data/patchbay/history": "history"
        case "data/patchbay/trusted": "trust"
        default: "other files"
        }
      if ["transcript", "recording"].contains(sink) {
        look(&table, at: sink, text)
      } else {
        table.look(at: sink, text)
      }
    }
  }

  // MARK: Drivers

  /// A person who types the secret without echo, sees everything, saves, and ends.
  private func terminal(_ table: inout CanaryTable) throws -> CanaryBench {
    let bench = CanaryBench()
    let terminal = try bench.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.paste(bench.definitions)
    func type(_ line: String) {
      terminal.send(line + "\r")
      #expect(terminal.waitFor("patchbay> "), "after \(line): \(terminal.screen.suffix(20))")
    }
    type("")
    for secret in CanaryBench.secrets() {
      terminal.send(secret + "\r")
      #expect(terminal.waitFor("canary: "))
      type(Canary.value)
    }
    for cell in CanaryBench.answered + CanaryBench.failed { type(cell) }
    type("x = body / 0")
    type("\"{body}\".throw()")
    let before = terminal.text.utf8.count
    for cell in CanaryBench.listings { type(cell) }
    look(&table, at: "listings", String(decoding: terminal.text.utf8.dropFirst(before), as: UTF8.self))
    type("body")
    look(&table, at: "screen", terminal.screen.joined(separator: "\n"))
    type(":save typed.md")
    terminal.send(":quit\r")
    #expect(terminal.waitForExit() == 0)
    look(&table, at: "terminal", terminal.text)
    table.look(at: "terminal", String(decoding: terminal.output, as: UTF8.self))
    lookAtFiles(&table, bench)
    return bench
  }

  /// The saved session again: offline, live with the files rewritten, and where the outputs differ.
  private func replays(_ table: inout CanaryTable, of bench: CanaryBench) throws {
    let offline = try bench.run(["replay", "typed.md"], withCanary: false)
    #expect(offline.status == 0, "\(offline.stdout)\(offline.stderr)")
    let printed = try bench.run(["replay", "--print", "typed.md"], withCanary: false)
    look(&table, at: "--print", printed.stdout + printed.stderr)

    var text = try #require(bench.folder.read("typed.md"))
    for secret in CanaryBench.secrets() {
      text = text.replacing("\(secret)\n", with: "\(secret) from env CANARY\n")
    }
    bench.folder.write(text, to: "live.md")
    let live = try bench.run(["replay", "--live", "--trust", "--update", "live.md"])
    #expect(live.status == 0, "\(live.stdout)\(live.stderr)")
    let printedLive = try bench.run(["replay", "--live", "--trust", "--print", "live.md"])
    look(&table, at: "--print", printedLive.stdout + printedLive.stderr)

    // Every line with a reference differs, so each stands in the report.
    bench.folder.write(text.replacing("‹secret:e/canary", with: "‹secret:e/other"), to: "differs.md")
    let differing = try bench.run(["replay", "--live", "--trust", "differs.md"])
    #expect(differing.status == 1)
    look(&table, at: "report", differing.stdout + differing.stderr)
    for text in try bench.reports(of: "differs.md") { look(&table, at: "--report", text) }
    lookAtFiles(&table, bench)
  }

  /// Cells in a pipe up to each error that ends it; then the saved session opened, continued and saved again.
  private func pipe(_ table: inout CanaryTable) throws {
    let bench = CanaryBench()
    let start = bench.definitions + CanaryBench.secrets(" from env CANARY").map { $0 + "\n" }.joined()
    func pipe(_ cells: [String]) throws -> ProcessRunner.Outcome {
      try bench.run([], input: start + cells.map { $0 + "\n" }.joined())
    }
    let all = try pipe(
      CanaryBench.answered + CanaryBench.listings + [":save piped.md", "\"it was {body}\".throw()"])
    #expect(all.status == 4, "\(all.stdout.suffix(2000))\(all.stderr)")
    look(&table, at: "stdout", all.stdout)
    look(&table, at: "stderr", all.stderr)
    for cell in CanaryBench.failed where cell.hasPrefix("connect") {
      let one = try pipe(["connectauth e", cell])
      #expect((4...8).contains(one.status), "\(cell): \(one.stdout)\(one.stderr)")
      table.look(at: "stdout", one.stdout)
      table.look(at: "stderr", one.stderr)
    }
    let again = try bench.run(
      [], input: ":open piped.md\nconnectrequest e json\n:vars\nrequestBody\n:save again.md\n:save\n")
    #expect(again.status == 0, "\(again.stdout.suffix(2000))\(again.stderr)")
    look(&table, at: "stdout", again.stdout)
    table.look(at: "stderr", again.stderr)
    lookAtFiles(&table, bench)
  }

  /// `run FILE`, `run -e`, `--vars json` and `check`.
  private func batches(_ table: inout CanaryTable) throws {
    let bench = CanaryBench()
    let cells =
      bench.definitions + CanaryBench.secrets(" from env CANARY").map { $0 + "\n" }.joined()
      + CanaryBench.answered.map { $0 + "\n" }.joined()
    bench.folder.write(cells + "\"{body}\".throw()\n", to: "all.cells")
    let run = try bench.run(["run", "all.cells"])
    #expect(run.status == 4, "\(run.stdout.suffix(2000))\(run.stderr)")
    look(&table, at: "stdout", run.stdout)
    look(&table, at: "stderr", run.stderr)
    let variables = try bench.run(["run", "--vars", "json", "-e", cells])
    #expect(variables.status == 0, "\(variables.stderr)")
    look(&table, at: "--vars json", variables.stdout)
    look(&table, at: "stderr", variables.stderr)
    lookAtFiles(&table, bench)
  }

  /// What a command that gives a secret sees of the others.
  private func child(_ table: inout CanaryTable) throws {
    let bench = CanaryBench()
    let outcome = try bench.run(
      [],
      input: bench.definitions
        + """
        secret e canary from env CANARY
        connectauth e
        secret e more from command "env > seen.environment; echo More-Secret-4433"
        request e more { "url": "/json?q=[[more]]" }
        connectrequest e more
        requestBody

        """)
    #expect(outcome.status == 0, "\(outcome.stdout.suffix(2000))\(outcome.stderr)")
    let seen = try #require(bench.folder.read("seen.environment"))
    #expect(seen.contains("PATH="))
    table.look(at: "environment of a child", seen)
    look(&table, at: "stdout", outcome.stdout)
    #expect(!outcome.stdout.contains("More-Secret"))
  }

  /// What a pager gets to show, and what it sees of this program.
  private func pager(_ table: inout CanaryTable) throws {
    let bench = CanaryBench()
    var environment = bench.environment()
    environment["PAGER"] =
      "cat >paged; env >pager.environment; ls -l /proc/self/fd >pager.descriptors; echo shown"
    let terminal = try PseudoTerminal(
      running: TestBinary.path, [], environment: environment, directory: bench.folder.path, columns: 200,
      rows: 10)
    #expect(terminal.waitFor("patchbay> "))
    terminal.paste(bench.definitions)
    func type(_ line: String, _ expected: String = "patchbay> ") {
      terminal.send(line + "\r")
      #expect(terminal.waitFor(expected), "after \(line): \(terminal.screen.suffix(10))")
    }
    type("")
    for secret in CanaryBench.secrets(" from env CANARY") { type(secret) }
    for cell in ["connectauth e", "connectrequest e text"] { type(cell) }
    type(":body", "shown")
    #expect(terminal.waitFor("patchbay> "))
    look(&table, at: "pager", try #require(bench.folder.read("paged")))
    for cell in [":set body-limit 1K", "connectrequest e long"] { type(cell) }
    type(":body", "shown")
    #expect(terminal.waitFor("patchbay> "))
    let paged = try #require(bench.folder.read("paged"))
    look(&table, at: "pager", paged)
    #expect(paged.utf8.count > 20_000)
    let seen = try #require(bench.folder.read("pager.environment"))
    #expect(seen.contains("PATH=") && !seen.contains("CANARY="))
    table.look(at: "environment of a child", seen)
    // Its own directory is the fourth.
    let descriptors = try #require(bench.folder.read("pager.descriptors")).split(separator: "\n").dropFirst()
    #expect(descriptors.count == 4, "\(descriptors)")
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
    table.look(at: "terminal", String(decoding: terminal.output, as: UTF8.self))
  }

  /// What is left of a session that is killed in the middle of a request.
  private func killed(_ table: inout CanaryTable) throws {
    let bench = CanaryBench()
    let terminal = try bench.terminalWithSecret()
    // The secret typed in plain sight: the screen shows it, and no file does.
    let typed = CanaryForm.all.filter(\.isURLSafe).map(\.text).joined(separator: " ")
    for cell in [
      "connectauth e", "connectrequest e json", "body = requestBody", "typed = \"\(typed)\"",
      ":save before.md",
    ] {
      #expect(terminal.waitFor("patchbay> "))
      terminal.send(cell + "\r")
    }
    #expect(terminal.waitFor("saved"))
    terminal.send("connectrequest e hang\r")
    #expect(!terminal.waitFor("OnTimeout", timeout: 0.3))
    #expect(bench.server.requests.contains { $0.hasPrefix("GET /hang") })
    terminal.signal(9)
    #expect(terminal.waitForExit() == 137)
    let files = bench.files()
    #expect(files.count >= 3)
    look(&table, at: "after kill -9", files.map(\.text).joined(separator: "\n"))
    for (_, text) in files { table.look(at: "after kill -9", text) }
    look(&table, at: "history", try #require(bench.folder.read("data/patchbay/history")))
  }
}
