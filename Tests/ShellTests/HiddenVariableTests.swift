import JSON
import Shell
import TestSupport
import Testing

/// `:set hidden`: the values of these variables are not shown where variables are.
@Suite struct HiddenVariableTests {
  private static let card = "4111-canary-1111"
  /// So short that it is known only by its name and where it is a whole value.
  private static let pin = "9f7"

  private let debug = DebugBench()
  private var bench: SessionBench { debug.bench }

  private func hide(_ names: String = "card, PIN") throws {
    #expect(try bench.status(of: ":set hidden \(names)") == .done)
  }

  private func setValues() throws {
    try bench.run("card = \"\(Self.card)\"\npin = \"\(Self.pin)\"\ncopy = \"<{card}>\"")
  }

  private func expectHidden(_ text: String, _ place: SourceLocation = #_sourceLocation) {
    #expect(!text.contains(Self.card) && !text.contains(Self.pin), "\(text)", sourceLocation: place)
  }

  // MARK: The setting

  @Test func aListOfNamesIsASetting() throws {
    try bench.type(":set hidden card,  Cvv , CARD")
    #expect(try bench.output(of: ":set").contains("card, Cvv"))
    #expect(try bench.typedOutput(of: ":set hidden card number").contains(":set hidden NAME, ...|off"))
    #expect(try bench.typedStatus(of: ":set hidden o.card") == .invalid)
    #expect(try bench.typedStatus(of: ":set hidden") == .invalid)
    try setValues()
    try bench.run(":set hidden off")
    #expect(try bench.output(of: ":show card") == Self.card)
  }

  @Test func theSettingsFileKeepsIt() throws {
    let path = "/home/me/.config/patchbay/settings.json"
    try bench.run(":set --save hidden card, cvv")
    #expect(bench.files.texts[path]?.contains("\"hidden\": \"card, cvv\"") == true)
    let next = bench.newSession()
    next.readSettingsFile()
    #expect(next.cells.map(\.source.text) == [":set hidden card, cvv"])
    #expect(bench.errors.isEmpty)
  }

  @Test func aReplayShowsTheSame() throws {
    try setValues()
    try hide()
    try bench.run(":vars\n:show card\n:show copy\n:expect pin = 1")
    try bench.run(":set hidden off\n:vars\n:save h.md")
    #expect(bench.replay("h.md") == .done, "\(bench.output)\(bench.errors)")
  }

  @Test func undoAndResetEndIt() throws {
    try setValues()
    try hide()
    try bench.run(":undo")
    #expect(try bench.output(of: ":show card") == Self.card)
    try hide()
    try bench.run(":reset\ncard = 1")
    #expect(try bench.output(of: ":show card") == "1")
  }

  // MARK: Where variables are shown

  @Test func listsAndQueriesHideThem() throws {
    try setValues()
    try bench.run("order = {\"to\": \"\(Self.card)\", \"pin\": \"\(Self.pin)\"}")
    try hide()
    let list = try bench.output(of: ":vars")
    expectHidden(list)
    #expect(list.contains("card   text                   ‹hidden:card›"), "\(list)")
    #expect(list.contains("copy   text    18 characters  <‹hidden:card›>"), "\(list)")
    expectHidden(try bench.output(of: ":show order"))
    #expect(try bench.output(of: ":show pin") == "‹hidden:PIN›")
    #expect(try bench.output(of: ":path $ in pin").contains("the values of 'pin' are hidden"))
    #expect(try bench.status(of: ":table $ in card") == .invalid)
    #expect(try bench.status(of: ":copy $ in card") == .invalid)
    let failed = try bench.output(of: ":expect pin = \"1\"")
    #expect(failed.contains("pin is ‹hidden:PIN›."), "\(failed)")
    #expect(try bench.status(of: ":expect pin = \"\(Self.pin)\"") == .done)
    #expect(bench.session.variablesJSON().text(.compact).contains("\"pin\":\"‹hidden:PIN›\""))
    // What code itself shows is no view.
    #expect(try bench.output(of: "card") == Self.card)
  }

  @Test func watchesHideThem() throws {
    try setValues()
    try hide()
    try bench.run(":watch pin\n:watch copy")
    var shown = try bench.output(of: ":watch")
    bench.session.show = { if case .note = $0.kind { shown += "\n" + $0.text } }
    try bench.run("pin = \"\(Self.pin)+\"\ncopy = \"\(Self.card)!\"")
    expectHidden(shown)
    #expect(shown.contains("watch pin: ‹hidden:PIN› -> ‹hidden:PIN›"), "\(shown)")
    #expect(shown.contains("watch copy: <‹hidden:card›> -> ‹hidden:card›!"), "\(shown)")
  }

