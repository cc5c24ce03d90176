import JSON
import Patterns

/// A line or JSON text with wildcards, ready to be compared.
struct WildcardPattern {
  /// Whether one wildcard is the whole text, so that it may fit more than a text.
  private let isAlone: Bool
  private let isAnything: Bool
  /// The texts between wildcards that stand for anything; one when there is none.
  private var texts: [[UInt8]] = [[]]
  /// Set when a placeholder has a pattern.
  private var sequence: PatternSequence?
  /// The labels of the sequence's parts.
  private var labels: [String?] = []

  /// Nil for a text without wildcards; the name of no placeholder is literal.
  init?(_ text: ArraySlice<UInt8>, _ wildcards: Wildcards) {
    let parts = WildcardText.parts(of: text)
    guard
      parts.contains(where: {
        switch $0 {
        case .text: false
        case .anything: true
        case .placeholder(let name, _): wildcards.expression(name) != nil
        }
      })
    else { return nil }
    isAlone = parts.count == 1
    isAnything = parts == [.anything]
    var row: [PatternSequence.Part] = []
    var hasPatterns = false
    for part in parts {
      switch part {
      case .anything:
        row.append(.anything)
        labels.append(nil)
        texts.append([])
      case .placeholder(let name, let label):
        let key = label.map { "\(name)#\($0)" }
        if let known = key.flatMap({ wildcards.text($0) }) {
          literal(known[...], &row)
        } else if let expression = wildcards.expression(name) {
          row.append(.pattern(expression))
          labels.append(key)
          texts.append([])
          hasPatterns = true
        } else {
          literal(Array("[..\(key ?? name)]".utf8)[...], &row)
        }
      case .text(let bytes): literal(bytes, &row)
      }
    }
    if hasPatterns { sequence = PatternSequence(row) }
  }

  private mutating func literal(_ bytes: ArraySlice<UInt8>, _ row: inout [PatternSequence.Part]) {
    texts[texts.count - 1] += bytes
    row.append(.text(String(decoding: bytes, as: UTF8.self)))
    labels.append(nil)
  }

  /// Whether a label in it has no text yet.
  var hasLabels: Bool { labels.contains { $0 != nil } }

  /// Whether a text fits.
  func fits(_ text: [UInt8], _ work: MatchWork) -> Bool {
    guard frameFits(text) else { return false }
    return sequence == nil ? textsFit(text) : found(in: text, work) != nil
  }

  /// Whether a JSON value fits.
  func fits(_ value: JSONValue, _ work: MatchWork) -> Bool {
    if isAnything { return true }
    return scalar(value).map { fits($0, work) } ?? false
  }

  /// What the labels stand for when a text fits.
  func labelled(in text: [UInt8], _ work: MatchWork) -> [String: [UInt8]] {
    hasLabels && frameFits(text) ? found(in: text, work) ?? [:] : [:]
  }

  /// What the labels stand for when a value fits.
  func labelled(in value: JSONValue, _ work: MatchWork) -> [String: [UInt8]] {
    scalar(value).map { labelled(in: $0, work) } ?? [:]
  }

  private func scalar(_ value: JSONValue) -> [UInt8]? {
    switch value {
    case .string(let text): Array(text.utf8)
    case .number(let text) where isAlone: Array(text.utf8)
    default: nil
    }
  }

  /// Whether a text begins and ends as it must, which tells most texts that do not fit.
  private func frameFits(_ text: [UInt8]) -> Bool {
    guard texts.count > 1, let first = texts.first, let last = texts.last else { return text == texts[0] }
    return text.count >= first.count + last.count && text.starts(with: first)
      && text.suffix(last.count).elementsEqual(last)
  }

  /// Looks for the texts from left to right.
  private func textsFit(_ text: [UInt8]) -> Bool {
    guard texts.count > 1 else { return true }
    var at = texts[0].count
    let end = text.count - texts[texts.count - 1].count
    for part in texts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = Self.find(part, in: text, from: at, to: end) else { return false }
      at = found + part.count
    }
    return true
  }

  private static func find(_ part: [UInt8], in text: [UInt8], from start: Int, to end: Int) -> Int? {
    var at = start
    while at + part.count <= end {
      if text[at] == part[0], text[at..<at + part.count].elementsEqual(part) { return at }
      at += 1
    }
    return nil
  }

  /// Follows the patterns; the same label must stand for the same text.
  private func found(in text: [UInt8], _ work: MatchWork) -> [String: [UInt8]]? {
    guard let parts = sequence?.parts(of: String(decoding: text, as: UTF8.self), work: &work.left) else {
      return nil
    }
    var found: [String: [UInt8]] = [:]
    for (label, part) in zip(labels, parts) {
      guard let label else { continue }
      if let known = found[label], !known.elementsEqual(part.utf8) { return nil }
      found[label] = Array(part.utf8)
    }
    return found
  }
}
