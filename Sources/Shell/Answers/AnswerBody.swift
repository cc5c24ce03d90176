import Encodings
import HTTPExchange
import JSON
import Redaction
import SnippetRuntime

/// An answer's body as a script sees it, and as it is shown.
struct AnswerBody {
  /// What came as a stream.
  struct Streamed {
    /// Such as `5 events`.
    var count: String
  }

  let isJSON: Bool
  let value: Value
  let shownText: String
  /// What a reader of the body should know.
  var notes: [String] = []
  /// nil for an answer that is one whole.
  var streamed: Streamed?
  /// Whether it is only the beginning of what came.
  let isExcerpt: Bool

  /// nil when the answer has no body.
  init?(_ response: HTTPResponse, redactor: Redactor) {
    if let format = response.head.streamFormat {
      self = AnswerBody(stream: format, response)
      return
    }
    isExcerpt = response.summary != nil
    guard !response.body.isEmpty else { return nil }
    let type = response.header("Content-Type")?.lowercased() ?? ""
    let first = response.body.first { $0 > 0x20 }
    let looksLikeJSON = type.holds("json") || first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    if !isExcerpt, looksLikeJSON {
      if let document = try? JSONDocument(parsing: response.body) {
        isJSON = true
        value = Value(json: document.value)
        shownText = JSONPrinter().text(document, .pretty)
        notes = AnswerBody.notes(on: document.duplicateNames.map(\.name), redactor)
        return
      }
      if AnswerBody.isJSON(type), !response.isTruncated {
        notes = AnswerBody.notes(onFaultIn: response.body, redactor)
      }
    }
    isJSON = false
    notes += AnswerBody.notes(onExcerptOf: response)
    guard let text = String(validating: response.body, as: UTF8.self) else {
      value = Value(TextDecoding.lenient(response.body))
      shownText = "(not text: \(response.bodySize) B)"
      return
    }
    // A byte order mark is no part of the text.
    let plain = text.unicodeScalars.first == "\u{FEFF}" ? String(text.dropFirst()) : text
    value = Value(plain)
    shownText = AnswerBody.withoutLastLineEnd(plain)
  }

  /// The raw text is the value, since no value of a script is a stream.
  private init(stream format: StreamFormat, _ response: HTTPResponse) {
    isJSON = false
    isExcerpt = response.summary != nil
    let text = TextDecoding.lenient(response.body)
    value = Value(text.unicodeScalars.first == "\u{FEFF}" ? String(text.dropFirst()) : text)
    var streamed = StreamedText(format)
    var lines = streamed.append(response.body).map(\.text)
    if !isExcerpt, let last = streamed.finish() { lines.append(last.text) }
    shownText = lines.joined(separator: "\n")
    let count = response.summary?.shape ?? Session.count(streamed.count, streamed.noun)
    self.streamed = Streamed(count: count)
    switch response.streamEnding {
    case .interrupted: notes.append("stopped after \(count)")
    case .timeLimit: notes.append("ended after \(count): the time of \"streamMs\" was over")
    case nil where streamed.endsWithinEvent && !isExcerpt:
      notes.append("no blank line ends what came last, so it is no event")
    case nil: break
    }
    notes += AnswerBody.notes(onExcerptOf: response)
  }

  var kind: OutputPart.Kind { streamed != nil ? .streamed : isJSON ? .json : .text }

  /// The text as it came, for who wants to see all of it.
  var wholeText: String { streamed == nil ? shownText : AnswerBody.withoutLastLineEnd(value.displayText) }

  private static func withoutLastLineEnd(_ text: String) -> String {
    text.last == "\n" || text.last == "\r\n" ? String(text.dropLast()) : text
  }

  private static func notes(onExcerptOf response: HTTPResponse) -> [String] {
    guard let summary = response.summary else { return [] }
    let what = summary.shape.isEmpty ? "" : "\(summary.shape); "
    return [
      "longer than body-limit, so a script gets its beginning only, as text",
      "\(what)SHA-256 \(summary.digest)",
    ]
  }

  /// Whether a type means one JSON text; others with the word, such as `application/x-ndjson`, mean several.
  private static func isJSON(_ type: String) -> Bool {
    let name = type.prefix { $0 != ";" }.trimmingBlanks()
    return name == "application/json" || name == "text/json" || name.hasSuffix("+json") && name != several
  }

  private static let several = "application/stream+json"

  /// What is wrong with JSON that cannot be read, and where.
  private static func notes(onFaultIn body: [UInt8], _ redactor: Redactor) -> [String] {
    let words = "the answer's type is JSON, but it is none, and stays a text"
    do {
      _ = try JSONDocument(parsing: body)
      return []
    } catch {
      // Behind a secret the place would be another in a replay, and a message may quote the word at the fault.
      let known = redactor.redact(body, escapes: false).map { masked in
        zip(body, masked).prefix { $0 == $1 }.count
      }
      guard error.offset + longestWord < known ?? .max else { return [words] }
      return ["\(words): line \(error.line), column \(error.column): \(error.message)"]
    }
  }

  /// Bytes of the text at a fault that a message quotes, and some more.
  private static let longestWord = 32

  /// RFC 8259 leaves open what a name that stands twice means, so it is said what a script reads.
  private static func notes(on duplicates: [String], _ redactor: Redactor) -> [String] {
    var names: [String] = []
    for name in duplicates where !names.contains(name) { names.append(name) }
    guard !names.isEmpty else { return [] }
    // A long name is left out and not cut, so that no cut can leave half a secret; it is measured as it is stored.
    let shown = names.filter { redactor.redact($0).utf8.count <= 60 }.prefix(3).map {
      JSONValue.string($0).text(.compact)
    }
    let some = (names.count > shown.count ? shown + ["other names"] : shown).joined(separator: ", ")
    let verb = names.count == 1 && !shown.isEmpty ? "stands" : "stand"
    return ["\(some) \(verb) more than once in one object; a script reads the last"]
  }
}
