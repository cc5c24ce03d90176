import Redaction
import SnippetSyntax

/// Lets a person edit a text in a program of their own.
package protocol EntryEditor: AnyObject {
  /// The edited text; `isHidden` tells of an environment variable whether the program must not have it.
  func edit(
    _ text: String, isHidden: (_ name: String, _ value: String) -> Bool
  ) throws(FileError) -> String
}

extension Session {
  /// Lets a person edit the source of a cell, or of the last one, which then stands at the prompt.
  func edit(_ argument: String, _ span: SourceSpan) throws(CellFailure) {
    guard let editor = context.editor else {
      throw CellFailure(Diagnostic(.shellUsage, "there is no terminal to edit at", at: span), .invalid)
    }
    var text = ""
    if argument.isEmpty {
      text = cells.last?.source.text ?? ""
    } else {
      guard let number = Int(argument), let cell = cells.first(where: { $0.number == number }) else {
        let last = cells.last.map { "the last one is \($0.number)" } ?? "there is none yet"
        throw CellFailure(
          Diagnostic(.shellUsage, "there is no cell '\(argument)'", at: span, suggestion: "\(last); :edit N"),
          .invalid)
      }
      text = cell.source.text
    }
    draft = try edited(text, by: editor, span)
  }

  /// What a person makes of an entry; what the redactor knows of is masked in the program's file.
  ///
  /// A literal `‹secret:` is not escaped there, since what stands in the file comes back as an entry.
  private func edited(_ text: String, by editor: any EntryEditor, _ span: SourceSpan) throws(CellFailure)
    -> String
  {
    do {
      let hidden = hiddenVariables
      return try editor.edit(redactor.mask(text)) { [redactor] name, value in
        hidden.contains(name) || redactor.mask(value) != value
      }
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
    }
  }

  /// The environment variables that no program that is started gets.
  var hiddenVariables: Set<String> { secretVariables.union(SessionVault.variables) }
}
