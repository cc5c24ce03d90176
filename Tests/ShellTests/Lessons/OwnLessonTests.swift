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

  @Test func aFileThatIsNoLessonSaysWhy() throws {
    bench.files.texts["a.md"] = "# A\n\n```goal\nX\n```\n"
    #expect(try bench.typedOutput(of: ":learn a.md").contains("a.md:3: the goal has no hint"))
    #expect(try bench.typedOutput(of: ":learn b.md").contains("b.md cannot be read"))
  }
}
