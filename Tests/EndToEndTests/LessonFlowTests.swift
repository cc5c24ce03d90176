import TestSupport
import Testing

/// The course on the practice service, and a whole lesson on a terminal.
@Suite struct LessonFlowTests {
  private static let files = ProjectFiles.names(in: "lessons").filter { $0.hasSuffix(".md") }

  private func path(_ name: String) -> String { "\(TestBinary.root)/lessons/\(name)" }

  @Test(arguments: files) func solutionsReachTheirGoalsAndWrongAnswersHaveAWord(name: String) throws {
    let outcome = try Patchbay(secret: nil).run(["learn", "--check", path(name)])
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(outcome.stdout.hasSuffix("each with a solution that reaches it\n"))
  }

  @Test(arguments: files) func aLessonReplaysAsATranscript(name: String) throws {
    let offline = try Patchbay(secret: nil).run(["replay", path(name)])
    #expect(offline.status == 0, "\(offline.stdout)\(offline.stderr)")
    let live = try Patchbay().run(["replay", "--live", "--trust", path(name)])
    #expect(live.status == 0, "\(live.stdout)\(live.stderr)")
  }

  // MARK: The check of a file

  private static func lesson(check: String = ":expect x = 1", solution: String = "x = 1", rest: String = "")
    -> String
  {
    """
    # A

    ```goal
    Make x.
    ```
    ```hint
    x = 1
    ```
    ```check
    \(check)
    ```
    \(rest)
    ```patchbay
    \(solution)
    ```

    """
  }

  /// A lesson whose solution only a person types.
  private static func typed(_ solution: String) -> String {
    lesson(check: "saved", solution: solution).replacing("```patchbay", with: "```solution")
  }

