import Redaction
import SnippetSyntax
import TextLayout
import Transcripts

/// `:learn` and the commands within a lesson.
extension Session {
  /// The secret of the practice service, which everybody may know.
  package static let practiceValue = "demo-secret"

  /// `:learn [NAME]`: goes on where the learner stopped, or begins a lesson; `:learn off` leaves it.
  func learn(_ argument: String, _ span: SourceSpan) throws(CellFailure) {
    if argument == "off" {
      _ = try openLesson(span)
      lesson = nil
      return emit(
        OutputPart(.message, "the lesson is closed; variables stay, and :learn knows how far you were"))
    }
    let progress = LessonProgress(context)
    if argument.isEmpty, let run = lesson, run.openGoal != nil {
      tell(courseList())
      return tellGoal()
    }
    guard let run = try argument.isEmpty ? nextLesson(progress, span) : lesson(named: argument, span) else {
      tell(courseList())
      return tell("\n" + Self.courseEnd)
    }
    guard lesson != nil || cells.count <= cellsOfSettings || !hasUnsavedCells else {
      throw CellFailure(
        Diagnostic(
          .shellUnsavedCells, "a lesson begins with nothing defined, and this session is not saved",
          at: span, suggestion: ":save FILE keeps it; or run patchbay learn beside it"), .invalid)
    }
    if argument.isEmpty { tell(courseList(at: run.name)) }
    let done = progress.done(run.name)
    begin(run, at: done < run.lesson.goals.count ? done : 0)
  }

  static let courseEnd =
    "The course is finished. :learn NAME takes a lesson again, such as :learn \(Course.entries[0].name)."

  /// The lesson that was open last, or the next one if that is done; nil behind the end of the course.
  private func nextLesson(_ progress: LessonProgress, _ span: SourceSpan) throws(CellFailure) -> LessonRun? {
    let name = lesson?.name ?? progress.current ?? Course.entries[0].name
    // One that is open here is done. A file may be gone, which must not keep anybody from the course.
    if lesson == nil, let run = try? lesson(named: name, span), progress.done(name) < run.lesson.goals.count {
      return run
    }
    guard let next = nextInCourse(behind: Course.index(of: name)) else { return nil }
    return try lesson(named: Course.entries[next].name, span)
  }

  /// The place of the first lesson behind one that was never finished, or before it; nil when all were.
  func nextInCourse(behind index: Int?) -> Int? {
    let progress = LessonProgress(context)
    let places = Course.entries.indices
    let start = index.map { $0 + 1 } ?? 0
    return (Array(places[start...]) + places[..<start]).first {
      $0 != index
        && !progress.isFinished(Course.entries[$0].name, of: Course.goalCount(of: Course.entries[$0]))
    }
  }

  private func lesson(named name: String, _ span: SourceSpan) throws(CellFailure) -> LessonRun {
    if let index = Course.index(of: name) {
      let entry = Course.entries[index]
      guard let transcript = try? TranscriptReader.read(entry.text, name: entry.name) else {
        throw unknownLesson(name, span)
      }
      var run = LessonRun(LessonReader(transcript).lesson, name: entry.name)
      run.courseIndex = index
      return run
    }
    guard name.lowercased().hasSuffix(".md") else { throw unknownLesson(name, span) }
    do throws(FileError) {
      let opened = try TranscriptFiles(context.files).readRegular(context.expandingHome(name))
      let reader = LessonReader(opened.transcript)
      if let fault = reader.faults.first { throw FileError("\(name):\(fault.line): \(fault.message)") }
      var run = LessonRun(reader.lesson, name: name)
      run.opened = opened
      return run
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
    }
  }

  private func unknownLesson(_ name: String, _ span: SourceSpan) -> CellFailure {
    let names = Course.entries.map(\.name)
    return CellFailure(
      Diagnostic(
        .shellUnknownLesson, "there is no lesson '\(name)'", at: span,
        suggestion: NearestName.of(name, in: names).map { "did you mean '\($0)'?" }
          ?? "1 to \(names.count), \(names.joined(separator: ", ")), or a file.md"), .invalid)
  }

  /// The course with how much of each lesson is done.
  package func courseList(at name: String? = nil) -> String {
    let progress = LessonProgress(context)
    let current = name ?? lesson?.name ?? progress.current
    let rows = Course.entries.enumerated().map { place, entry in
      let goals = Course.goalCount(of: entry)
      let done = progress.isFinished(entry.name, of: goals) ? goals : progress.done(entry.name)
      return [
        (entry.name == current ? "> " : "  ") + "\(place + 1)".padded(toColumns: 2), entry.name,
        Course.title(of: entry), done == 0 ? "" : done == goals ? "done" : "\(done) of \(goals)",
      ]
    }
    return TextTable.lines(rows)
  }

