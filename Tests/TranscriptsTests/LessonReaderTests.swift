import Testing
import Transcripts

/// What a transcript says as a lesson, and where it says too little.
@Suite struct LessonReaderTests {
  private func read(_ text: String) throws -> LessonReader {
    LessonReader(try TranscriptReader.read(text, name: "lesson.md"))
  }

  private static let whole = """
    # Sums

    Begin.

    ```patchbay
    a = 1
    ```

    ```goal
    Make b.
    ```
    ```hint
    One.
    ```
    ```hint
    Two.
    ```
    ```check
    :expect b = 2

    saved
    ```
    ```wrong
    b = 3
    ---
    :expect b = 3
    failed name.unknown
    ---
    Not
    three.
    ```

    ```patchbay
    b = 2
    ```

    ```output
    ```

    Well done.

    ```console
    $ kept
    ```

    ```goal
    Save it.
    ```
    ```hint
    :save
    ```
    ```check
    saved
    ```
    ```solution
    :save x.md
    ```

    """

  @Test func allPartsAreThere() throws {
    let reader = try read(Self.whole)
    #expect(reader.faults == [])
    let lesson = reader.lesson
    #expect(lesson.title == "Sums" && lesson.introduction == "Begin.")
    #expect(lesson.preparation.map(\.source) == ["a = 1"])
    let goal = try #require(lesson.goals.first)
    #expect(goal.task.text == "Make b." && goal.task.line == 9)
    #expect(goal.hints.map(\.text) == ["One.", "Two."])
    #expect(goal.checks.map(\.line) == [19, 21])
    #expect(goal.checks.map(\.kind) == [.expectation, .saved])
    let mistake = try #require(goal.mistakes.first)
    #expect(mistake.example.source == "b = 3" && mistake.word == "Not\nthree.")
    #expect(mistake.conditions.map(\.line) == [26, 27])
    #expect(mistake.conditions.last?.kind == .failed(id: "name.unknown"))
    #expect(goal.solution.map(\.source) == ["b = 2"] && !goal.isTypedOnly)
    #expect(goal.explanation == "Well done.\n\n```console\n$ kept\n```")
    #expect(lesson.goals[1].isTypedOnly && lesson.goals[1].solution.map(\.source) == [":save x.md"])
  }

  @Test func linesCountFromTheTopOfTheFile() throws {
    let reader = try read("<!-- patchbay {\n  \"formatVersion\": 1\n} -->\n\n# T\n\n```goal\nX\n```\n")
    #expect(reader.lesson.goals.first?.task.line == 7)
  }

  @Test func aLessonIsStillATranscript() throws {
    let transcript = try TranscriptReader.read(Self.whole, name: "lesson.md")
    #expect(TranscriptWriter.write(transcript) == Self.whole)
    #expect(transcript.fences.map(\.source) == ["a = 1", "b = 2"])
  }

  @Test func partsInACommentAreNone() throws {
    let reader = try read("# T\n<!--\n```goal\nX\n```\n-->\n")
    #expect(reader.lesson.goals.isEmpty)
  }

  @Test(arguments: [
    ("", 1, "needs a title"),
    ("# T\n", 1, "needs a goal"),
    ("# T\n```hint\nX\n```\n", 2, "belongs behind a goal"),
    ("# T\n```goal\n```\n", 2, "says nothing"),
    ("# T\n```goal\nX\n```\n", 2, "no hint"),
    ("# T\n```goal\nX\n```\n", 2, "no check"),
    ("# T\n```goal\nX\n```\n", 2, "no solution"),
    ("# T\n```goal\nX\n```\n```check\n:expect\n```\n", 6, "':expect' is no condition"),
    ("# T\n```goal\nX\n```\n```check\nx = 1\n```\n", 6, "use :expect, saved"),
    ("# T\n```goal\nX\n```\n```wrong\nx\n---\nsaved\n```\n", 5, "three parts"),
    ("# T\n```goal\nX\n```\n```wrong\nx\n---\n\n---\nNo.\n```\n", 5, "needs a condition"),
    ("# T\n```goal\nX\n```\n```solution\nx\n```\n```solution\nx\n```\n", 8, "has a solution already"),
    (
      "# T\n```goal\nX\n```\n```solution\nx\n```\n\n```patchbay\nx\n```\n", 10,
      "cells that follow need a goal"
    ),
  ])
  func whatIsMissingIsSaidWithItsLine(text: String, line: Int, message: String) throws {
    let faults = try read(text).faults
    #expect(faults.contains { $0.line == line && $0.message.contains(message) }, "\(faults)")
  }

  @Test func tooManyGoalsAreRefused() throws {
    let reader = try read("# T\n" + String(repeating: "```goal\nX\n```\n", count: 101))
    #expect(reader.faults.contains { $0.message.contains("more than 100 goals") })
  }
}
