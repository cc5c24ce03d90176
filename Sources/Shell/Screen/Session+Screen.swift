import Encodings
import HTTPExchange
import Redaction
import SnippetRuntime
import TextLayout

/// What a person's terminal shows, where that is not what a transcript stores.
extension Session {
  /// A redacted part as the terminal shows it, in colours; nil where that is its text.
  func screenText(of part: OutputPart, _ renderer: OutputRenderer) -> String? {
    guard let screen = context.screen?(), let form = form(of: part) else { return nil }
    guard let lines = form.lines(on: screen) else {
      guard let text = form.text, text != part.text else { return nil }
      // It fits, though a transcript stores only its beginning.
      var whole = part
      whole.text = ControlCharacters.visible(text)
      return renderer.text(whole)
    }
    let text = lines.map(\.text).joined(separator: "\n")
    // Laying out may bring a secret together that nobody could have found in the text as it came.
    let masked = redactor.mask(text)
    return masked == text ? renderer.text(lines) : masked
  }

  /// What stands where a text was cut: shown on the terminal, or to be stored.
  var ellipsis: String { context.screen?().layout.ellipsis ?? "…" }

  /// A listing that fits the columns of any terminal; its cells passed the redactor.
  func listing(_ kind: OutputPart.Kind, _ rows: [[String]], under header: [String] = []) -> OutputPart {
    var part = Self.part(kind, TextTable.lines(header.isEmpty ? rows : [header] + rows))
    part.screenForm = ScreenForm(.rows(rows, under: header))
    return part
  }

  private func form(of part: OutputPart) -> ScreenForm? {
    switch part.screenForm?.content {
    case .table?, .rows?, .graph?: return part.screenForm
    case .json?, .text?, .xml?, .html?, .difference?, nil: break
    }
    guard settings.screen.foldsOutput else { return nil }
    if let form = part.screenForm { return form }
    // Who asked for a listing wants all of it, in pages.
    guard !part.isListing else { return nil }
    switch part.kind {
    case .json: return ScreenForm(.json(part.text), whole: foldHint)
    case .text: return ScreenForm(.text(part.text), whole: foldHint)
    case .trace, .note, .message, .source, .status, .streamed, .diagnostic: return nil
    }
  }

  /// How all of a shown value is seen.
  private var foldHint: String {
    let name = submitted?.text.trimmingBlanks() ?? ""
    return interpreter[variable: name] == nil
      ? ":set fold off shows all of it" : ":show \(name) shows all of it"
  }

  /// An answer's body as a terminal shows it: all of it, folded, or laid out for reading.
  func screenForm(of body: AnswerBody, from response: HTTPResponse) -> ScreenForm? {
    guard context.screen != nil, body.streamed == nil, !body.isExcerpt else { return nil }
    let text = redactor.redact(body.shownText)
    if body.isJSON { return ScreenForm(.json(text), whole: ":body shows all of it") }
    let type = (response.header("Content-Type") ?? "").lowercased().prefix { $0 != ";" }
    let whole = ":body shows it as it came"
    if type.hasSuffix("html") { return ScreenForm(.html(text), whole: whole) }
    if type.hasSuffix("xml") || text.hasPrefix("<?xml") { return ScreenForm(.xml(text), whole: whole) }
    return ScreenForm(.text(text), whole: ":body shows all of it")
  }

  /// How long an answer took, for the end of its status line on a terminal.
  func shownTime(of response: HTTPResponse?) -> String { shownTime(response?.timing.total ?? 0) }

  /// The same for any number of microseconds.
  func shownTime(_ time: Int) -> String {
    guard context.screen != nil, time > 0 else { return "" }
    let milliseconds = Double(time) / 1000
    return milliseconds < 10 || milliseconds >= 1000
      ? "  \(Amount.time(time))" : "  \((time + 500) / 1000) ms"
  }
}
