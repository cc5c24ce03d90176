import ArgumentParser
import Shell

/// The course, in the shell itself.
struct Learn: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Learn in the shell itself, lesson by lesson.",
    discussion: """
      Without a name it lists the course and goes on where you stopped. A lesson is a transcript; \
      docs/how-to/lessons.md tells how to make one. With --check it runs the cells of lessons and ends with 0 when each \
      goal has a hint, a check and a solution that reaches it, with 1 when a solution does not, with 3 when a \
      part is missing, with 74 when a file cannot be read.
      """)

  @Argument(help: "The lessons: a name or number of the course, or a file.", completion: .file())
  var lessons: [String] = []

  @Flag(help: "Check files that are lessons, and start nothing.")
  var check = false

  func validate() throws {
    if check, lessons.isEmpty { throw ValidationError("--check needs a file.") }
    if !check, lessons.count > 1 { throw ValidationError("One lesson at a time.") }
  }

  func run(in context: ShellContext) -> ExitStatus {
    if check { return LessonChecker(context: context).check(lessons) }
    guard context.isInteractive else {
      context.writeOutput(Session(context: context).courseList() + "\n")
      return .done
    }
    return StartShell.run(in: context, first: ([":learn"] + lessons).joined(separator: " "))
  }
}
