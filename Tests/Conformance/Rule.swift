import Testing

/// Where a rule comes from.
enum Mark: String, CaseIterable, Sendable {
  case stated = "S"
  case inferred = "I"
  case ours

  /// The mark in words.
  var meaning: String {
    switch self {
    case .stated: "stated by the vendor"
    case .inferred: "inferred from the vendor's samples"
    case .ours: "Patchbay's decision"
    }
  }
}

/// One chapter of the language: a file of rules.
struct Section: Sendable {
  /// The path of the file under the top folder of the project.
  var file: String
  /// Such as `3. ASSIGN`.
  var title = ""
  /// What a reader should know before the rules, as Markdown.
  var prose: [String] = []
  var rules: [Rule] = []
}

/// One rule with the examples that prove it.
struct Rule: Sendable, CustomTestStringConvertible {
  var name: String
  var mark: Mark
  /// The vendor's page, when it can be named.
  var page: String?
  var file: String
  var line: Int
  var text: [String] = []
  var examples: [Example] = []

  var testDescription: String { name }
}

/// An input and what it must come to.
struct Example: Sendable {
  enum Kind: String, Sendable {
    /// The rule at work.
    case holds
    /// The near miss, which the rule forbids or excludes.
    case fails
  }

  var kind: Kind
  /// The line in the file on which the fence of the input stands.
  var line: Int
  /// What is said about this example alone.
  var remarks: [String]
  var input: [String]
  /// The lines of the result as they are written.
  var result: [String] = []
  var expectations: [Expectation] = []
}
