import JSON

/// What holds for the JSON reader and printers whatever the bytes are.
enum JSONProperties {
  static func failure(on bytes: [UInt8]) -> String? {
    let prefix = JSONValue.parsePrefix(bytes)
    let search = JSONValue.searchPrefix(bytes, from: 0)
    if search.end > bytes.count { return "the search ends at \(search.end), behind the text" }
    do throws(JSONError) {
      let document = try JSONDocument(parsing: bytes)
      return prefixFailure(prefix, of: document) ?? printingFailure(document)
    } catch {
      return errorFailure(error, bytes)
    }
  }

  private static func errorFailure(_ error: JSONError, _ bytes: [UInt8]) -> String? {
    if error.offset < 0 || error.offset > bytes.count { return "the error lies outside the text: \(error)" }
    if error.line < 1 || error.column < 1 { return "the error has no place: \(error)" }
    if error.message.utf8.count > 400 { return "the message is too long: \(error)" }
    return nil
  }

  /// A text that is one value must also be found at the beginning of itself.
  private static func prefixFailure(_ prefix: JSONValue.Prefix, of document: JSONDocument) -> String? {
    guard case .complete(let value, let end) = prefix else { return "a whole text has no whole prefix" }
    if value != document.value { return "the prefix reader gives another value" }
    let rest = document.source[end...]
    return rest.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) ? nil : "the prefix ends early"
  }

  private static func printingFailure(_ document: JSONDocument) -> String? {
    let value = document.value
    for style in [JSONStyle.compact, .pretty] {
      for text in [JSONPrinter().text(document, style), value.text(style)] {
        if text.utf8.contains(where: { ($0 < 0x20 && $0 != 0x0A) || $0 == 0x7F }) {
          return "a control character is printed as it is"
        }
        guard let again = try? JSONDocument(parsing: text) else {
          return "what is printed is no JSON: \(text)"
        }
        if again.value != value { return "what is printed reads as another value: \(text)" }
        if again.duplicateNames.map(\.name) != document.duplicateNames.map(\.name) {
          return "what is printed has other duplicate names"
        }
        if JSONPrinter().text(again, style) != text { return "what is printed prints differently: \(text)" }
      }
    }
    return nil
  }
}
