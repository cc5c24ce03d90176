import ArgumentParser
import JSON
import Shell
import SnippetSyntax
import Terminal

/// Prints any JSON as answers are printed.
struct PrintJSON: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "json",
    abstract: "Print JSON laid out and coloured, as answers are.",
    discussion: "Keeps member order and the text of numbers. Ends with 3 when the input is not JSON.")

  @Argument(help: "The file; - reads standard input, as does leaving it out.", completion: .file())
  var file = "-"

  @Option(help: "Colour the output: always, never, or auto for only on a terminal.")
  var color = ColorChoice.auto

  @Flag(help: "Print on one line, without blanks.")
  var compact = false

  func run(in context: ShellContext) -> ExitStatus {
    let name = file == "-" ? "standard input" : file
    var bytes: [UInt8] = []
    do {
      bytes = try context.files.readBytes(file)
      let document = try JSONDocument(parsing: bytes)
      for duplicate in document.duplicateNames.prefix(10) {
        context.writeError(
          "warning: \(name):\(duplicate.line):\(duplicate.column): the name \"\(duplicate.name)\" stands twice\n"
        )
      }
      let printer = JSONPrinter(palette: color.isOn(in: context) ? context.palette : nil)
      printer.write(document, style: compact ? .compact : .pretty) { context.writeBytes($0) }
      context.writeOutput("\n")
      return .done
    } catch let error as FileError {
      context.writeError("error: \(error.message)\n")
      return .fileError
    } catch let error as JSONError {
      report(error, in: bytes, name, context)
      return .invalid
    } catch {
      context.writeError("error: \(error)\n")
      return .internalError
    }
  }

  private func report(_ error: JSONError, in bytes: [UInt8], _ name: String, _ context: ShellContext) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      context.writeError("error: \(name):\(error.line):\(error.column): \(error.message)\n")
      return
    }
    let diagnostic = Diagnostic(
      .jsonInvalid, error.message, at: SourceSpan(error.offset, error.offset + 1))
    let formatter = DiagnosticFormatter(
      colored: context.usesErrorColor, theme: context.theme, highlight: SyntaxHighlighter.spans(inJSON:))
    context.writeError(formatter.format(diagnostic, in: SourceText(name: name, text: text)) + "\n")
  }
}

/// When to colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  func isOn(in context: ShellContext) -> Bool {
    switch self {
    case .auto: context.usesColor
    case .always: true
    case .never: false
    }
  }
}
