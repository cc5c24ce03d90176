import Redaction
import SnippetSyntax
import Transcripts

/// Checks for `patchbay learn --check` that a file is a lesson whose goals can be reached, and that wrong answers are known.
package struct LessonChecker {
  private let context: ShellContext

  package init(context: ShellContext) { self.context = context }

  /// Checks the files one by one and reports; a file that cannot be read does not hide the others.
  ///
  /// What is wrong in the form ends with 3, a solution or wrong answer that is none with 1.
  package func check(_ files: [String]) -> ExitStatus {
    var statuses: [ExitStatus] = []
    for file in files {
      do throws(FileError) {
        let opened = try TranscriptFiles(context.files).readRegular(file)
        let reader = LessonReader(opened.transcript)
        let faults = reader.faults.isEmpty ? effects(of: reader.lesson, opened) : reader.faults
        for fault in faults { report(fault, opened) }
        statuses.append(faults.isEmpty ? .done : reader.faults.isEmpty ? .differs : .invalid)
        if faults.isEmpty {
          let goals = Session.count(reader.lesson.goals.count, "goal")
          context.writeOutput("\(file): \(goals), each with a solution that reaches it\n")
        }
      } catch {
        context.writeError("error: \(error.message)\n")
        statuses.append(.fileError)
      }
    }
    return [.fileError, .invalid, .differs].first(where: statuses.contains) ?? .done
  }

  private func report(_ fault: TranscriptError, _ opened: OpenedTranscript) {
    let source = SourceText(name: opened.path, text: opened.text)
    let lines = opened.text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines.prefix(fault.line - 1).reduce(0) { $0 + $1.utf8.count + 1 }
    let length = fault.line <= lines.count ? lines[fault.line - 1].utf8.count : 0
    let span = SourceSpan(start, start + length)
    let finding = CellChecker.Finding(
      diagnostic: Diagnostic(.shellLesson, fault.message, at: span), source: source)
    context.writeError(
      FindingFormatter(colored: context.usesErrorColor, theme: context.theme).text(of: finding) + "\n")
  }

  // MARK: Effects

  /// Runs the lesson as a learner would, with the solutions and with the wrong answers.
  private func effects(of lesson: Lesson, _ opened: OpenedTranscript) -> [TranscriptError] {
    var context = context
    (context.writeOutput, context.writeError) = ({ _ in }, { _ in })
    let session = Session(context: context)
    var run = LessonRun(lesson, name: opened.path)
    run.opened = opened
    var faults: [TranscriptError] = []
    let checker = CellChecker(context: context)
    _ = checker.findings(in: lesson.preparation.flatMap { $0.cells(in: $0.source) }, name: opened.path)
    for (place, goal) in lesson.goals.enumerated() {
      run.begin(goal: place)
      session.lesson = run
      let mistakes = goal.solution.flatMap { self.mistakes(in: $0, checker, session.redactor) }
      // What writes and opens files is for a person to try; it is only read.
      guard !goal.isTypedOnly else {
        faults += mistakes
        continue
      }
      session.prepare(run, for: place)
      if session.holds(goal.checks, after: nil) {
        faults.append(.init(message: "the check holds before the solution ran", line: goal.checks[0].line))
      }
      let last = session.type(goal.solution)
      if last?.status == .interrupted { break }
      for condition in goal.checks {
        guard let objection = session.objection(to: condition, after: last) else { continue }
        let message = "the solution does not meet this: \(session.redactor.redact(objection))"
        faults.append(.init(message: message, line: condition.line))
      }
      for (number, mistake) in goal.mistakes.enumerated() {
        session.prepare(run, for: place)
        let last = session.type([mistake.example])
        if session.holds(goal.checks, after: last) {
          faults.append(.init(message: "this wrong answer reaches the goal", line: mistake.line))
        }
        let first = goal.mistakes.firstIndex { session.isMade($0, in: last) }
        if first == nil {
          faults.append(
            .init(message: "this wrong answer does not meet its own condition", line: mistake.line))
        } else if first != number {
          faults.append(.init(message: "an earlier wrong fence takes this wrong answer", line: mistake.line))
        }
      }
    }
    return faults
  }

  /// What keeps the cells of a solution from being read.
  private func mistakes(
    in fence: CellFence, _ checker: CellChecker, _ redactor: Redactor
  ) -> [TranscriptError] {
    checker.findings(in: fence.cells(in: fence.source), name: "").filter { $0.diagnostic.severity == .error }
      .map { finding in
        let line = finding.source.line(of: finding.diagnostic.span?.start ?? 0)
        return TranscriptError(
          message: "the solution is wrong: \(redactor.redact(finding.diagnostic.message))",
          line: fence.sourceLine + line - 1)
      }
  }
}

extension Session {
  /// Runs cells of a lesson as if they were typed, and gives the last.
  fileprivate func type(_ fences: [CellFence]) -> Cell? {
    lesson?.isPreparing = true
    defer { lesson?.isPreparing = false }
    return fences.flatMap { $0.cells(in: $0.source) }.reduce(nil) { _, source in submit(source) }
  }
}
