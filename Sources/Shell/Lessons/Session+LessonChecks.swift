import SnippetSyntax
import Transcripts

/// Whether a goal is reached: what is so now counts, never what was typed.
extension Session {
  /// Why a condition does not hold; nil when it does.
  ///
  /// Nothing of the look is shown, recorded or kept.
  func objection(to condition: Lesson.Condition, after cell: Cell?) -> String? {
    switch condition.kind {
    case .saved: return lesson?.before.saves == written.saves ? "nothing was saved" : nil
    case .copied: return lesson?.before.copies == written.copies ? "nothing was copied" : nil
    case .expected:
      let new = cells.dropFirst(lesson?.before.cells ?? 0)
      return new.contains { $0.source.kind == .command("expect") && $0.status == .done }
        ? nil : "no expectation that holds was added"
    case .opened: return opened == nil ? "no transcript is open" : nil
    case .failed(let id):
      guard let cell, cell.status != .done else { return "no cell failed" }
      guard let id else { return nil }
      let found = cell.parts.contains { part in
        if case .diagnostic(let diagnostic, _) = part.kind { diagnostic.id == id } else { false }
      }
      return found ? nil : "no cell failed with \(id)"
    case .expectation:
      let source = SourceText(name: "check", text: condition.text, firstLine: condition.line)
      let (mark, seen) = (host.mark, submitted)
      defer {
        host.goBack(to: mark, in: host.past)
        submitted = seen
      }
      return quietly {
        do throws(CellFailure) {
          try expect(Self.argument(of: "expect", in: source).span, in: source)
          return nil
        } catch {
          return ([error.diagnostic.message] + error.diagnostic.notes).joined(separator: ": ")
        }
      }.0
    }
  }

  /// What effects of a goal are counted from.
  var lessonMarks: LessonRun.Marks {
    .init(saves: written.saves, copies: written.copies, cells: cells.count)
  }

  /// Whether all conditions hold; none is no proof.
  func holds(_ conditions: [Lesson.Condition], after cell: Cell?) -> Bool {
    !conditions.isEmpty && conditions.allSatisfy { objection(to: $0, after: cell) == nil }
  }

  /// Whether a wrong answer was given; where it is about a request, by this cell.
  ///
  /// A cell that could not be read, or only looks, did not give one: what holds then was so before.
  func isMade(_ mistake: Lesson.Mistake, in cell: Cell?) -> Bool {
    guard let cell, isAnswer(cell) else { return false }
    let isAboutFailing = mistake.conditions.contains { if case .failed = $0.kind { true } else { false } }
    guard cell.status != .invalid || isAboutFailing else { return false }
    let isAboutSending = mistake.conditions.contains { $0.text.hasPrefix(":expect sent ") }
    guard !isAboutSending || transport.last?.cell == cell.number else { return false }
    return holds(mistake.conditions, after: cell)
  }

  /// Whether a cell can reach a goal or miss it, and does not only look or keep.
  private func isAnswer(_ cell: Cell) -> Bool {
    guard case .command(let name) = cell.source.kind else { return true }
    return ShellCommand(rawValue: name).map { $0.changesVariables || $0 == .expect } ?? true
  }

  /// Entries without success after which a word reminds of what helps.
  private static let patience = 3

  /// Looks after a learner's cell whether the goal is reached, and says what comes next.
  func checkLesson(after cell: Cell) {
    guard let run = lesson, !run.isPreparing, !run.isPlaying, let goal = run.openGoal, !isRunningFence,
      !isGoingBack
    else { return }
    if case .command(let name) = cell.source.kind,
      ShellCommand(rawValue: name)?.isForLessons == true || name == "learn"
    {
      return
    }
    if holds(goal.checks, after: cell) { return completeGoal(wasReached: true) }
    if let mistake = goal.mistakes.first(where: { isMade($0, in: cell) }) {
      return tell(LessonText.text(mistake.word), .note)
    }
    guard isAnswer(cell) else { return }
    lesson?.attempts += 1
    if (run.attempts + 1).isMultiple(of: Self.patience) {
      tell("not there yet: :goal shows what is asked, :hint helps, :solution shows a way", .note)
    }
  }

  /// Goes on to the next goal, or ends the lesson.
  func completeGoal(wasReached: Bool) {
    guard var run = lesson, let goal = run.openGoal else { return }
    run.begin(goal: run.goal + 1)
    run.before = lessonMarks
    lesson = run
    keepProgress()
    let done = wasReached ? "Done." : "Skipped."
    tell([done, LessonText.text(goal.explanation)].filter { !$0.isEmpty }.joined(separator: " "))
    if run.openGoal != nil { return tellGoal() }
    tell("\nThis was the last goal of \"\(run.lesson.title)\". " + nextStep(of: run))
  }

  /// What a learner can do behind the last goal.
  func nextStep(of run: LessonRun) -> String {
    guard let index = run.courseIndex else {
      return ":again begins the lesson anew, :learn lists the course, :save FILE keeps this session."
    }
    guard let next = nextInCourse(behind: index) else {
      return Self.courseEnd + " :save FILE keeps this session."
    }
    let title = Course.title(of: Course.entries[next])
    return ":learn goes on with lesson \(next + 1), \"\(title)\"; :save FILE keeps this session."
  }

  /// Shows the task that is open.
  func tellGoal() {
    guard let run = lesson, let goal = run.openGoal else { return }
    tell("\n\(run.place): \(LessonText.text(goal.task.text))")
  }

  /// Shows words of the lesson, which no transcript records.
  func tell(_ text: String, _ kind: OutputPart.Kind = .message) {
    show(redacted(OutputPart(kind, context.fitted(text))))
  }
}
