/// What a session may set about running code.
package struct RuntimeSettings: Hashable, Sendable {
  /// Whether the platform's size limits stop the code or only give a warning.
  package enum Limits: String, Sendable, CaseIterable {
    case off, studio
  }

  /// Statements and loop passes before a run is stopped; 0 means no budget.
  package var stepBudget: Int
  package var limits: Limits
  /// True writes every value as a string in `asjson`.
  package var asJSONStrings: Bool
  /// True silences TRACE and leaves TEST unset.
  package var isProduction: Bool
  /// The longest text, in bytes of UTF-8, that the platform would take.
  package var maximumStringSize: Int

  package init(
    stepBudget: Int = 1_000_000_000, limits: Limits = .off, asJSONStrings: Bool = false,
    isProduction: Bool = false, maximumStringSize: Int = 32_768
  ) {
    self.stepBudget = stepBudget
    self.limits = limits
    self.asJSONStrings = asJSONStrings
    self.isProduction = isProduction
    self.maximumStringSize = maximumStringSize
  }
}

/// Sizes that hold whatever the settings say.
enum HardLimit {
  /// Stated by the platform for arrays.
  static let arrayElements = 63_000_000
  /// Keeps a doubling text from taking all memory.
  static let textBytes = 268_435_456
  static let callDepth = 200
  static let valueDepth = 200
  static let valueNodes = 5_000_000
  /// Stated by the platform for a dynamic object, its JSON and an answer.
  static let objectBytes = 32_768
}