  // MARK: Within a lesson

  /// The lesson that is open, or a word about `:learn`.
  private func openLesson(_ span: SourceSpan) throws(CellFailure) -> LessonRun {
    guard let lesson else {
      throw CellFailure(
        Diagnostic(.shellNoLesson, "no lesson is open", at: span, suggestion: ":learn begins one"), .invalid)
    }
    return lesson
  }

  /// Carries out a command that has a meaning in a lesson only.
  func performInLesson(_ command: ShellCommand, _ span: SourceSpan) throws(CellFailure) {
    let run = try openLesson(span)
    guard let goal = run.openGoal else {
      if command == .again { return begin(run, at: 0) }
      return emit(OutputPart(.message, "all goals are reached. " + nextStep(of: run)))
    }
    switch command {
    case .goal:
      if run.isPlaying { emit(OutputPart(.message, "(free play: nothing is checked; :play goes back)")) }
      tellGoal()
    case .hint:
      lesson?.hintsShown += 1
      guard run.hintsShown < goal.hints.count else {
        return emit(OutputPart(.message, "there are no more hints; :solution shows a way"))
      }
      tell(
        "Hint \(run.hintsShown + 1) of \(goal.hints.count): \(LessonText.text(goal.hints[run.hintsShown].text))"
      )
    case .solution:
      emit(OutputPart(.source, goal.solution.map(\.source).joined(separator: "\n")))
    case .skip:
      prepare(run, for: run.goal + 1)
      completeGoal(wasReached: false)
    case .again:
      begin(run, at: run.goal, withIntroduction: false)
    case .play where run.isPlaying:
      begin(run, at: run.goal, withIntroduction: false)
    case .play:
      lesson?.isPlaying = true
      emit(
        OutputPart(.message, "free play: try what you like, nothing is checked. :play goes back to the goal.")
      )
    default: break
    }
  }

  /// Shows a lesson from a goal on, with what that goal begins with.
  private func begin(_ run: LessonRun, at goal: Int, withIntroduction: Bool = true) {
    var run = run
    run.begin(goal: goal)
    lesson = run
    keepProgress()
    if withIntroduction {
      let number = run.courseIndex.map { "Lesson \($0 + 1) of \(Course.entries.count): " } ?? ""
      tell("\n" + number + run.lesson.title)
      if goal == 0, !run.lesson.introduction.isEmpty { tell("\n" + LessonText.text(run.lesson.introduction)) }
    }
    prepare(run, for: goal)
    tellGoal()
    if withIntroduction {
      tell("(:hint :solution :skip :again :goal :play help on the way; :learn off ends the lesson)")
    }
  }

  func keepProgress() {
    guard let run = lesson else { return }
    var progress = LessonProgress(context)
    do throws(FileError) {
      try progress.keep(redactor.redact(run.name), done: run.goal, of: run.lesson.goals.count)
    } catch {
      warnUnrecorded("how far you are is not kept: \(error.message)")
    }
  }

  /// Makes what a goal begins with: a new session in which the solutions before it ran.
  func prepare(_ run: LessonRun, for goal: Int) {
    let (outerParts, outerSource, outerName) = (parts, submitted, sourceName)
    let (shown, shownLong) = (show, showLong)
    (show, showLong) = ({ _ in }, { _ in })
    lesson?.isPreparing = true
    forgetSession()
    if let opened = run.opened { applyLessonTrust(to: opened) }
    let goals = run.lesson.goals.prefix(goal).filter { !$0.isTypedOnly }
    let sources = (run.lesson.preparation + goals.flatMap(\.solution)).flatMap { $0.cells(in: $0.source) }
    for source in sources where runInner(source).status == .interrupted { break }
    lesson?.isPreparing = false
    lesson?.before = lessonMarks
    (parts, submitted, sourceName) = (outerParts, outerSource, outerName)
    (show, showLong) = (shown, shownLong)
  }

  /// A lesson that nobody vouches for has the practice service and its secret, and no other.
  private func applyLessonTrust(to opened: OpenedTranscript) {
    applyTrust(to: opened, advice: "in the shell :trust \(opened.path) lets it, then :again")
    guard case .untrusted(let advice, _) = secretPolicy else { return }
    secretPolicy = .untrusted(advice: advice, allowsPractice: true)
  }

  /// Begins a session anew in this one.
  private func forgetSession() {
    journal.leave()
    lift()
    opened = nil
    openedCells = []
    untrustedIncludes = []
    reset()
    startCounting()
    entryCells = [:]
    (savedPath, savedCells, cellsOfSettings) = (nil, nil, 0)
    journal.update()
  }
}
