import Encodings
import JSON

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Counts where the canary's forms show: forms by sinks.
///
/// Every piece of a form of a few characters counts, so half a secret is found as well.
struct CanaryTable {
  private(set) var sinks: [String] = []
  /// By sink, then by form: how many pieces were found.
  private(set) var hits: [String: [Int]] = [:]
  /// The first piece found for a message, by sink and form.
  private(set) var examples: [String: String] = [:]

  /// Looks through what a sink received.
  mutating func look(at sink: String, _ text: String) {
    if hits[sink] == nil {
      sinks.append(sink)
      hits[sink] = Array(repeating: 0, count: CanaryForm.all.count)
    }
    for text in Self.layers(of: text) {
      for finding in Self.pieces(in: text) {
        for form in finding.forms {
          hits[sink]?[form] += 1
          let key = "\(sink): \(CanaryForm.all[form].name)"
          if examples[key] == nil { examples[key] = finding.excerpt }
        }
      }
    }
  }

  /// What was found, each with an example.
  var findings: [String] { examples.map { "\($0.key): \($0.value)" }.sorted() }

  /// As Markdown: a row for each form, a column for each sink.
  var markdown: String {
    var lines = ["| form | " + sinks.joined(separator: " | ") + " |"]
    lines.append("| --- |" + String(repeating: " ---: |", count: sinks.count))
    for (index, form) in CanaryForm.all.enumerated() {
      let counts = sinks.map { String(hits[$0]?[index] ?? 0) }
      lines.append("| \(form.name) | " + counts.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Looking

  /// The text, and what stands in it one layer deeper: strings of JSON, and Base64 of a recorded body.
  private static func layers(of text: String) -> [String] {
    guard text.first == "{", let value = try? JSONValue(parsing: text) else { return [text] }
    return [text] + strings(in: value)
  }

  private static func strings(in value: JSONValue) -> [String] {
    switch value {
    case .string(let text): return [text]
    case .array(let items): return items.flatMap { strings(in: $0) }
    case .object(let object):
      let decoded =
        object["encoding"]?.stringValue == "base64"
        ? object["text"]?.stringValue.flatMap { Base64.decode($0) } : nil
      return object.members.flatMap { [$0.name] + strings(in: $0.value) }
        + (decoded.map { [String(decoding: $0, as: UTF8.self)] } ?? [])
    default: return []
    }
  }

  /// The length of a piece: three characters where each is escaped, else eight.
  private static func pieceLength(_ form: CanaryForm) -> Int { form.text.utf8.count > 120 ? 18 : 8 }

  private static let factor: UInt64 = 0x100_0000_01B3

  /// The forms that hold a piece, by the piece's length and hash.
  private static let index: [Int: [UInt64: [Int]]] = {
    var index: [Int: [UInt64: [Int]]] = [:]
    for (number, form) in CanaryForm.all.enumerated() {
      let length = pieceLength(form)
      let bytes = Array(form.text.utf8.dropFirst(form.padding))
      for start in 0...(bytes.count - length) {
        let hash = bytes[start..<start + length].reduce(0) { $0 &* factor &+ UInt64($1) }
        if index[length, default: [:]][hash]?.last != number {
          index[length, default: [:]][hash, default: []].append(number)
        }
      }
    }
    return index
  }()

  private static func pieces(in text: String) -> [(forms: [Int], excerpt: String)] {
    let bytes = Array(text.utf8)
    var found: [(forms: [Int], excerpt: String)] = []
    for (length, pieces) in index where bytes.count >= length {
      let power = (0..<length).reduce(1 as UInt64) { power, _ in power &* factor }
      var hash: UInt64 = 0
      for place in bytes.indices {
        hash = hash &* factor &+ UInt64(bytes[place])
        if place >= length { hash = hash &- UInt64(bytes[place - length]) &* power }
        guard place >= length - 1, let forms = pieces[hash] else { continue }
        let excerpt = bytes[max(0, place - length - 40)..<min(bytes.count, place + 40)]
        found.append((forms, String(decoding: excerpt, as: UTF8.self)))
      }
    }
    return found
  }

  /// Writes the table to the file that `PATCHBAY_CANARY_TABLE` names.
  func writeOnDemand() {
    guard let path = getenv("PATCHBAY_CANARY_TABLE"), let file = fopen(path, "w") else { return }
    fputs(markdown, file)
    fclose(file)
  }
}
