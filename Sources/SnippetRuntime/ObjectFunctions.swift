import JSON
import SnippetSyntax

extension BuiltinFunctions {
  static let objects: [BuiltinInfo] = [
    .init(
      "asjson", "o", .stated, "The value as JSON text, members in their order.",
      [
        ("DYNAMIC o\no.id = 7\no.name = \"Ada\"\nTRACE \"{o.asjson()}\"", #"{"id":7,"name":"Ada"}"#),
        (#"asjson(fromjson("[1.50, true, null]"))"#, "[1.50,true,null]"), (#""a|b".asjson()"#, #""a|b""#),
      ], count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in Value(try machine.json(arguments[0])) },
    .init(
      "asxml", "o", .inferred, "The object as XML text.",
      [
        ("DYNAMIC o\no.id = 7\nTRACE \"{o.asxml()}\"", "<root><id>7</id></root>"),
        (#"asxml(fromjson("[1,2]"))"#, "<root><item>1</item><item>2</item></root>"),
      ], count: 1...1
    ) { (machine, arguments) throws(RuntimeFault) in
      var writer = XMLWriter()
      try writer.write(arguments[0])
      return Value(machine.objectText(writer.text, "XML"))
    },
    .init(
      "fromjson", "text", .ours, "The object, array or value that a JSON text describes.",
      [
        (#"fromjson("[10, 20, 30]").size"#, "3"), (##"fromjson($"\{\"a\":1.10}").a"##, "1.10"),
        (#""[true]".fromjson()[1]"#, "true"),
      ], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in try parsed(arguments.text(0)) },
    .init(
      "fromxml", "text", .ours, "The object that an XML text describes.",
      [
        ("fromxml(\"<order><id>7</id></order>\").id", "7"),
        (#"fromxml("<a i='1'><b>x</b><b>y</b></a>").asjson()"#, #"{"@i":"1","b":["x","y"]}"#),
      ], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      var reader = XMLReader(arguments.text(0))
      return try reader.read()
    },
    .init(
      "copy", "o", .ours, "A copy of the object that shares nothing with it.",
      [
        ("DYNAMIC o\no.n = 1\np = o.copy()\np.n = 2\nTRACE \"{o.n}\"", "1"),
        ("copy(fromjson(\"[1]\")).size", "1"),
      ], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      var budget = HardLimit.valueNodes
      return try copy(arguments[0], depth: 0, &budget)
    },
    .init(
      "count", "o", .ours, "How many members or elements there are.",
      [
        ("count(\"a|b\")", "2"), ("DYNAMIC o\no.a = 1\no.b = 2\nTRACE \"{o.count()}\"", "2"),
        ("count(nothing)", "0"),
      ], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      switch arguments[0] {
      case .absent, .null: .integer(0)
      case .object(let object): Value(object.isArray ? object.elements.count : object.members.count)
      case .text(let text): Value(text.count)
      default: .integer(1)
      }
    },
  ]

  static func parsed(_ text: String) throws(RuntimeFault) -> Value {
    do throws(JSONError) {
      return Value(json: try JSONValue(parsing: text, limits: JSONLimits(maximumDepth: HardLimit.valueDepth)))
    } catch {
      throw RuntimeFault(
        .json, "this text is not JSON: line \(error.line), column \(error.column): \(error.message)")
    }
  }

  private static func copy(_ value: Value, depth: Int, _ budget: inout Int) throws(RuntimeFault) -> Value {
    guard case .object(let object) = value else { return value.settled }
    budget -= object.members.count + object.elements.count + 1
    if depth >= HardLimit.valueDepth || budget < 0 { throw nestedTooDeep("copied") }
    let result = object.emptyCopy()
    for member in object.members {
      _ = result.setMember(member.name, to: try copy(member.value, depth: depth + 1, &budget), hint: -1)
    }
    for (index, element) in object.elements.enumerated() {
      result.setElement(at: index + 1, to: try copy(element, depth: depth + 1, &budget))
    }
    return .object(result)
  }

  static func nestedTooDeep(_ done: String) -> RuntimeFault {
    RuntimeFault(
      .nesting,
      "the object is too large, nested more than \(HardLimit.valueDepth) deep or holds itself, and cannot be \(done)"
    )
  }
}

extension Interpreter {
  /// The value as JSON text, by the settings.
  func json(_ value: Value) throws(RuntimeFault) -> String {
    var budget = JSONBudget()
    let json = value.json(asStrings: settings.asJSONStrings, depth: 0, budget: &budget)
    if budget.isExceeded { throw BuiltinFunctions.nestedTooDeep("written as JSON") }
    return objectText(json.text(.compact), "JSON")
  }

  /// The text of an object, held against the platform's limit: cut there, and a warning everywhere.
  func objectText(_ text: String, _ kind: String) -> String {
    let size = text.utf8.count
    guard size > HardLimit.objectBytes else { return text }
    let isCut = settings.limits == .studio
    if !hasWarnedOfObject {
      hasWarnedOfObject = true
      let fate = isCut ? "was cut" : "would be cut on the platform"
      warn(.objectSize, "the \(kind) of an object has \(size) bytes and \(fate) at \(HardLimit.objectBytes)")
    }
    guard isCut else { return text }
    var end = HardLimit.objectBytes
    let bytes = Array(text.utf8.prefix(end + 1))
    // No character is cut in two.
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
