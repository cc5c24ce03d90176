import Shell
import TestSupport
import Testing
import Transcripts

/// A lesson as a learner meets it; those that need the practice service are in EndToEndTests.
@Suite struct LessonTests {
  private let bench = SessionBench()

  /// What a person saw of some lines.
  private func shown(_ lines: String) throws -> String {
    var texts: [String] = []
    bench.session.show = { texts.append($0.text) }
    try bench.type(lines)
    return texts.joined(separator: "\n")
  }

  // MARK: The way through

  @Test func aGoalIsReachedByItsEffectHoweverItIsWritten() throws {
    #expect(try shown(":learn variables").contains("Goal 1 of 4: Make a variable `name`"))
    #expect(try shown("x = \"A\"\nASSIGN name = \"{x}da\"").contains("Done. A name stays known"))
    #expect(try shown(":goal").contains("Goal 2 of 4"))
  }

  @Test func theEndOfALessonNamesTheNext() throws {
    let text = try shown(":learn variables\n:skip\n:skip\n:skip\nshout = \"ADA\"")
    #expect(text.contains("This was the last goal of \"Variables and texts\"."))
    #expect(text.contains(":learn goes on with lesson 2, \"Objects and JSON\""))
    #expect(try shown(":hint").contains("all goals are reached"))
    #expect(try shown(":learn").contains("> 2   objects"))
    #expect(try shown(":goal").contains("Make an object `order`"))
  }

  @Test func hintsComeOneAfterTheOther() throws {
    try bench.type(":learn variables")
    #expect(try shown(":hint").contains("Hint 1 of 2: A name"))
    #expect(try shown(":hint").contains("Hint 2 of 2: A text"))
    #expect(try shown(":hint").contains("no more hints"))
    #expect(try shown(":solution") == "name = \"Ada\"")
  }

  @Test func skippingLeavesWhatTheSolutionWouldHaveLeft() throws {
    try bench.type(":learn variables\n:skip")
    #expect(try bench.typedOutput(of: "name") == "Ada")
  }

  @Test func playIsNotCheckedAndGoesBack() throws {
    try bench.type(":learn variables\n:play")
    #expect(try shown("name = \"Ada\"\ny = 1") == "")
    #expect(try shown(":goal").contains("free play"))
    #expect(try shown(":play").contains("Goal 1 of 4"))
    #expect(try bench.typedOutput(of: ":vars") == "(no variables)")
    #expect(try shown("name = \"Ada\"").contains("Done."))
  }

  @Test func againBeginsTheGoalAnew() throws {
    try bench.type(":learn variables\n:skip\nname = \"Bob\"\ngreeting = 1\n:hint\n:again")
    #expect(try bench.typedOutput(of: ":vars") == "name  text  3 characters  Ada")
    #expect(try shown(":hint").contains("Hint 1 of"))
  }

  @Test(arguments: ["variables", "objects", "flow"])
  func everyCommandWorksAtEachGoal(name: String) throws {
    try bench.type(":learn \(name)")
    let goals = try #require(LessonTests.lesson(name)?.goals)
    for goal in goals {
      for command in [":goal", ":hint", ":solution", ":again", ":play", ":hint", ":play", ":vars", ":undo"] {
        let cell = try bench.type(command)
        #expect(cell.status == .done || command == ":undo", "\(command)")
      }
      try bench.type(":again\n:skip")
      #expect(try shown(":goal").contains(goal.task.text.prefix(20)) == false)
    }
    for command in [":goal", ":hint", ":solution", ":skip", ":play", ":again", ":learn off"] {
      #expect(try bench.typedStatus(of: command) == .done, "\(command)")
    }
  }

