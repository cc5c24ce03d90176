package import JSON

/// One place where two JSON values differ.
package struct JSONDifference: Equatable, Sendable {
  /// What happened to the old value.
  package enum Kind: Equatable, Sendable {
    /// It is not there any more.
    case missing
    /// Something stands there that was not there before.
    case added
    /// A value has become one of another kind.
    case typeChanged
    case valueChanged
  }

  /// What happened to the old value.
  package var kind: Kind
  /// Where the old value stands; nil for `added`.
  package var oldPath: [JSONPathStep]?
  /// Where the new value stands, which is elsewhere when elements came or went before it; nil for `missing`.
  package var newPath: [JSONPathStep]?
  /// What was there; nil for `added`.
  package var old: JSONValue?
  /// What is there now; nil for `missing`.
  package var new: JSONValue?

  /// A difference.
  package init(
    kind: Kind, oldPath: [JSONPathStep]?, newPath: [JSONPathStep]?, old: JSONValue?, new: JSONValue?
  ) {
    self.kind = kind
    self.oldPath = oldPath
    self.newPath = newPath
    self.old = old
    self.new = new
  }

  /// The place, such as `$.items[2].price`; both places when they differ.
  package var place: String {
    let (old, new) = (oldPath?.shortPath, newPath?.shortPath)
    guard let old, let new, oldPath != newPath else { return old ?? new ?? "$" }
    return "\(old) -> \(new)"
  }
}

extension JSONDifference: CustomStringConvertible {
  /// One line, such as `$.items[2].price: 12.50 -> 13.00 (value changed)`.
  package var description: String {
    "\(place): \(values.map { $0.text(.compact) }.joined(separator: " -> ")) (\(word))"
  }

  /// What was there and what is there now, as far as there is one.
  package var values: [JSONValue] { [old, new].compactMap { $0 } }

  /// What happened, in a word or two.
  package var word: String {
    switch kind {
    case .missing: "missing"
    case .added: "new"
    case .typeChanged: "type changed"
    case .valueChanged: "value changed"
    }
  }
}
