import JSON

/// Schemas that are asked of the same value.
extension SchemaRun {
  mutating func fits(
    _ rules: CombinationRules, of node: SchemaNode, _ value: JSONValue, _ own: inout Evaluation
  ) throws(SchemaGivenUp) -> Bool {
    var isFitting = true
    for place in rules.all where try !fits(place, value, &own) {
      isFitting = false
      if tellsNothing { return false }
    }
    if !rules.any.isEmpty, try !fitsAny(rules.any, node, value, &own) { isFitting = false }
    if !rules.one.isEmpty, try !fitsOne(rules.one, node, value, &own) { isFitting = false }
    var ignored = Evaluation()
    if let place = rules.not, try fitsQuietly(place, value, &ignored) {
      tell(node, "not", "is what the schema forbids")
      isFitting = false
    }
    guard let condition = rules.condition else { return isFitting }
    let branch = try fitsQuietly(condition, value, &own) ? rules.then : rules.otherwise
    if let branch, try !fits(branch, value, &own) { isFitting = false }
    return isFitting
  }

  private mutating func fitsAny(
    _ places: [Int], _ node: SchemaNode, _ value: JSONValue, _ own: inout Evaluation
  ) throws(SchemaGivenUp) -> Bool {
    if places.count == 1 { return try fits(places[0], value, &own) }
    var isFitting = false
    var nearest: SchemaViolation?
    for place in places {
      if let faults = try faults(place, value, &own) {
        nearest = nearer(nearest, faults.first)
        continue
      }
      isFitting = true
      // What the others look at may still be asked for.
      if !schema.tracksEvaluation { return true }
    }
    if !isFitting { tell(places.count, "anyOf", node, nearest) }
    return isFitting
  }

  private mutating func fitsOne(
    _ places: [Int], _ node: SchemaNode, _ value: JSONValue, _ own: inout Evaluation
  ) throws(SchemaGivenUp) -> Bool {
    if places.count == 1 { return try fits(places[0], value, &own) }
    var fitting: [Int] = []
    var nearest: SchemaViolation?
    for (index, place) in places.enumerated() {
      if let faults = try faults(place, value, &own) {
        nearest = nearer(nearest, faults.first)
      } else {
        fitting.append(index + 1)
      }
    }
    if fitting.isEmpty { tell(places.count, "oneOf", node, nearest) }
    if fitting.count > 1 {
      let numbers = ShownValue.choice(fitting.map(String.init)).replacing(" or ", with: " and ")
      tell(node, "oneOf", "fits the alternatives \(numbers), and may fit only one")
    }
    return fitting.count == 1
  }

  /// Of two violations the one deeper in the value: its alternative was meant, more likely.
  private func nearer(_ first: SchemaViolation?, _ second: SchemaViolation?) -> SchemaViolation? {
    guard let first, let second else { return first ?? second }
    return second.steps.count > first.steps.count ? second : first
  }

  private mutating func tell(
    _ count: Int, _ keyword: String, _ node: SchemaNode, _ nearest: SchemaViolation?
  ) {
    guard let nearest else {
      tell(node, keyword, "fits none of \(count) alternatives")
      return
    }
    let shown = nearest.nearest ?? (nearest.steps.count > path.count ? nearest.description : nearest.message)
    tell(node, keyword, "fits none of \(count) alternatives; nearest: \(shown)", nearest: shown)
  }

  /// The schema that `$dynamicRef` means here: the outermost on the way with the same anchor.
  func outermost(_ reference: DynamicReference) -> Int {
    guard let anchor = reference.anchor else { return reference.place }
    return scope.lazy.compactMap { schema.dynamicAnchors[$0]?[anchor] }.first ?? reference.place
  }
}
