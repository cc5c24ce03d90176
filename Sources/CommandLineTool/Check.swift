import ArgumentParser
import Shell

/// Checks files without running anything.
struct Check: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check files without running or sending anything.",
    discussion: """
      A .md file is a transcript: the cells of its patchbay fences are checked, but those marked error. \
      In a .script file --studio asks only of the code inside of scripts. \
      Ends with 0 when no file has an error, with 3 when one has, with 74 when one cannot be read.

      With --format json stdout holds one JSON document. Lines and columns count from 1; columns are \
      UTF-16 code units, as in editors, and endColumn is the one behind the last. The text format counts \
      characters. docs/reference/check-format.md describes the members.
      """)

  @Argument(help: "The files; - reads standard input.", completion: .file())
  var files: [String]

  @Flag(help: "Also find what Studio does not take: JSON literals, verbs, values alone and the like.")
  var studio = false

  @Option(help: "How findings are written: text on stderr, or json on stdout.")
  var format = FileChecker.Format.text

  func run(in context: ShellContext) -> ExitStatus {
    FileChecker(context: context, isForStudio: studio, format: format).check(files)
  }
}

extension FileChecker.Format: ExpressibleByArgument {}
