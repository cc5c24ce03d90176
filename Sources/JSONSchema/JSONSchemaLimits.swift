/// How much a validation may cost before it is given up, and how much it tells.
package struct JSONSchemaLimits: Sendable {
  /// How many schemas may be asked inside one another.
  package var maximumDepth: Int
  /// How many steps a validation may take; asking a schema takes ten, a character of a pattern one.
  package var maximumWork: Int
  /// How many violations are told.
  package var maximumViolations: Int

  /// Limits that suit answers of an API.
  package init(
    maximumDepth: Int = 1100, maximumWork: Int = 100_000_000, maximumViolations: Int = 100
  ) {
    self.maximumDepth = maximumDepth
    self.maximumWork = maximumWork
    self.maximumViolations = maximumViolations
  }
}
