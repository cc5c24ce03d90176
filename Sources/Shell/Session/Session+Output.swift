import IntegrationHub
import Redaction
import SnippetSyntax
import TextLayout

/// What cells give, on its way to the screen and into a transcript.
extension Session {
  func emit(_ part: OutputPart) {
    var part = part
    if heldProblems != nil, part.isProblem {
      heldProblems?.append(part)
      return
    }
    part.isListing = isInCommand && !part.isDiagnostic
    show(redacted(part))
    // What only a screen shows is not kept.
    (part.screenForm, part.aside) = (nil, "")
    parts.append(part)
  }

  /// Shows a text that is cut after it was redacted; when it is stored it is made again.
  func emitCut(_ kind: OutputPart.Kind, _ text: @escaping @Sendable (Redactor) -> String) {
    var part = OutputPart(kind, text(redactor))
    part.isRedacted = true
    part.remade = text
    part.knownValues = hub.names.count
    emit(part)
  }

  func emit(_ diagnostic: Diagnostic, in source: SourceText?) {
    let masked = RedactedSource(source, by: redactor)
    let shown = masked.redacted(diagnostic)
    emitCut(.diagnostic(shown, masked.source)) { redactor in
      let masked = RedactedSource(source, by: redactor)
      return DiagnosticFormatter().format(masked.redacted(diagnostic), in: masked.source)
    }
  }

  /// The part as it may be shown or stored.
  package func redacted(_ part: OutputPart) -> OutputPart {
    var part = part
    if !part.isRedacted { part.text = redactor.redact(part.text) }
    part.isRedacted = true
    // After the redactor, which knows the bytes as they came.
    part.text = ControlCharacters.visible(part.text)
    return part
  }

  /// What a cell gave, as a transcript stores it.
  package func storedOutput(of cell: Cell) -> String {
    // A secret that was learnt after the cell is masked in what was shown before, too.
    cell.parts.map { part in
      guard let remade = part.remade, part.knownValues != hub.names.count else {
        return redactor.mask(redacted(part).text)
      }
      return ControlCharacters.visible(remade(redactor))
    }.joined(separator: "\n")
  }

  /// The same for several cells; those that gave nothing leave no line.
  func storedOutput(ofCells range: Range<Int>) -> String {
    cells[range].map { storedOutput(of: $0) }.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Says something on stderr that no transcript records.
  func warnUnrecorded(_ text: String) {
    guard !isGoingBack else { return }
    context.writeError(context.fitted("warning: " + redactor.redact(text)) + "\n")
  }
}
