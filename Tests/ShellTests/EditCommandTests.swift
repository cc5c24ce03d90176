import Shell
import TestSupport
import Testing

/// Keeps what it was given, and gives another text.
private final class StubEditor: EntryEditor {
  var given: [String] = []
  var hidden: [Bool] = []
  var result = ""

  func edit(_ text: String, isHidden: (String, String) -> Bool) throws(FileError) -> String {
    given.append(text)
    hidden.append(isHidden("KEY", "canary-value-1"))
    hidden.append(isHidden("EDITOR", "vi"))
    return result
  }
}

@Suite struct EditCommandTests {
  private let bench = SessionBench()
  private let editor = StubEditor()

  @Test func aCellIsEditedAndStandsAtThePrompt() throws {
    bench.editor = editor
    try bench.run("x = 1")
    try bench.run("y = 2")
    editor.result = "x = 3\ny = 4"
    try bench.run(":edit 1")
    #expect(editor.given == ["x = 1"])
    #expect(bench.session.draft == "x = 3\ny = 4")
    #expect(bench.session.cells.count == 2)
    try bench.run(":edit")
    #expect(editor.given.last == "y = 2")
    #expect(try bench.output(of: ":edit 7").contains("there is no cell '7'"))
  }

  @Test func thereMustBeATerminal() throws {
    #expect(try bench.output(of: ":edit").contains("no terminal"))
  }

  @Test func theProgramGetsNoSecret() throws {
    bench.editor = editor
    bench.environment["KEY"] = "canary-value-1"
    try bench.run(#"connection crm { "baseUrl": "http://crm.test" }"#)
    try bench.run("secret crm key from env KEY")
    try bench.run("x = \"canary-value-1\"")
    try bench.run(":edit")
    #expect(editor.given.first?.contains("canary-value-1") == false)
    #expect(editor.hidden == [true, false])
  }

  /// What stands in the program's file is what comes back.
  @Test func aLiteralMarkStaysAsItWasTyped() throws {
    bench.editor = editor
    let text = "x = \"‹secret:crm/key›\""
    try bench.run(text)
    try bench.run(":edit")
    #expect(editor.given == [text])
  }
}

@Suite struct NameChoiceTests {
  private let bench = SessionBench()

  /// Gives entries, and keeps the prompts.
  private final class LineList: LineReader {
    var lines: [String]
    var prompts: [String] = []
    var remembered: [String] = []

    init(_ lines: [String]) { self.lines = lines }

    func next(prompt: String) -> InputEvent {
      prompts.append(prompt)
      return lines.isEmpty ? .endOfInput : .text(lines.removeFirst())
    }

    func remember(_ entry: String) { remembered.append(entry) }
    func maskHistory(with mask: (String) -> String) -> Bool { true }
    var history: [String] { remembered }
  }

  @Test func aMissingNameIsChosenFromAList() throws {
    bench.isInteractive = true
    for _ in 0..<2 { bench.transport.answer() }
    try bench.run(#"connection crm { "baseUrl": "http://crm.test" }"#)
    try bench.run(#"request crm one { "url": "/1" }"#)
    try bench.run(#"request crm two { "url": "/2" }"#)
    let reader = LineList(["connectrequest crm", "2", "connectrequest", "1", "one", "connectrequest crm", ""])
    #expect(InteractiveShell(session: bench.session, reader: reader).run() == .done)
    #expect(bench.output.contains("1  one  GET /1\n2  two  GET /2\n"))
    #expect(reader.prompts.contains("request> "))
    #expect(reader.prompts.contains("connection> "))
    #expect(reader.remembered == ["connectrequest crm two", "connectrequest crm one"])
  }

  @Test func entriesAreCountedByTheCellsTheyBecame() throws {
    bench.files.texts["a.md"] = "```patchbay\nx = 1\ny = 2\n```\n"
    let reader = LineList([":open a.md", "a = 1", "b = 2\n:undo\nc = 3", "d = 4\n:undo"])
    #expect(InteractiveShell(session: bench.session, reader: reader).run() == .done)
    #expect(
      bench.session.entryCells
        == ["a = 1": 2...2, "b = 2\n:undo\nc = 3": 3...3])
  }

  @Test func aPipeIsNotAsked() throws {
    try bench.run(#"connection crm { "baseUrl": "http://crm.test", "requests": { "one": { "url": "/1" } } }"#)
    #expect(try bench.output(of: "connectrequest crm").contains("needs requestName"))
  }
}
