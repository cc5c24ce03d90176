import Patterns

/// What the wildcards of a transcript's expected output stand for: its placeholders, and the texts already met.
package struct Wildcards: Sendable {
  /// The placeholders that the transcript declares.
  package let declared: [NamedPattern]
  private let expressions: [String: RegularExpression]
  /// The texts of labelled placeholders, such as `order#1`.
  private var texts: [String: [UInt8]] = [:]

  /// The built-in placeholders and some more.
  package init(declared: [NamedPattern] = []) {
    self.declared = declared
    expressions = Dictionary(
      (declared + NamedPattern.builtIn).map { ($0.name, $0.expression) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The pattern of a name; nil when there is no such placeholder.
  func expression(_ name: String) -> RegularExpression? { expressions[name] }

  /// What a labelled placeholder stands for, once it was met.
  func text(_ label: String) -> [UInt8]? { texts[label] }

  mutating func bind(_ label: String, to text: [UInt8]) {
    if texts[label] == nil { texts[label] = text }
  }

  /// Whether a text would be read as holding wildcards, known or not.
  package static func areIn(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: ".")) else { return false }
    return Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: true)
      .contains { WildcardText.isAnyLines($0) || WildcardText.isIn($0) }
  }

  /// The names of placeholders that stand in a text and are neither built in nor declared, with their lines from 1.
  package func unknownNames(in text: String) -> [(name: String, line: Int)] {
    var unknown: [(name: String, line: Int)] = []
    let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      for case .placeholder(let name, _) in WildcardText.parts(of: line) where expressions[name] == nil {
        unknown.append((name, index + 1))
      }
    }
    return unknown
  }

  /// The names that may stand in `[..NAME]`.
  package var names: [String] { (declared + NamedPattern.builtIn).map(\.name) }
}

/// The work that patterns may do in one comparison; beyond it they fit nothing.
final class MatchWork {
  var left = 20_000_000
}
