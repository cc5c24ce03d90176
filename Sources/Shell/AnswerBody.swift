import Encodings
import HTTPExchange
import JSON
import Redaction
import SnippetRuntime

/// An answer's body as a script sees it, and as it is shown.
struct AnswerBody {
  let isJSON: Bool
  let value: Value
  let shownText: String
  /// What a reader of the body should know.
  var notes: [String] = []

  /// nil when the answer has no body.
  init?(_ response: HTTPResponse, redactor: Redactor) {
    guard !response.body.isEmpty else { return nil }
    let type = response.header("Content-Type")?.lowercased() ?? ""
    let first = response.body.first { $0 > 0x20 }
    let looksLikeJSON = type.holds("json") || first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    if looksLikeJSON, let document = try? JSONDocument(parsing: response.body) {
      isJSON = true
      value = Value(json: document.value)
      shownText = JSONPrinter().text(document, .pretty)
      notes = AnswerBody.notes(on: document.duplicateNames.map(\.name), redactor)
      return
    }
    isJSON = false
    guard let text = String(validating: response.body, as: UTF8.self) else {
      value = Value(TextDecoding.lenient(response.body))
      shownText = "(not text: \(response.bodySize) B)"
      return
    }
    // A byte order mark is no part of the text.
    let plain = text.unicodeScalars.first == "\u{FEFF}" ? String(text.dropFirst()) : text
    value = Value(plain)
    shownText = plain.last == "\n" || plain.last == "\r\n" ? String(plain.dropLast()) : plain
  }

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
