import JSON
import JSONSchema
import Testing

@Suite("Hostile JSON schemas and values")
struct HostileTests {
  private func nested(_ depth: Int) -> JSONValue {
    (0..<depth).reduce(JSONValue.null) { value, _ in [value] }
  }

  @Test("values as deep as a text may be are checked to the end, and deeper schemas are given up")
  func depth() throws {
    let schema = ##"{"$ref":"#/$defs/a","$defs":{"a":{"items":{"$ref":"#/$defs/a"}}}}"##
    let compiled = try JSONSchema(JSONValue(parsing: schema))
    #expect(compiled.validate(nested(512)) == [])
    #expect(
      compiled.validate(nested(600)).map(\.description) == [
        "$ was not checked to the end: schemas stand more than 1100 deep"
      ])
    let loop: JSONValue = ["$dynamicAnchor": "a", "allOf": [["$dynamicRef": "#a"]]]
    #expect(try JSONSchema(loop).validate(1).count == 1)
  }

  @Test("a schema as deep as a text may be is read")
  func deepSchema() throws {
    let schema = (0..<250).reduce(JSONValue.bool(false)) { schema, _ in ["not": ["items": schema]] }
    #expect(try JSONSchema(schema).validate([]).count == 1)
  }

  @Test("schemas that ask for more and more work are given up", arguments: ["allOf", "anyOf", "oneOf"])
  func growth(keyword: String) throws {
    var definitions = JSONObject()
    for level in 0..<40 {
      let next: JSONValue = ["$ref": .string("#/$defs/d\(level + 1)")]
      definitions["d\(level)"] = .object([keyword: [next, next]])
    }
    definitions["d40"] = false
    let schema: JSONValue = ["$ref": "#/$defs/d0", "$defs": .object(definitions)]
    let limits = JSONSchemaLimits(maximumWork: 100_000)
    #expect(
      try JSONSchema(schema, limits: limits).validate(1).map(\.description) == [
        "$ was not checked to the end: it takes more than 100000 steps"
      ])
  }

  @Test("patterns that make others try for ever end soon")
  func patterns() throws {
    let text = JSONValue.string(String(repeating: "a", count: 20_000) + "!")
    for pattern in ["^(a+)+$", "^(a|aa)*$", "^(a|a?)+$", "(.*)*(.*)*x", "^(\\w+\\s?)*$"] {
      #expect(try JSONSchema(["pattern": .string(pattern)]).validate(text).count == 1)
    }
    let large = try JSONSchema(
      ["pattern": "(a?){2000}a{1000}b"], limits: JSONSchemaLimits(maximumWork: 100_000))
    #expect(
      large.validate(text).map(\.message) == ["was not checked to the end: it takes more than 100000 steps"])
  }

  @Test("patterns may not be many and large")
  func manyPatterns() throws {
    let members = (0..<120).map { JSONObject.Member("^x{9000}\($0)$", true) }
    let schema: JSONValue = ["patternProperties": .object(JSONObject(members))]
    let error = #expect(throws: SchemaError.self) { try JSONSchema(schema) }
    #expect(error?.message == "is one pattern too many; all together are too large")
  }

  @Test("huge lists of values, names and elements are looked up, not searched")
  func hugeLists() throws {
    let count = 20_000
    let values = JSONValue.array((0..<count).map { JSONValue($0) })
    #expect(try JSONSchema(["items": ["enum": values], "uniqueItems": true]).validate(values) == [])
    #expect(
      try JSONSchema(["enum": values]).validate(-1).map(\.message) == [
        "is -1, not 0, 1, 2, 3, 4, 5, 6, 7 or \(count - 8) others"
      ])
    let names = (0..<count).map { "n\($0)" }
    let object = JSONValue.object(JSONObject(names.map { JSONObject.Member($0, 1) }))
    let schema: JSONValue = [
      "required": .array(names.map { .string($0) }), "additionalProperties": false,
      "properties": .object(JSONObject(names.map { JSONObject.Member($0, ["type": "integer"]) })),
    ]
    #expect(try JSONSchema(schema).validate(object) == [])
  }

  @Test("numbers with many digits and absurd exponents do no harm")
  func numbers() throws {
    let long = String(repeating: "9", count: 100_000)
    #expect(try faults(##"{"multipleOf":7e-5,"type":"integer"}"##, "1e1000000000").count == 1)
    #expect(try faults(##"{"multipleOf":9}"##, long) == [])
    #expect(try faults(##"{"multipleOf":7e3}"##, "7e1000000000") == [])
    #expect(try error(##"{"multipleOf":\##(long)}"##)?.description == "/multipleOf has more than 37 digits")
    #expect(try error(##"{"minimum":1e99999999999999}"##)?.description == "/minimum must be a number")
  }
}
