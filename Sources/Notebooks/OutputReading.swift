import JSON
import Transcripts

/// Reads the outputs of a notebook's cell as the text of one output.
struct OutputReading {
  /// Those of another kernel may hold what colours a terminal.
  let isForeign: Bool
  /// The pictures and the like that have no place in a text.
  private(set) var leftOut: [String] = []
  private(set) var holdsError = false
  private var text: String?

  init(isForeign: Bool) {
    self.isForeign = isForeign
  }

  /// All of it without its last line end; nil when there was none.
  var output: String? {
    guard let text else { return nil }
    return text.utf8.last == 0x0A ? String(decoding: Array(text.utf8).dropLast(), as: UTF8.self) : text
  }

  mutating func take(_ output: DocumentCursor) throws(TranscriptError) {
    switch try output.member("output_type").text() {
    case "stream": text = (text ?? "") + shown(try output.member("text").lines())
    case "error":
      holdsError = true
      let lines = try output.optional("traceback")?.texts() ?? []
      let name = try output.optional("ename")?.text() ?? ""
      let value = try output.optional("evalue")?.text() ?? ""
      add(lines.isEmpty ? "\(name): \(value)" : lines.joined(separator: "\n"))
    case "display_data", "execute_result":
      if let data = output.optional("data") { try take(data: data) }
    default:
      throw try output.member("output_type").fault("must be stream, display_data, execute_result or error")
    }
  }

  /// Takes the plainest form that there is.
  private mutating func take(data: DocumentCursor) throws(TranscriptError) {
    let types = try data.members().names
    leftOut += types.filter { Self.isMedia($0) || $0.hasPrefix("application/vnd.") }
    if let plain = data.optional("text/plain") ?? data.optional("text/markdown")
      ?? data.optional("text/latex")
    {
      add(try plain.lines())
    } else if let json = data.optional("application/json") {
      add(json.value.text(.pretty))
    } else {
      leftOut += types.filter { !Self.isMedia($0) && !$0.hasPrefix("application/vnd.") }
    }
  }

  private static func isMedia(_ type: String) -> Bool {
    ["image/", "audio/", "video/"].contains { type.hasPrefix($0) }
  }

  /// Adds whole lines.
  private mutating func add(_ lines: String) {
    var before = text ?? ""
    if !before.isEmpty, before.utf8.last != 0x0A { before += "\n" }
    text = before + shown(lines) + "\n"
  }

  private func shown(_ text: String) -> String { isForeign ? Self.withoutEscapes(text) : text }

  /// The text without sequences such as `ESC [ 31 m`.
  private static func withoutEscapes(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == 0x1B else {
        result.append(byte)
        continue
      }
      guard rest.first == UInt8(ascii: "[") else { continue }
      rest = rest.dropFirst().drop { (0x20..<0x40).contains($0) }.dropFirst()
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension DocumentCursor {
  /// A text, which the format may also have as a list of lines with their ends.
  func lines() throws(TranscriptError) -> String {
    if let text = value.stringValue { return text }
    guard value.arrayValue != nil else { throw fault("must be a text or a list of lines") }
    return try texts().joined()
  }

  /// A list of texts.
  func texts() throws(TranscriptError) -> [String] {
    var texts: [String] = []
    for element in try elements() { texts.append(try element.text()) }
    return texts
  }
}