  @Test func whyHidesThem() throws {
    try hide()
    try bench.run("card = \"a-first-canary\"")
    try setValues()
    try bench.run("text = \"{pin}:{card}\"")
    for name in ["card", "copy", "pin", "text"] {
      let text = try bench.output(of: ":why \(name)")
      #expect(!text.contains("a-first-canary") && !text.contains(Self.card), "\(text)")
      if name != "text" { #expect(text.contains("‹hidden:"), "\(text)") }
    }
    let text = try bench.output(of: ":why text")
    #expect(text.contains("pin = ‹hidden:PIN›") && text.contains("card = ‹hidden:card›"), "\(text)")
  }

  private let script = """
    script pay {
      begin BEGIN card, pin -> copy
      copy  ASSIGN copy = "<{card}>" -> ask
      ask   RESTAPI POST "http://h.test/{pin}" body={"card": "{card}", "pin": "{pin}"} -> change
      change SNIPPET {
        pin = "none"
        card = "another-canary-card"
      } -> pick
      pick  CASE copy "<\(Self.card)>" -> done
      done  END
    }
    """

  private func runScript() throws {
    bench.transport.answer(200, "{}")
    try bench.run(script)
    try bench.run("start pay \(Self.card) \(Self.pin)")
  }

  private func trace() throws -> String {
    var text = try bench.output(of: ":trace")
    for number in 1...6 { text += try bench.output(of: ":trace \(number)") }
    text += try bench.output(of: ":trace 4 card") + bench.output(of: ":trace 4 copy")
    try bench.run(":trace > trace.json")
    return text + (bench.files.texts["trace.json"] ?? "")
  }

  @Test(arguments: [true, false]) func theTraceHidesThem(isHiddenBefore: Bool) throws {
    if isHiddenBefore { try hide() }
    try runScript()
    if !isHiddenBefore { try hide() }
    let text = try trace()
    expectHidden(text.replacing("    pin = \"none\"", with: ""))
    #expect(text.contains("filled in   url = http://h.test/‹hidden:PIN›"), "\(text)")
    #expect(text.contains("filled in   body.card = ‹hidden:card›"), "\(text)")
    #expect(text.contains("changed     card: ‹hidden:card› -> ‹hidden:card›"), "\(text)")
    #expect(text.contains("copy  <‹hidden:card›>"), "\(text)")
    #expect(text.contains("\"after\": \"‹hidden:PIN›\""), "\(text)")
  }

  @Test func theDebuggerHidesThem() throws {
    try hide()
    try bench.run("FUNCTION f(pin) {\n  RETURN pin\n}")
    try debug.run(
      ":step IF 1 = 1 {\ncard = \"4111-can{ANI.left(0)}ary-1111\"\ncopy = card\npin = f(\"\(Self.pin)\")\ncard = 1\nIF pin = 1 { x = 1 }\n}",
      "s", "s", "v", "card", "print pin", "watch card", "card.left(4)", "s", "s", "v", "b", "card", "f", "s",
      "s",
      "v", "copy", "s", "c")
    // The code itself is shown as it was written, but for values that are known by then.
    let text = debug.text.replacing("f(\"\(Self.pin)\")", with: "")
    expectHidden(text)
    #expect(text.contains("   card = ‹hidden:card›"), "\(text)")
    #expect(text.contains("f(pin = ‹hidden:PIN›)"), "\(text)")
    #expect(text.contains("copy = ‹hidden:card›"))
    #expect(!text.contains("IF does not hold"), "\(text)")
  }

  @Test func whatALoopGivesIsBounded() throws {
    try hide("n")
    try debug.run(":step FOR i = 1 TO 3000 {\n  n = \"value-{i}\"\n  m = n\n}")
    #expect(!debug.text.contains("m = value-"))
  }

  // MARK: System variables

  @Test func systemVariablesAreShownOnDemand() throws {
    try runScript()
    #expect(!(try trace()).contains("ANI"))
    let cell = try bench.type(":set system-variables on")
    #expect(!cell.isRecorded)
    let text = try bench.output(of: ":trace 4")
    #expect(text.contains("  ANI") && text.contains("__httpstatuscode") && text.contains("  TEST"), "\(text)")
    // These are other values each second.
    #expect(!text.contains("  time ") && !text.contains("  date "))
    try debug.run(":step x = 1", "v")
    #expect(debug.text.contains("\nANI"), "\(debug.text)")
  }
}