  @Test(arguments: [
    (lesson(), 0, "", 0),
    (lesson(solution: "x = 2"), 1, "the solution does not meet this: this does not hold: x is 2", 10),
    (lesson(check: ":expect 1 = 1"), 1, "holds before the solution", 10),
    (lesson(check: ":expect x ="), 1, "the solution does not meet this", 10),
    (lesson(check: "x = 1"), 3, "'x = 1' is no condition", 10),
    (
      lesson(rest: "```wrong\nx = 1\n---\n:expect x = 1\n---\nNo.\n```"), 1, "wrong answer reaches the goal",
      12
    ),
    (lesson(rest: "```wrong\nx = 2\n---\n:expect x = 3\n---\nNo.\n```"), 1, "not meet its own condition", 12),
    (
      lesson(
        rest:
          "```wrong\nx = 2\n---\n:expect x > 1\n---\nNo.\n```\n```wrong\nx = 3\n---\n:expect x = 3\n---\nNo.\n```"
      ),
      1, "an earlier wrong fence", 19
    ),
    ("# A\n\n```goal\nMake x.\n```\n", 3, "the goal has no check", 3),
    (typed("FUNCTION f() { RETURN 1 }\nx = f()\n:save a.md"), 0, "", 0),
    (typed("x = 1\n:sav a.md"), 1, "the solution is wrong: there is no command ':sav'", 15),
    (typed("x = = 1\n:save a.md"), 1, "the solution is wrong", 14),
  ])
  func aFaultIsNamedWithItsLine(text: String, status: Int32, message: String, line: Int) throws {
    let patchbay = Patchbay(secret: nil)
    patchbay.folder.write(text, to: "a.md")
    let outcome = try patchbay.run(["learn", "--check", "a.md"])
    #expect(outcome.status == status, "\(outcome.stderr)")
    #expect(outcome.stderr.contains(message), "\(outcome.stderr)")
    if line > 0 { #expect(outcome.stderr.contains("a.md:\(line):1"), "\(outcome.stderr)") }
  }

  @Test func aFileThatCannotBeReadIsSaidAndTheOthersAreChecked() throws {
    let patchbay = Patchbay(secret: nil)
    patchbay.folder.write(Self.lesson(), to: "a.md")
    patchbay.folder.write("```goal\n", to: "open.md")
    let outcome = try patchbay.run(["learn", "--check", "none.md", "open.md", "a.md"])
    #expect(outcome.status == 74)
    #expect(outcome.stderr.contains("none.md cannot be read") && outcome.stderr.contains("open.md:1:"))
    #expect(outcome.stdout.contains("a.md: 1 goal"))
    #expect(try patchbay.run(["learn", "--check"]).status == 64)
    #expect(try patchbay.run(["learn", "a", "b"]).status == 64)
  }

  @Test func checkingALessonWritesNothing() throws {
    let patchbay = Patchbay(secret: nil)
    patchbay.folder.write(
      Self.lesson(solution: ":save! x.md\nx = 1\n:body > b.txt\n:set --save theme light"), to: "a.md")
    _ = try patchbay.run(["learn", "--check", "a.md"])
    for name in ["x.md", "b.txt", ".config/patchbay/settings.json", "data/patchbay/progress.json"] {
      #expect(patchbay.folder.read(name) == nil, "\(name)")
    }
  }

  @Test func withoutATerminalTheCourseIsListed() throws {
    let outcome = try Patchbay(secret: nil).run(["learn"])
    #expect(outcome.status == 0)
    #expect(outcome.stdout.contains("12  regression  A session that is a test"))
  }

  @Test func everyCommandWorksAtEachGoalOfTheLessonOnLogin() throws {
    let commands = ":goal\n:hint\n:solution\n:play\n:hint\n:play\n:again\n:skip\n"
    let typed = ":learn login\n" + String(repeating: commands, count: 3) + ":again\n:learn off\n"
    let outcome = try Patchbay(secret: nil).pipe(typed)
    #expect(outcome.status == 0, "\(outcome.stdout)\(outcome.stderr)")
    #expect(outcome.stdout.contains("This was the last goal"))
  }

  // MARK: On a terminal

  @Test func aWholeLessonFromStartToEndWithAWrongTurnAndABreak() throws {
    let patchbay = Patchbay(secret: nil)
    func terminal(_ arguments: [String]) throws -> PseudoTerminal {
      let terminal = try patchbay.terminal(arguments)
      #expect(terminal.waitFor("patchbay> "))
      return terminal
    }
    func type(_ line: String, _ expected: String..., on terminal: PseudoTerminal) {
      terminal.send(line + "\r")
      for text in expected { #expect(terminal.waitFor(text), "after \(line): \(text)") }
      #expect(terminal.waitFor("patchbay> "), "after \(line)")
    }
    let first = try terminal(["learn", "login"])
    #expect(first.text.contains("Lesson 6 of 12: Authentication in a script"))
    #expect(first.text.contains("Goal 1 of 3: Log in"))
    type("connectauth demo", "There is no such connection. demo is", on: first)
    type(":hint", "Hint 1 of 1: connectauth CONNECTION", on: first)
    type("connectauth crm", "OnSuccess 200 OK", "Done. The token is a secret", "Goal 2 of 3", on: first)
    first.send(":quit\r")
    #expect(first.waitForExit() == 0)

    let second = try terminal(["learn"])
    #expect(second.text.contains("> 6   login       Authentication in a script              1 of 3"))
    #expect(second.text.contains("Goal 2 of 3"))
    type("test crm getCustomer", "\"name\": \"Ada Lovelace\"", "Done.", "Goal 3 of 3", on: second)
    type("target = \"crm\"", on: second)
    type("connectauth {target}", "OnSuccess 200 OK", "This was the last goal of \"Authentication", on: second)
    type(":save mine.md", "saved", on: second)
    second.send(":quit\r")
    #expect(second.waitForExit() == 0)

    #expect(try patchbay.run(["replay", "mine.md"]).status == 0)
    #expect(!first.text.contains("demo-secret") && !second.text.contains("demo-secret"))
    let names = ["mine.md", "mine.har", "data/patchbay/history", "data/patchbay/progress.json"]
    let written = patchbay.files(names)
    #expect(written.count == names.count)
    for (name, text) in written { #expect(!text.contains("demo-secret"), "\(name) holds the secret") }
  }
}
