import Encodings
import JSON
import Patterns

/// Turns the text of a schema into rules, without recursion, and then joins them by their references.
final class SchemaCompiler {
  var rules: [Int: SchemaRules] = [:]
  private(set) var dynamicAnchors: [Int: [ExactText: Int]] = [:]
  /// Every value of the schema's text that was looked at.
  private(set) var places: [SchemaPlace]
  private var children: [PlaceKey: Int] = [:]
  private var queue: [Int] = []
  private(set) var addresses: [Int: SchemaAddress] = [:]
  private(set) var resources: [ExactText: Int] = [:]
  private(set) var anchors: [Int: [ExactText: Int]] = [:]
  private(set) var references: [SchemaReference] = []
  private var patternSize = 0

  /// A place by the one around it.
  private struct PlaceKey: Hashable {
    var parent: Int
    var token: ExactText
  }

  /// All patterns together may have as many instructions.
  private static let largestPatternSize = 1_000_000

  init(_ value: JSONValue) {
    places = [SchemaPlace(value: value, parent: nil, token: "", resource: 0, isDraft7: false)]
    addresses[0] = SchemaAddress("")
    resources[ExactText("")] = 0
  }

  func compile() throws(SchemaError) {
    queue = [0]
    try drain()
    try resolveReferences()
    try refuseLoops()
  }

  // MARK: Places

  /// The schema at a place, to be compiled later; returns the place.
  func schema(at place: Int) -> Int {
    if rules[place] == nil {
      rules[place] = SchemaRules(location: "", resource: places[place].resource)
      queue.append(place)
    }
    return place
  }

  /// A value inside the one at a place.
  func child(_ token: String, _ value: JSONValue, of parent: Int) -> Int {
    let key = PlaceKey(parent: parent, token: ExactText(token))
    if let known = children[key] { return known }
    let around = places[parent]
    places.append(
      SchemaPlace(
        value: value, parent: parent, token: token, resource: around.resource, isDraft7: around.isDraft7))
    children[key] = places.count - 1
    return places.count - 1
  }

  /// The way to a place as a JSON pointer.
  func pointer(to place: Int) -> String {
    var tokens: [String] = []
    var next: Int? = place
    while let index = next, let parent = places[index].parent {
      tokens.append(JSONPointer.escaped(places[index].token))
      next = parent
    }
    return tokens.reversed().map { "/" + $0 }.joined()
  }

  // MARK: Schemas

  func drain() throws(SchemaError) {
    while let place = queue.popLast() { rules[place] = try rules(at: place) }
  }

  private func rules(at place: Int) throws(SchemaError) -> SchemaRules {
    switch places[place].value {
    case .bool(let verdict):
      var found = SchemaRules(location: pointer(to: place), resource: places[place].resource)
      found.verdict = verdict
      return found
    case .object(let object):
      return try rules(KeywordReader(object, at: place, of: self))
    default:
      throw SchemaError(
        location: pointer(to: place), message: "must be a schema: an object, true or false")
    }
  }

  private func rules(_ reader: KeywordReader) throws(SchemaError) -> SchemaRules {
    try readDialect(reader)
    let isOnlyReference = places[reader.place].isDraft7 && reader.has("$ref")
    if !isOnlyReference { try readIdentity(reader) }
    for keyword in ["$defs", "definitions"] { _ = try reader.schemasByName(keyword) }
    var found = SchemaRules(location: pointer(to: reader.place), resource: places[reader.place].resource)
    for keyword in ["$ref", "$dynamicRef"] {
      guard let address = try reader.text(keyword) else { continue }
      references.append(
        SchemaReference(place: reader.place, keyword: keyword, address: SchemaAddress(address)))
    }
    if reader.has("$recursiveRef") {
      throw reader.fault("$recursiveRef", "is of draft 2019-09; write $dynamicRef")
    }
    if isOnlyReference { return found }
    found.types = try TypeRule(reader)
    found.values = try ValueRules(reader)
    found.number = try NumberRules(reader)
    found.text = try TextRules(reader)
    found.array = try ArrayRules(reader)
    found.object = try ObjectRules(reader)
    found.combination = try CombinationRules(reader)
    found.unevaluatedItems = try reader.schema("unevaluatedItems")
    found.unevaluatedProperties = try reader.schema("unevaluatedProperties")
    return found
  }

  /// A pattern, counted with all others.
  func pattern(_ text: String, at location: String) throws(SchemaError) -> RegularExpression {
    let pattern: RegularExpression
    do throws(RegularExpressionError) {
      pattern = try RegularExpression(text, dialect: .ecmaScript)
    } catch {
      throw SchemaError(
        location: location, message: "is no pattern: \(error.message); \(error.suggestion)")
    }
    patternSize += pattern.size
    if patternSize > Self.largestPatternSize {
      throw SchemaError(location: location, message: "is one pattern too many; all together are too large")
    }
    return pattern
  }

  // MARK: Names of schemas

  private func readDialect(_ reader: KeywordReader) throws(SchemaError) {
    guard let name = try reader.text("$schema") else { return }
    guard let dialect = SchemaDialect(name) else {
      throw reader.fault("$schema", "names a draft that is not known; draft 2020-12 and draft-07 are")
    }
    places[reader.place].isDraft7 = dialect == .draft7
  }

  private func readIdentity(_ reader: KeywordReader) throws(SchemaError) {
    let place = reader.place
    if let text = try reader.text("$id") {
      let address = SchemaAddress(text)
      if let fragment = address.fragment, !fragment.isEmpty {
        guard text.hasPrefix("#"), places[place].isDraft7 else {
          throw reader.fault("$id", "has a fragment; write it under $anchor")
        }
        try add(String(fragment), "$id", reader)
      } else {
        let base = addresses[places[place].resource] ?? address
        places[place].resource = place
        addresses[place] = address.resolved(against: base)
        let document = ExactText(address.resolved(against: base).document)
        if let other = resources[document], other != place {
          throw reader.fault("$id", "is the same as the one of another schema")
        }
        resources[document] = place
      }
    }
    for keyword in ["$anchor", "$dynamicAnchor"] {
      guard let name = try reader.text(keyword) else { continue }
      try add(name, keyword, reader)
      if keyword == "$dynamicAnchor" {
        dynamicAnchors[places[place].resource, default: [:]][ExactText(name)] = place
      }
    }
  }

  private func add(_ name: String, _ keyword: String, _ reader: KeywordReader) throws(SchemaError) {
    let resource = places[reader.place].resource
    let isNew = anchors[resource, default: [:]].updateValue(reader.place, forKey: ExactText(name))
    if let other = isNew, other != reader.place {
      throw reader.fault(keyword, "is the same as the one of another schema")
    }
  }
}
