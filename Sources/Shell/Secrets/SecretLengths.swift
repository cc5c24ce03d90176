import Encodings
import HTTPExchange
import IntegrationHub
import JSON
import Redaction

/// How many characters the secrets have that answers hold, so that code which counts them counts the same offline.
struct SecretLengths {
  private(set) var lengths: [String: Int]
  /// Paths whose length came, changed or went since `takeChanges`.
  private var changed: Set<String> = []
  private let redactor: Redactor
  private let lengthOf: (SecretReference) -> Int?
  /// Two values went under one name, so neither length would be right.
  private var unclear: Set<String> = []

  /// A longer text is no secret that code counts.
  private static let longest = 1 << 16

  /// Goes on from what a recording holds; `lengthOf` knows some secrets without seeing them.
  init(_ lengths: [String: Int], redactor: Redactor, lengthOf: @escaping (SecretReference) -> Int?) {
    self.lengths = lengths
    self.redactor = redactor
    self.lengthOf = lengthOf
  }

  /// Learns from the texts of an answer.
  mutating func take(_ response: HTTPResponse) {
    for header in response.headers {
      take(header.value)
      if let last = header.value.split(separator: " ").last, last.count < header.value.count {
        take(String(last))
      }
    }
    if let json = try? JSONValue(parsing: response.body) {
      take(json)
    } else {
      take(String(decoding: response.body, as: UTF8.self).trimmingBlanks())
    }
  }

  private mutating func take(_ json: JSONValue) {
    switch json {
    case .string(let text): take(text)
    case .array(let items): for item in items { take(item) }
    case .object(let object):
      for member in object.members {
        take(member.name)
        take(member.value)
      }
    case .null, .bool, .number: break
    }
  }

  private mutating func take(_ text: String) {
    guard text.utf8.count >= Redactor.shortestValue, text.utf8.count <= Self.longest else { return }
    let stored = redactor.redactKeepingForms(text)
    guard stored.utf8.contains(0xE2) else { return }
    var references: [SecretReference] = []
    _ = redactor.restore(stored) { reference in
      references.append(reference)
      return nil
    }
    for reference in references {
      let isWhole = stored == reference.placeholder
      guard let length = isWhole ? text.unicodeScalars.count : lengthOf(reference),
        length >= Redactor.shortestValue
      else { continue }
      note(length, reference.path)
    }
  }

  /// What happened since the last time: new lengths, and paths that have none any longer.
  mutating func takeChanges() -> (new: [String: Int], gone: [String]) {
    defer { changed = [] }
    let new = changed.compactMap { path in lengths[path].map { (path, $0) } }
    return (Dictionary(uniqueKeysWithValues: new), changed.filter { lengths[$0] == nil }.sorted())
  }

  private mutating func note(_ length: Int, _ path: String) {
    guard !unclear.contains(path) else { return }
    if let known = lengths[path], known != length {
      unclear.insert(path)
      lengths[path] = nil
      changed.insert(path)
    } else if lengths.updateValue(length, forKey: path) == nil {
      changed.insert(path)
    }
  }
}
