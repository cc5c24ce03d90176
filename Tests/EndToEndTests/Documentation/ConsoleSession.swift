import Shell
import TestSupport

/// Cells at the prompt with what each gives, as the documentation shows sessions.
enum ConsoleSession {
  /// Whose output is shown.
  enum Shown { case everyCell, lastCell, none }

  /// Runs lines in a session of its own, and shows the prompts, the lines and what came out behind each cell.
  static func text(of lines: String, showing shown: Shown = .everyCell) throws -> String {
    var text = ""
    var typed = ""
    var output = ""
    var buffer = InputBuffer()
    let rows = lines.split(separator: "\n").map(String.init)
    for (number, row) in rows.enumerated() {
      text += (buffer.isEmpty ? InteractiveShell.prompt : InteractiveShell.continuationPrompt) + row + "\n"
      typed += row + "\n"
      guard buffer.add(row, mode: .interactive) != nil else { continue }
      buffer.clear()
      guard shown == .everyCell || shown == .lastCell && number >= rows.count - 2 else { continue }
      // A pipe does not say where one cell's output ends and the next one's begins.
      let whole = try Patchbay().pipe(typed).stdout
      if shown == .everyCell || number == rows.count - 1 { text += whole.dropFirst(output.count) }
      output = whole
    }
    return text
  }
}