  @Test(arguments: ["variables", "objects", "flow"])
  func aWrongAnswerGetsItsWord(name: String) throws {
    try bench.type(":learn \(name)")
    for goal in try #require(LessonTests.lesson(name)?.goals) {
      #expect(!goal.mistakes.isEmpty)
      for mistake in goal.mistakes {
        try bench.type(":again")
        var texts: [String] = []
        bench.session.show = { texts.append($0.text) }
        try bench.run(mistake.example.source)
        #expect(texts.last == mistake.word.split(separator: "\n").joined(separator: " "))
      }
      try bench.type(":skip")
    }
  }

  @Test func aWordIsNotSaidAgainForWhatDidNothing() throws {
    let word = "In braces, as in {name}"
    try bench.type(":learn variables\n:skip")
    #expect(try shown("greeting = \"Hello name\"").contains(word))
    for entry in ["greeting = Hello {name}", "greeting = ", ":vars", ":help upper", ":hint"] {
      #expect(try !shown(entry).contains(word), "\(entry)")
    }
    #expect(try shown("greeting = \"Hello name\"").contains(word))
  }

  @Test func aWordRemindsOfHelpAfterSomeEntries() throws {
    try bench.type(":learn variables")
    #expect(try shown("a = 1\nb = 1") == "")
    #expect(try shown("c = 1").contains("not there yet"))
  }

  // MARK: Checks leave no trace

  @Test func aCheckLeavesNoTrace() throws {
    try bench.type(":learn objects\nx = 1")
    #expect(try bench.typedOutput(of: ":vars") == "x  number  1")
    #expect(bench.session.cells.map(\.source.text) == ["x = 1", ":vars"])
    #expect(bench.session.transcript(title: "t").0.metadata.clock.isEmpty)
  }

  @Test func whatThePersonTypedIsTheTranscript() throws {
    try bench.type(":learn variables\nname = \"Ada\"\n:hint\ngreeting = \"Hello {name}\"\n:save a.md")
    let saved = try #require(bench.files.texts["a.md"])
    #expect(saved.contains("greeting = ") && !saved.contains("Goal") && !saved.contains(":hint"))
    #expect(bench.replay("a.md") == .done)
  }

  @Test func cellsCanBeTakenBackInALesson() throws {
    try bench.type(":learn flow\nsize = \"none\"\n:undo")
    #expect(try bench.typedOutput(of: "amount") == "120")
    #expect(try bench.typedStatus(of: ":undo") == .done)
    #expect(try bench.typedOutput(of: ":again\nprices[2]") == "20")
  }

  // MARK: Coming back

  @Test func comingBackResumes() throws {
    try bench.type(":learn variables\nname = \"Ada\"\n:skip")
    let progress = try #require(bench.files.texts["/home/me/.local/share/patchbay/progress.json"])
    #expect(progress == "{\n  \"lesson\": \"variables\",\n  \"goals\": {\n    \"variables\": 2\n  }\n}\n")
    _ = bench.newSession()
    let text = try shown(":learn")
    #expect(text.contains("> 1   variables   Variables and texts                     2 of 4"), "\(text)")
    #expect(text.contains("Goal 3 of 4"))
    #expect(try bench.typedOutput(of: "greeting") == "Hello Ada")
  }

  /// Goes through a lesson by skipping.
  private func finish(_ name: String) throws {
    try bench.type(":learn \(name)")
    for _ in try #require(Self.lesson(name)).goals { try bench.type(":skip") }
  }

  @Test func aFinishedLessonStaysFinishedWhileItIsTakenAgain() throws {
    try finish("variables")
    try finish("objects")
    try bench.type(":learn variables\n:skip")
    _ = bench.newSession()
    let text = try shown(":learn")
    #expect(text.contains("> 1   variables   Variables and texts                     done"), "\(text)")
    #expect(text.contains("Goal 2 of 4"))
    #expect(try shown(":skip\n:skip\n:skip").contains(":learn goes on with lesson 3,"))
    #expect(try shown(":learn").contains("> 3   flow"))
  }

  /// Progress in which all lessons are done but one, and the last one was open.
  private func progress(without name: String? = nil) -> String {
    let goals = Course.entries.map { "\"\($0.name)\": \($0.name == name ? 1 : 9)" }.joined(separator: ", ")
    return "{\"lesson\": \"\(Course.entries.last?.name ?? "")\", \"goals\": {\(goals)}}"
  }

  @Test func aLessonThatWasPassedOverIsNotForgotten() throws {
    bench.files.texts["/home/me/.local/share/patchbay/progress.json"] = progress(without: "objects")
    let text = try shown(":learn")
    #expect(text.contains("> 2   objects") && text.contains("Goal 2 of"), "\(text)")
  }

  @Test func afterTheCourseNothingBegins() throws {
    bench.files.texts["/home/me/.local/share/patchbay/progress.json"] = progress()
    let text = try shown(":learn")
    #expect(text.contains("12  regression") && !text.contains("Goal"), "\(text)")
    #expect(text.contains("The course is finished. :learn NAME takes a lesson again"))
    #expect(try bench.typedOutput(of: ":goal").contains("no lesson is open"))
    // Nothing is lost by the look.
    #expect(try shown("x = 1\n:learn").contains("The course is finished."))
    #expect(try bench.typedOutput(of: "x") == "1")
    try bench.type(":save a.md")
    #expect(try shown(":learn variables").contains("Goal 1 of 4"))
    #expect(try shown(":skip\n:skip\n:skip\n:skip").contains("The course is finished."))
  }

  @Test(arguments: [
    "", "{", "[1]", #"{"lesson": 7, "goals": {"variables": -3, "objects": "x"}}"#, "\u{0}\u{1}",
  ])
  func aDamagedProgressFileCountsAsNone(text: String) throws {
    bench.files.texts["/home/me/.local/share/patchbay/progress.json"] = text
    #expect(try shown(":learn").contains("Goal 1 of 4: Make a variable `name`"))
  }

  @Test func aLessonThatIsGoneKeepsNobodyFromTheCourse() throws {
    bench.files.texts["/home/me/.local/share/patchbay/progress.json"] =
      #"{"lesson": "/gone.md", "goals": {"/gone.md": 1}}"#
    #expect(try shown(":learn").contains("Goal 1 of 4: Make a variable `name`"))
  }

  @Test func withoutAFolderThereIsNoProgressAndNoHarm() throws {
    bench.environment = [:]
    #expect(try shown(":learn variables\n:skip").contains("Goal 2 of 4"))
  }

  // MARK: What was typed before

  @Test func cellsThatAreNotSavedAreNotLost() throws {
    try bench.type("x = 1")
    let cell = try bench.type(":learn variables")
    #expect(cell.status == .invalid)
    #expect(bench.session.storedOutput(of: cell).contains("this session is not saved"))
    #expect(try bench.typedOutput(of: "x") == "1")
    try bench.type(":save a.md")
    #expect(try bench.typedStatus(of: ":learn variables") == .done)
    #expect(try bench.typedOutput(of: ":vars") == "(no variables)")
  }

  @Test(arguments: [":goal", ":hint", ":solution", ":skip", ":again", ":play", ":learn off"])
  func withoutALessonACommandNamesLearn(command: String) throws {
    #expect(try bench.typedOutput(of: command).contains("no lesson is open"))
  }

  @Test func aLessonDoesNotBeginInATranscript() throws {
    bench.files.texts["a.md"] = "```patchbay error\n:learn variables\n```\n"
    #expect(bench.replay("a.md") == .done)
    bench.files.texts["b.md"] = "```patchbay\n:learn variables\n```\n"
    #expect(bench.replay("b.md") == .differs)
  }

  // MARK: The course

  static func lesson(_ name: String) -> Lesson? {
    Course.entries.first { $0.name == name }.flatMap {
      try? LessonReader(TranscriptReader.read($0.text, name: name)).lesson
    }
  }

  @Test func theProgramHoldsTheLessonsOfTheFolder() throws {
    let files = ProjectFiles.names(in: "lessons").filter { $0.hasSuffix(".md") }
    #expect(files.map { String($0.dropFirst(3).dropLast(3)) } == Course.entries.map(\.name))
    for (file, entry) in zip(files, Course.entries) {
      #expect(ProjectFiles.text("lessons/\(file)") == entry.text, "run .ci/lessons")
    }
  }

  @Test func theCourseCoversTheJourneys() {
    #expect(Course.entries.count >= 12)
    for entry in Course.entries {
      let lesson = Self.lesson(entry.name)
      #expect((3...6).contains(lesson?.goals.count ?? 0), "\(entry.name)")
      #expect(lesson?.goals.contains { !$0.mistakes.isEmpty } == true, "\(entry.name)")
    }
  }
}
