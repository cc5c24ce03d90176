import HTTPExchange
import Redaction
import TextLayout

/// The part of a body that is shown under an answer's status line.
enum ShownBody {
  /// Lines of a body that connectauth and connectrequest show; the variable holds all of it.
  private static let lines = 40
  /// Lines of a long stream that are shown of its beginning and of its end.
  private static let firstOfStream = 30
  private static let lastOfStream = 9
  /// Lines and their bytes that are shown of an answer too long to be kept.
  private static let linesOfExcerpt = 10
  private static let lineOfExcerpt = 500

  /// The text, and whether something of it is left out; `variable` holds the whole, and is nil where nothing does.
  ///
  /// Redacts before cutting, so that no cut can leave half a secret.
  static func text(
    of body: AnswerBody, in variable: String?, _ redactor: Redactor
  ) -> (text: String, isCut: Bool) {
    let text = redactor.redact(body.shownText)
    if let streamed = body.streamed { return cut(text, streamed, variable) }
    if body.isExcerpt {
      return cut(text, to: linesOfExcerpt, lineLength: lineOfExcerpt) { _ in "... and more" }
    }
    return cut(text, to: variable == nil ? Int.max : lines) { count in
      "... \(count) more lines; \(variable ?? "") holds all of it"
    }
  }

  /// The first lines of a redacted text, and what is said of the others.
  static func cut(
    _ text: String, to limit: Int, lineLength: Int = ShownLine.longest, others: (_ count: Int) -> String
  ) -> (text: String, isCut: Bool) {
    if fits(text, limit, lineLength) { return (ControlCharacters.visible(text), false) }
    // Cut before it is made visible: 64 MB of control characters would be six times that.
    var lines = text.utf8.split(
      separator: UInt8(ascii: "\n"), maxSplits: limit, omittingEmptySubsequences: false)
    let rest = lines.count > limit ? lines.removeLast() : nil
    for index in lines.indices where index + 1 < lines.count || rest != nil {
      if lines[index].last == UInt8(ascii: "\r") { lines[index].removeLast() }
    }
    let isCut = rest != nil || lines.contains { $0.count > lineLength }
    var shown = lines.map { ShownLine.visible($0, upTo: lineLength) }.joined(separator: "\n")
    if let rest { shown += "\n" + others(1 + rest.count { $0 == UInt8(ascii: "\n") }) }
    return (shown, isCut)
  }

  /// Whether all of a text is shown as it is, as of most answers.
  private static func fits(_ text: String, _ limit: Int, _ lineLength: Int) -> Bool {
    var (lines, length) = (1, 0)
    for byte in text.utf8 {
      switch byte {
      case 0x0D: return false
      case 0x0A:
        lines += 1
        length = 0
        if lines > limit { return false }
      default:
        length += 1
        if length > lineLength { return false }
      }
    }
    return lines <= limit
  }

  /// The first and the last lines of a stream, and how much came.
  private static func cut(
    _ text: String, _ streamed: AnswerBody.Streamed, _ variable: String?
  ) -> (text: String, isCut: Bool) {
    guard !text.isEmpty else { return ("", false) }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let isCut =
      lines.count > firstOfStream + lastOfStream + 1 || lines.contains { $0.count > ShownLine.longest }
    guard lines.count > firstOfStream + lastOfStream + 1 else {
      return (lines.map { ShownLine.visible($0) }.joined(separator: "\n"), isCut)
    }
    let left = lines.count - firstOfStream - lastOfStream
    let all = variable.map { "\($0) holds all of it" } ?? ":body shows all of it"
    let mark = "... \(left) more lines, \(streamed.count) in all; \(all)"
    let shown =
      lines.prefix(firstOfStream).map { ShownLine.visible($0) } + [mark]
      + lines.suffix(lastOfStream).map { ShownLine.visible($0) }
    return (shown.joined(separator: "\n"), isCut)
  }
}
