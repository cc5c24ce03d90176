import ArgumentParser
import Shell

/// Runs the cells of a file or of a text.
struct Run: ContextCommand {
  enum VariableFormat: String, ExpressibleByArgument, CaseIterable {
    case json
  }

  static let configuration = CommandConfiguration(
    abstract: "Run the cells of a file.",
    discussion: """
      Cells are Snippet code, verbs and :commands, whatever the file's suffix. All of it is checked
      before anything runs or is sent; the run stops at the first cell that fails. Of a
      .script file that starts no script the first one is run.
      """)

  @Argument(help: "The file; - reads standard input.", completion: .file())
  var file: String?

  @Option(name: .customShort("e"), parsing: .unconditional, help: "Run this text instead of a file.")
  var code: String?

  @Option(help: "Print nothing on stdout but all variables after the run, as one JSON object.")
  var vars: VariableFormat?

  @Flag(help: "Run as in production: TRACE is silent, TEST is not set.")
  var production = false

  func validate() throws {
    guard (file == nil) != (code == nil) else {
      throw ValidationError("give either a FILE, or - for standard input, or -e CODE")
    }
  }

  func run(in context: ShellContext) -> ExitStatus {
    let text: String
    do throws(FileError) {
      if let code {
        text = code
      } else {
        text = try context.files.read(file ?? "-")
      }
    } catch {
      context.writeError("error: \(error.message)\n")
      return .fileError
    }
    var options = BatchRunner.Options()
    options.printsVariables = vars != nil
    options.isProduction = production
    let name = code == nil ? (file == "-" ? "standard input" : file ?? "") : "-e"
    return BatchRunner(session: Session(context: context), options: options).run(document: text, name: name)
  }
}
