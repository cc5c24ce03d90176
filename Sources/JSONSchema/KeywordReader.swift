import JSON

/// Reads the keywords of one schema, each with the type that it must have.
struct KeywordReader {
  let place: Int
  private let object: JSONObject
  let compiler: SchemaCompiler

  init(_ object: JSONObject, at place: Int, of compiler: SchemaCompiler) {
    self.place = place
    self.object = object
    self.compiler = compiler
  }

  subscript(keyword: String) -> JSONValue? { object[keyword] }

  func has(_ keyword: String) -> Bool { object.contains(keyword) }

  func location(_ keyword: String) -> String {
    compiler.pointer(to: place) + "/" + JSONPointer.escaped(keyword)
  }

  func fault(_ keyword: String, _ message: String) -> SchemaError {
    SchemaError(location: location(keyword), message: message)
  }

  // MARK: Plain values

  func text(_ keyword: String) throws(SchemaError) -> String? {
    guard let value = object[keyword] else { return nil }
    guard let text = value.stringValue else { throw fault(keyword, "must be a string") }
    return text
  }

  func flag(_ keyword: String) throws(SchemaError) -> Bool {
    guard let value = object[keyword] else { return false }
    guard let flag = value.boolValue else { throw fault(keyword, "must be true or false") }
    return flag
  }

  /// A number of characters, elements or members.
  func count(_ keyword: String) throws(SchemaError) -> Int? {
    guard let value = object[keyword] else { return nil }
    guard let count = value.intValue, count >= 0 else {
      throw fault(keyword, "must be a whole number, 0 or more")
    }
    return count
  }

  func number(_ keyword: String) throws(SchemaError) -> NumberBound? {
    guard let value = object[keyword] else { return nil }
    guard case .number(let text) = value, let number = JSONNumber(text) else {
      throw fault(keyword, "must be a number")
    }
    return NumberBound(number: number, text: text)
  }

  func names(_ value: JSONValue, _ location: String) throws(SchemaError) -> [ExactText] {
    var names: [ExactText] = []
    for element in value.arrayValue ?? [.null] {
      guard let name = element.stringValue else {
        throw SchemaError(location: location, message: "must be an array of strings")
      }
      names.append(ExactText(name))
    }
    return names
  }

  // MARK: Schemas

  func schema(_ keyword: String) throws(SchemaError) -> Int? {
    guard let value = object[keyword] else { return nil }
    return compiler.schema(at: compiler.child(keyword, value, of: place))
  }

  func schemas(_ keyword: String) throws(SchemaError) -> [Int] {
    guard let value = object[keyword] else { return [] }
    guard let elements = value.arrayValue, !elements.isEmpty else {
      throw fault(keyword, "must be an array of schemas with one at least")
    }
    let list = compiler.child(keyword, value, of: place)
    return elements.enumerated().map { index, element in
      compiler.schema(at: compiler.child(String(index), element, of: list))
    }
  }

  func schemasByName(_ keyword: String) throws(SchemaError) -> [(name: ExactText, place: Int)] {
    try members(keyword).map { ($0.name, compiler.schema(at: $0.place)) }
  }

  /// The values inside an object, with their places.
  func members(_ keyword: String) throws(SchemaError) -> [(name: ExactText, value: JSONValue, place: Int)] {
    guard let value = object[keyword] else { return [] }
    guard let object = value.objectValue else { throw fault(keyword, "must be an object") }
    let container = compiler.child(keyword, value, of: place)
    return MemberTable(object).members.map {
      (ExactText($0.name), $0.value, compiler.child($0.name, $0.value, of: container))
    }
  }
}
