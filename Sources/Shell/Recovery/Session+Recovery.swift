import IntegrationHub
import SnippetSyntax
import TextLayout

/// Sessions that ended without being asked to.
extension Session {
  /// Whether there is something that no file holds yet.
  var hasUnsavedCells: Bool {
    journal.isRecovered || savedCells.map { $0 != changes } ?? (cells.count > cellsOfSettings)
  }

  /// Says at the start that a session was kept.
  package func announceRecovery() {
    guard let folder = RecoveryFolder(context) else { return }
    let kept = folder.kept()
    guard let newest = kept.last else { return }
    let others = kept.count > 1 ? " (and \(Self.count(kept.count - 1, "older one")))" : ""
    let text =
      "an unsaved session of \(ControlCharacters.visible(newest.time)) was kept\(others): "
      + ":recover opens it, :recover drop removes it"
    context.writeOutput(context.fitted(text) + "\n")
  }

  /// Carries out `:recover [drop]`.
  func recover(_ argument: String, _ span: SourceSpan) throws(CellFailure) {
    guard ["", "drop"].contains(argument) else {
      throw CellFailure(
        Diagnostic(
          .shellUsage, "'\(argument)' is nothing that :recover does", at: span,
          suggestion: ShellCommand.recover.usage), .invalid)
    }
    let own = journal.isRecovered ? journal.path : nil
    guard let newest = RecoveryFolder(context)?.kept(own: own).last else {
      throw CellFailure(
        Diagnostic(.shellFile, "no unsaved session was kept", at: span, suggestion: ":open FILE"), .fileError)
    }
    if newest.path == own { journal.leave() }
    guard let file = context.files.hold(newest.path) else {
      throw CellFailure(
        Diagnostic(.shellFile, "\(newest.path) cannot be opened, or another shell has it", at: span),
        .fileError)
    }
    if argument == "drop" {
      context.files.remove(newest.path)
      return emit(OutputPart(.message, "the session of \(newest.time) is removed"))
    }
    let isDamaged: Bool
    do throws(FileError) {
      let opened: OpenedTranscript
      (opened, isDamaged) = try OpenedTranscript.read(journal: file, path: newest.path)
      open(opened)
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
    }
    journal.adopt(file, newest.path)
    emit(
      OutputPart(
        .message,
        (isDamaged ? "what was being written when it ended is left out\n" : "")
          + "it is kept until it is saved: :save FILE"))
  }

  /// After `:save` nothing needs to be recovered.
  func noteSaved() {
    savedCells = changes
    written.saves += 1
    journal.remove()
  }
}
