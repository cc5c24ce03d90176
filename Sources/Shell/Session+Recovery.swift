import TextLayout
import IntegrationHub
import SnippetSyntax

/// Sessions that end without being asked to.
extension Session {
  /// Whether there is something that no file holds yet.
  private var hasUnsavedCells: Bool {
    if recoveredPath != nil { return true }
    return savedCells.map { $0 != changes } ?? (cells.count > cellsOfSettings)
  }

  /// Keeps what was not saved, written as `:save` does, when the terminal is closed or the program is ended.
  package func keepForRecovery() {
    guard hasUnsavedCells, let folder = RecoveryFolder(context) else { return }
    let now = context.clock()
    let seconds = now / 1000 - (now % 1000 < 0 ? 1 : 0)
    let title = opened.map { String($0.path.split(separator: "/").last ?? "session") } ?? "session"
    let (transcript, recording) = transcript(
      title: title.hasSuffix(".md") ? String(title.dropLast(3)) : title)
    let path =
      recoveredPath
      ?? folder.newPath(localMilliseconds: now + Int64(host.timeZone.offset(at: seconds)) * 1000)
    context.files.makeFolder(folder.path)
    guard
      let written = try? TranscriptFiles(context.files).write(
        transcript, recording, to: path, isPrivate: true)
    else { return }
    if case .untrusted = secretPolicy { return }
    TrustStore(context).remember(written.text, recording: written.recording)
  }

  /// Says at the start that a session was kept.
  package func announceRecovery() {
    guard let kept = RecoveryFolder(context)?.kept, let newest = kept.last else { return }
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
    guard let folder = RecoveryFolder(context), let newest = folder.kept.last else {
      throw CellFailure(
        Diagnostic(.shellFile, "no unsaved session was kept", at: span, suggestion: ":open FILE"), .fileError)
    }
    if argument == "drop" {
      folder.remove(newest.path)
      if recoveredPath == newest.path { recoveredPath = nil }
      return emit(OutputPart(.message, "the session of \(newest.time) is removed"))
    }
    try open(newest.path, span)
    // Until it is saved the file stays, whatever comes.
    recoveredPath = newest.path
    emit(OutputPart(.message, "it is kept until it is saved: :save FILE"))
  }

  /// After `:save` nothing needs to be recovered.
  func noteSaved() {
    savedCells = changes
    guard let path = recoveredPath else { return }
    RecoveryFolder(context)?.remove(path)
    recoveredPath = nil
  }
}
