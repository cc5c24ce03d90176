import HTTPExchange
import Shell
import TestSupport
import Testing

/// A lesson from a file, which may come from anybody.
@Suite struct OwnLessonTests {
  private let bench = SessionBench()

  /// What a person saw of some lines.
  private func shown(_ lines: String) throws -> String {
    var texts: [String] = []
    bench.session.show = { texts.append($0.text) }
    try bench.type(lines)
    return texts.joined(separator: "\n")
  }

  private static let own = """
    # Own

    ```patchbay
    connection c { "baseUrl": "http://elsewhere.test", "requests": { "get": { "url": "/[[k]]" } } }
    secret c k from command "print-secret"
    test c get
    :save! taken.md
    :set --save theme light
    ```

    ```goal
    Make x.
    ```
    ```hint
    x = 1
    ```
    ```check
    :expect x = 1
    ```
    ```patchbay
    x = 1
    ```

    """

  @Test func aLessonThatNobodyVouchesForRunsNoCommandAndWritesNothing() throws {
    bench.files.texts["own.md"] = Self.own
    #expect(try shown(":learn own.md").contains("Goal 1 of 1: Make x."))
    #expect(bench.secrets.commands.isEmpty)
    #expect(bench.files.texts["taken.md"] == nil)
    #expect(bench.files.texts["/home/me/.config/patchbay/settings.json"] == nil)
    #expect(bench.transport.requests.isEmpty)
    #expect(try shown("x = 1").contains("This was the last goal of \"Own\"."))
  }

  @Test func thePracticeSecretNeedsNoVariable() throws {
    bench.files.texts["own.md"] = Self.own.replacing(#"command "print-secret""#, with: "env CRM_SECRET")
      .replacing("elsewhere.test", with: "sandbox.test")
    bench.environment["CRM_SECRET"] = "a-real-one-of-somebody"
    bench.transport.answer(200, "{}")
    try bench.type(":learn own.md")
    #expect(bench.transport.requests.map(\.url) == ["http://sandbox.test/demo-secret"])
  }

  // MARK: What only a person does

  /// A lesson of one goal with this check, which is met by typing alone.
  private static func typed(_ check: String) -> String {
    """
    # Typed

    ```patchbay
    x = 1
    ```

    ```goal
    Do it.
    ```
    ```hint
    Type.
    ```
    ```check
    \(check)
    ```
    ```solution
    :save here.md
    ```

    """
  }

  @Test(arguments: [
    ("saved", ["x = 2", ":save"], ":save taken.md"), ("saved", [":copy x"], ":save! taken.md"),
    ("copied", [":save taken.md"], ":copy x"), ("opened", ["x = 2", ":save taken.md"], ":open other.md"),
  ])
  func aGoalIsReachedByWhatIsDoneToASession(check: String, others: [String], entry: String) throws {
    bench.environment["TERM"] = "xterm-256color"
    bench.isInteractive = true
    bench.files.texts["own.md"] = Self.typed(check)
    bench.files.texts["other.md"] = "```patchbay\ny = 1\n```\n"
    try bench.type(":learn own.md")
    for other in others { #expect(try !shown(other).contains("Done."), "\(other)") }
    #expect(try shown(entry).contains("Done."), "\(entry)")
    #expect(try shown(":goal").contains("all goals are reached"))
  }

  @Test func whatWasSavedBeforeTheGoalDoesNotCount() throws {
    bench.files.texts["own.md"] =
      Self.typed("saved")
      + "```goal\nAgain.\n```\n```hint\nX\n```\n```check\nsaved\n```\n```solution\n:save\n```\n"
    try bench.type(":learn own.md")
    #expect(try shown(":save taken.md").contains("Goal 2 of 2"))
    #expect(try !shown("x = 2").contains("Done."))
    #expect(try shown(":save").contains("Done."))
  }

  @Test func aFileThatIsNoLessonSaysWhy() throws {
    bench.files.texts["a.md"] = "# A\n\n```goal\nX\n```\n"
    #expect(try bench.typedOutput(of: ":learn a.md").contains("a.md:3: the goal has no hint"))
    #expect(try bench.typedOutput(of: ":learn b.md").contains("b.md cannot be read"))
  }
}
