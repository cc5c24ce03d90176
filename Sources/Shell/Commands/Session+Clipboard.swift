import Encodings
import HTTPExchange
import JSON
import JSONPath
import Redaction
import SnippetSyntax
import TextLayout

/// `:copy`: a result for another program.
extension Session {
  /// Bytes that every terminal with a clipboard takes.
  private static let mostCopied = 100_000

  /// `:copy [QUERY] [in NAME]`: the last body, or what a query finds.
  func copyToClipboard(_ argument: String, _ span: SourceSpan, in source: SourceText) throws(CellFailure) {
    let (text, isMasked) = try argument.isEmpty ? bodyToCopy(span) : foundToCopy(argument, span, in: source)
    guard text.utf8.count <= Self.mostCopied else {
      throw CellFailure(
        Diagnostic(
          .shellTooLong, "\(Amount.bytes(text.utf8.count)) are too long for a clipboard", at: span,
          suggestion: ":body > FILE"), .invalid)
    }
    let what = Amount.bytes(text.utf8.count)
    let note = isMasked ? ", with references in place of the secrets in it" : ""
    if let sequence = clipboardSequence(for: text) {
      context.writeOutput(sequence)
      emit(OutputPart(.message, "gave \(what) to the terminal's clipboard\(note)"))
    } else {
      let path = try writeToCopy(text, span)
      emit(OutputPart(.message, "this terminal has no clipboard, so \(what) are in \(path)\(note)"))
    }
    written.copies += 1
  }

  // MARK: What is copied

  private func bodyToCopy(_ span: SourceSpan) throws(CellFailure) -> (String, isMasked: Bool) {
    let response = try lastAnswer(span)
    guard transport.lastFile == nil, response.summary == nil else {
      throw CellFailure(
        Diagnostic(
          .shellTooLong, "\(Amount.bytes(response.bodySize)) are too long for a clipboard", at: span,
          suggestion: ":body > FILE"), .invalid)
    }
    guard let text = String(validating: response.body, as: UTF8.self), !text.isEmpty else {
      throw CellFailure(
        Diagnostic(
          .shellNoJSON, response.body.isEmpty ? "the last answer has no body" : "the last answer is no text",
          at: span, suggestion: response.body.isEmpty ? nil : ":body > FILE"), .invalid)
    }
    let copied = redactor.redact(text)
    return (copied, copied != text)
  }

  private func foundToCopy(
    _ argument: String, _ span: SourceSpan, in source: SourceText
  ) throws(CellFailure) -> (String, isMasked: Bool) {
    let nodes = try findShown(QueryArgument(argument, at: span), in: source)
    guard !nodes.isEmpty else {
      throw CellFailure(Diagnostic(.shellQuery, "nothing found, so nothing is copied", at: span), .invalid)
    }
    let text = nodes.map { node in
      node.value.stringValue ?? node.value.text(nodes.count == 1 ? .pretty : .compact)
    }.joined(separator: "\n")
    // The values were redacted before they were asked.
    let copied = redactor.mask(text)
    return (copied, copied.holds("‹secret:"))
  }

  // MARK: Where it goes

  /// What makes a terminal take a text into its clipboard (OSC 52); nil where none would.
  private func clipboardSequence(for text: String) -> String? {
    let kind = context.environment("TERM") ?? ""
    guard context.isInteractive, !kind.isEmpty, kind != "dumb" else { return nil }
    let sequence = "\u{1B}]52;c;\(Base64.encode(Array(text.utf8)))\u{07}"
    guard context.environment("TMUX")?.isEmpty == false else { return sequence }
    // tmux hands on what it is told to, with each escape doubled.
    return "\u{1B}Ptmux;" + sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
  }

  /// Writes a file that is the owner's alone, in a folder of its own.
  private func writeToCopy(_ text: String, _ span: SourceSpan) throws(CellFailure) -> String {
    let folder = context.environment("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    let path = "\(folder)/patchbay-copy-\(String(context.randomSeed(), radix: 36))"
    context.files.makeFolder(path)
    do {
      try context.files.writePrivately(text, to: path + "/copy.txt")
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
    }
    return path + "/copy.txt"
  }
}
