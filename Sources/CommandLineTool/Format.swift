import ArgumentParser
import Shell
import SnippetSyntax

/// Lays out the Snippet code of files anew.
struct Format: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Lay out the Snippet code of files anew.",
    discussion: """
      Rewrites each file in place. Comments stay, and the meaning never changes; verbs and :commands
      are left as written. A file that does not parse is left alone. Ends with 0 when all is done,
      with 1 when --check found a file that is not formatted, with 3 when a file does not parse.
      """)

  @Argument(
    help: "The files; - reads standard input and writes to standard output.", completion: .file())
  var files: [String]

  @Flag(help: "Change nothing; list the files that are not formatted, and end with 1 if there are any.")
  var check = false

  func run(in context: ShellContext) -> ExitStatus {
    let statuses = files.map { format($0, in: context) }
    // The most telling of all: a file that cannot be used, one that does not parse, one that differs.
    for status in [ExitStatus.fileError, .usage, .invalid, .differs] where statuses.contains(status) {
      return status
    }
    return .done
  }

  private func format(_ file: String, in context: ShellContext) -> ExitStatus {
    if file.lowercased().hasSuffix(".md") {
      context.writeError(
        "error: \(file) is a transcript, whose outputs quote its cells; fmt formats files of cells only\n")
      return .usage
    }
    do throws(FileError) {
      let text = try context.files.read(file)
      switch CellFormatter.format(text, name: file == "-" ? "standard input" : file) {
      case .invalid(let findings):
        let formatter = FindingFormatter(colored: context.usesErrorColor, theme: context.theme)
        for finding in findings { context.writeError(formatter.text(of: finding) + "\n") }
        return .invalid
      case .formatted(let result):
        return try write(result, insteadOf: text, to: file, in: context)
      }
    } catch {
      context.writeError("error: \(error.message)\n")
      return .fileError
    }
  }

  private func write(
    _ result: String, insteadOf text: String, to file: String, in context: ShellContext
  ) throws(FileError) -> ExitStatus {
    // As bytes: texts that only look alike are not the same file.
    let isFormatted = result.utf8.elementsEqual(text.utf8)
    if check {
      if !isFormatted { context.writeOutput(file + "\n") }
      return isFormatted ? .done : .differs
    }
    if file == "-" {
      context.writeOutput(result)
    } else if !isFormatted {
      try context.files.write(result, to: file)
    }
    return .done
  }
}
