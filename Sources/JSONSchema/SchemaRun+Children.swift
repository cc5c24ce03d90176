import JSON

/// Elements and members.
extension SchemaRun {
  mutating func fits(
    _ table: MemberTable, _ node: SchemaNode, _ value: JSONValue, _ own: inout Evaluation,
    _ checksEvaluation: Bool
  ) throws(SchemaGivenUp) -> Bool {
    try spend(table.members.count)
    var isFitting = true
    if let rules = node.rules.object {
      try spend(rules.required.count + rules.dependentNames.reduce(0) { $0 + $1.needs.count })
      let faults = rules.faults(table)
      for fault in faults { tell(node, fault.keyword, fault.message) }
      isFitting = faults.isEmpty
      for rule in rules.dependentSchemas where table.contains(rule.name) {
        if try !fits(rule.place, value, &own) { isFitting = false }
      }
      for (index, member) in table.members.enumerated() {
        if !isFitting, tellsNothing { return false }
        if try !fits(member, index, rules, &own) { isFitting = false }
      }
    }
    guard checksEvaluation, let place = node.rules.unevaluatedProperties else { return isFitting }
    for (index, member) in table.members.enumerated() where !own.contains(index) {
      if try !fits(place, member.value, at: .name(member.name)) { isFitting = false }
    }
    own.insertAll()
    return isFitting
  }

  private mutating func fits(
    _ member: JSONObject.Member, _ index: Int, _ rules: ObjectRules, _ own: inout Evaluation
  ) throws(SchemaGivenUp) -> Bool {
    var isFitting = true
    var isKnown = false
    if let place = rules.names, try !fitsName(place, member.name) { isFitting = false }
    if let place = rules.properties[ExactText(member.name)] {
      isKnown = true
      if try !fits(place, member.value, at: .name(member.name)) { isFitting = false }
    }
    for rule in rules.patterns where try fits(rule.pattern, member.name) {
      isKnown = true
      if try !fits(rule.place, member.value, at: .name(member.name)) { isFitting = false }
    }
    if !isKnown, let place = rules.others {
      isKnown = true
      if try !fits(place, member.value, at: .name(member.name)) { isFitting = false }
    }
    if isKnown { own.insert(index) }
    return isFitting
  }

  private mutating func fitsName(_ place: Int, _ name: String) throws(SchemaGivenUp) -> Bool {
    var ignored = Evaluation()
    guard let faults = try faults(place, .string(name), &ignored) else { return true }
    guard let fault = faults.first, let node = schema.nodes[place] else { return false }
    tell(node, nil, "has a name that is not allowed: \(ShownValue.name(ExactText(name))) \(fault.message)")
    return false
  }

  mutating func fits(
    _ elements: [JSONValue], _ node: SchemaNode, _ own: inout Evaluation, _ checksEvaluation: Bool
  ) throws(SchemaGivenUp) -> Bool {
    var isFitting = true
    if let rules = node.rules.array {
      if try !fitsAsWhole(elements, rules, node) { isFitting = false }
      for (index, element) in elements.enumerated() {
        if !isFitting, tellsNothing { return false }
        guard let place = index < rules.first.count ? rules.first[index] : rules.others else { break }
        if try !fits(place, element, at: .index(index)) { isFitting = false }
        own.insert(index)
      }
      if let place = rules.contains, try !fitsContained(place, elements, rules, node, &own) {
        isFitting = false
      }
    }
    guard checksEvaluation, let place = node.rules.unevaluatedItems else { return isFitting }
    for (index, element) in elements.enumerated() where !own.contains(index) {
      if try !fits(place, element, at: .index(index)) { isFitting = false }
    }
    own.insertAll()
    return isFitting
  }

  private mutating func fitsAsWhole(
    _ elements: [JSONValue], _ rules: ArrayRules, _ node: SchemaNode
  ) throws(SchemaGivenUp) -> Bool {
    var isFitting = true
    let shown = ShownValue.count(elements.count, "element")
    if let minimum = rules.minimum, elements.count < minimum {
      tell(node, "minItems", "has \(shown), fewer than \(minimum)")
      isFitting = false
    }
    if let maximum = rules.maximum, elements.count > maximum {
      tell(node, "maxItems", "has \(shown), more than \(maximum)")
      isFitting = false
    }
    guard rules.isUnique else { return isFitting }
    var known: [CanonicalText: Int] = [:]
    for (index, element) in elements.enumerated() {
      try spend(element)
      if let other = known.updateValue(index, forKey: CanonicalText(element)) {
        tell(node, "uniqueItems", "holds the same value twice, at [\(other)] and [\(index)]")
        return false
      }
    }
    return isFitting
  }

  private mutating func fitsContained(
    _ place: Int, _ elements: [JSONValue], _ rules: ArrayRules, _ node: SchemaNode, _ own: inout Evaluation
  ) throws(SchemaGivenUp) -> Bool {
    var count = 0
    for (index, element) in elements.enumerated() {
      var ignored = Evaluation()
      guard try fitsQuietly(place, element, &ignored) else { continue }
      count += 1
      own.insert(index)
    }
    let shown = ShownValue.count(count, "element")
    if count < rules.fewestContained {
      let keyword = rules.fewestContained == 1 ? "contains" : "minContains"
      tell(
        node, keyword,
        count == 0
          ? "holds no element that it must hold"
          : "holds \(shown) of those it must hold, fewer than \(rules.fewestContained)")
      return false
    }
    guard let most = rules.mostContained, count > most else { return true }
    tell(node, "maxContains", "holds \(shown) of a kind, more than \(most)")
    return false
  }
}
