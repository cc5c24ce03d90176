import JSON
import Patterns

/// Why a validation was given up.
struct SchemaGivenUp: Error {
  var message: String
}

/// One validation of one value.
struct SchemaRun {
  let schema: JSONSchema
  private(set) var violations: [SchemaViolation] = []
  private(set) var path: [JSONPathStep] = []
  /// Whether violations are kept; without, the first one ends the search for others.
  private var isTelling = true
  /// The schemas with an `$id` that the way here went through, from the outermost.
  private(set) var scope: [Int] = []
  private var depth = 0
  private var work = 0

  init(_ schema: JSONSchema) {
    self.schema = schema
  }

  mutating func check(_ value: JSONValue) {
    var evaluation = Evaluation()
    do throws(SchemaGivenUp) {
      _ = try fits(0, value, &evaluation)
    } catch {
      // What was found on the way may be of an alternative.
      violations = [SchemaViolation([], schemaLocation: "", message: error.message)]
    }
  }

  mutating func spend(_ amount: Int) throws(SchemaGivenUp) {
    work += amount
    guard work > schema.limits.maximumWork else { return }
    throw SchemaGivenUp(
      message: "was not checked to the end: it takes more than \(schema.limits.maximumWork) steps")
  }

  // MARK: Schemas

  /// Whether a value fits the schema at a place, and which of its children were looked at when it does.
  mutating func fits(
    _ place: Int, _ value: JSONValue, _ evaluation: inout Evaluation
  ) throws(SchemaGivenUp) -> Bool {
    try spend(10)
    // Every place that a schema names was compiled.
    guard let node = schema.nodes[place] else { return true }
    if let verdict = node.rules.verdict {
      if !verdict { tell(node, nil, "is not allowed") }
      return verdict
    }
    guard depth < schema.limits.maximumDepth else {
      throw SchemaGivenUp(
        message: "was not checked to the end: schemas stand more than \(schema.limits.maximumDepth) deep")
    }
    depth += 1
    let isNewScope = scope.last != node.rules.resource
    if isNewScope { scope.append(node.rules.resource) }
    var own = Evaluation()
    let isFitting = try fitsAll(node, value, &own)
    if isNewScope { scope.removeLast() }
    depth -= 1
    if isFitting, schema.tracksEvaluation { evaluation.formUnion(own) }
    return isFitting
  }

  private mutating func fitsAll(
    _ node: SchemaNode, _ value: JSONValue, _ own: inout Evaluation
  ) throws(SchemaGivenUp) -> Bool {
    var isFitting = try fitsAlone(node, value)
    if !isFitting, !isTelling { return false }
    if let place = node.rules.reference, try !fits(place, value, &own) { isFitting = false }
    if let reference = node.rules.dynamicReference, try !fits(outermost(reference), value, &own) {
      isFitting = false
    }
    if let rules = node.rules.combination, isFitting || isTelling, try !fits(rules, of: node, value, &own) {
      isFitting = false
    }
    guard isFitting || isTelling else { return false }
    // What a schema that fails has looked at is not known, so all would be called not evaluated.
    let checksEvaluation = isFitting
    if case .object(let object) = value, node.rules.object != nil || node.rules.unevaluatedProperties != nil {
      if try !fits(MemberTable(object), node, value, &own, checksEvaluation) { isFitting = false }
    }
    if case .array(let elements) = value, node.rules.array != nil || node.rules.unevaluatedItems != nil {
      if try !fits(elements, node, &own, checksEvaluation) { isFitting = false }
    }
    return isFitting
  }

  /// What needs no other schema.
  private mutating func fitsAlone(_ node: SchemaNode, _ value: JSONValue) throws(SchemaGivenUp) -> Bool {
    var faults: [RuleFault] = []
    if let fault = node.rules.types?.fault(value) { faults.append(RuleFault("type", fault)) }
    if let rules = node.rules.values {
      try spend(value)
      faults += rules.faults(value)
    }
    switch value {
    case .number(let text):
      guard let rules = node.rules.number else { break }
      try spend(text.utf8.count)
      faults += rules.faults(text)
    case .string(let text):
      guard let rules = node.rules.text else { break }
      try spend(text.utf8.count / 16)
      faults += rules.faults(text)
      if let pattern = rules.pattern, try !fits(pattern, text) {
        faults.append(
          RuleFault("pattern", "does not match the pattern \(ShownValue.line(rules.patternText))"))
      }
    default: break
    }
    for fault in faults { tell(node, fault.keyword, fault.message) }
    return faults.isEmpty
  }

  /// Steps for looking at all of a value.
  mutating func spend(_ value: JSONValue) throws(SchemaGivenUp) {
    switch value {
    case .array(let elements): for element in elements { try spend(element) }
    case .object(let object): for member in object.members { try spend(member.value) }
    case .string(let text), .number(let text): try spend(text.utf8.count / 16)
    case .null, .bool: break
    }
    try spend(1)
  }

  mutating func fits(_ pattern: RegularExpression, _ text: String) throws(SchemaGivenUp) -> Bool {
    try spend(pattern.size / 16)
    let limit = schema.limits.maximumWork - work
    var spent = 0
    let result: Result<Bool, SchemaGivenUp> = Result { () throws(SchemaGivenUp) in
      try pattern.fits(text, .part) { amount throws(SchemaGivenUp) in
        spent += amount
        if spent > limit { throw SchemaGivenUp(message: "") }
      }
    }
    try spend(spent)
    return try result.get()
  }

  // MARK: Telling

  mutating func tell(
    _ node: SchemaNode, _ keyword: String?, _ message: @autoclosure () -> String, nearest: String? = nil
  ) {
    guard isTelling, violations.count < schema.limits.maximumViolations else { return }
    violations.append(
      SchemaViolation(
        path, schemaLocation: node.rules.location + (keyword.map { "/\($0)" } ?? ""), message: message(),
        nearest: nearest))
  }

  /// Asks a schema of a child.
  mutating func fits(_ place: Int, _ child: JSONValue, at step: JSONPathStep) throws(SchemaGivenUp) -> Bool {
    var evaluation = Evaluation()
    path.append(step)
    let isFitting = try fits(place, child, &evaluation)
    path.removeLast()
    return isFitting
  }

  /// Asks a schema whose failure breaks nothing, and tells nothing.
  mutating func fitsQuietly(
    _ place: Int, _ value: JSONValue, _ evaluation: inout Evaluation
  ) throws(SchemaGivenUp) -> Bool {
    let wasTelling = isTelling
    isTelling = false
    let isFitting = try fits(place, value, &evaluation)
    isTelling = wasTelling
    return isFitting
  }

  /// Asks one of several schemas; gives what would be wrong with it, and nil when the value fits.
  mutating func faults(
    _ place: Int, _ value: JSONValue, _ evaluation: inout Evaluation
  ) throws(SchemaGivenUp) -> [SchemaViolation]? {
    let others = violations
    violations = []
    let isFitting = try fits(place, value, &evaluation)
    defer { violations = others }
    return isFitting ? nil : violations
  }

  var tellsNothing: Bool { !isTelling }
}
