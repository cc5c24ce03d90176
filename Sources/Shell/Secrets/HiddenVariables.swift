import Encodings
import JSON
import Redaction

/// The variables whose values are not shown where variables are shown (`:set hidden`).
///
/// A name says what is hidden. The values that were seen are known as well, so that their copies are masked.
final class HiddenVariables {
  /// As the person wrote them.
  let names: [String]

  private let spellings: [String: String]
  private var redactor = Redactor()
  private var seen: Set<String> = []

  /// Values that are known at a time; a loop may give one variable any number of them.
  private static let mostSeen = 1_000
  /// Texts in an object that are known.
  private static let mostLeaves = 500
  /// Bytes of a value whose copies are found.
  private static let shortest = 3
  private static let longest = 4_096

  init(_ names: [String] = []) {
    self.names = names
    spellings = Dictionary(names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  func contains(_ name: String) -> Bool { !spellings.isEmpty && spellings[name.lowercased()] != nil }

  /// The first of some names that is hidden.
  func first(of names: [String]) -> String? { names.first { contains($0) } }

  /// What stands for the value of a variable.
  func mark(_ name: String) -> String { "‹hidden:\(spellings[name.lowercased()] ?? name)›" }

  // MARK: Copies

  /// Learns the values of the hidden ones among some variables.
  func learn(_ variables: [(name: String, value: String)]) {
    guard !spellings.isEmpty else { return }
    for variable in variables where contains(variable.name) { learn(variable.name, variable.value) }
  }

  func learn(_ changes: [VariableTexts.Change]) {
    for change in changes where contains(change.name) {
      for case let text? in [change.before, change.after] { learn(change.name, text) }
    }
  }

  /// Learns one value, and what is in it.
  private func learn(_ name: String, _ text: String) {
    if seen.count >= Self.mostSeen { (redactor, seen) = (Redactor(), []) }
    guard seen.insert(text).inserted else { return }
    // Shorter ones and ordinary words would shred what is shown.
    if (Self.shortest...Self.longest).contains(text.utf8.count),
      Redactor.masking(of: text) != .wholeValuesAsCommon
    {
      let reference = SecretReference(connection: Self.owner, name: spellings[name.lowercased()] ?? name)
      redactor.register(text, as: reference, byName: true)
    }
    guard let first = text.first, "{[".contains(first), let json = try? JSONValue(parsing: text) else {
      return
    }
    for leaf in json.leaves.prefix(Self.mostLeaves) { learn(name, leaf) }
  }

  /// No connection has this name.
  private static let owner = ""

  /// A redacted text without the values that are known.
  func mask(_ text: String) -> String {
    guard !seen.isEmpty else { return text }
    let masked = redactor.mask(text)
    return masked == text ? text : masked.replacingOccurrences(of: "‹secret:\(Self.owner)/", with: "‹hidden:")
  }
}

extension JSONValue {
  /// The texts and numbers in it.
  fileprivate var leaves: [String] {
    switch self {
    case .string(let text), .number(let text): [text]
    case .array(let items): items.flatMap(\.leaves)
    case .object(let object): object.members.flatMap(\.value.leaves)
    case .null, .bool: []
    }
  }
}
