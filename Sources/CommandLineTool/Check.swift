import ArgumentParser
import Shell
import SnippetSyntax

/// Checks files without running anything.
struct Check: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check files without running or sending anything.",
    discussion: "Ends with 0 when no file has an error, else with 3.")

  @Argument(help: "The files; - reads standard input.", completion: .file())
  var files: [String]

  func run(in context: ShellContext) -> ExitStatus {
    var status = ExitStatus.done
    let formatter = DiagnosticFormatter(
      colored: context.usesErrorColor, highlight: CellHighlighter.spans)
    for file in files {
      do throws(FileError) {
        let text = try context.files.read(file)
        let name = file == "-" ? "standard input" : file
        let findings = CellChecker(context: context).findings(in: CellSplitter.cells(in: text), name: name)
        for finding in findings {
          context.writeError(formatter.format(finding.diagnostic, in: finding.source) + "\n")
        }
        if findings.contains(where: { $0.diagnostic.severity == .error }), status == .done {
          status = .invalid
        }
      } catch {
        context.writeError("error: \(error.message)\n")
        status = .fileError
      }
    }
    return status
  }
}
