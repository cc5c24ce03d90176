import JSON
import JSONSchema
import Testing

@Suite("JSON Schema keywords (draft 2020-12)")
struct KeywordTests {
  @Test(
    "values that fit",
    arguments: [
      (##"true"##, ##"1"##), (##"{}"##, ##"null"##), (##"{"type":"integer"}"##, ##"1.0"##),
      (##"{"type":"integer"}"##, ##"1e3"##),
      (##"{"type":["string","null"]}"##, ##"null"##), (##"{"type":"number"}"##, ##"1"##),
      (##"{"const":1}"##, ##"1.0"##), (##"{"enum":[{"a":1,"b":[2]}]}"##, ##"{"b":[2.0],"a":10e-1}"##),
      (##"{"maximum":9007199254740993}"##, ##"9007199254740993"##),
      (##"{"minimum":-1e400}"##, ##"-9e399"##), (##"{"multipleOf":0.01}"##, ##"19.99"##),
      (##"{"multipleOf":1e-8}"##, ##"12391239123"##), (##"{"multipleOf":3}"##, ##"3e300"##),
      (##"{"multipleOf":12345678901234567890123456789}"##, ##"24691357802469135780246913578e0"##),
      (##"{"maxLength":2}"##, ##""😀é""##), (##"{"minLength":2}"##, ##""e\u0301""##),
      (##"{"minLength":5}"##, ##"1"##), (##"{"pattern":"b"}"##, ##""abc""##),
      (##"{"uniqueItems":true}"##, ##"[1,true,"1",[1],{"a":1}]"##),
      (##"{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}"##, ##"["a",1,2]"##),
      (##"{"items":[{"type":"string"}],"additionalItems":false}"##, ##"["a"]"##),
      (##"{"contains":{"const":1},"minContains":0}"##, ##"[]"##),
      (##"{"contains":{"const":1}}"##, ##"[0,1]"##),
      (
        ##"{"properties":{"a":{"type":"null"}},"patternProperties":{"^x":true},"additionalProperties":false}"##,
        ##"{"xy":1}"##
      ),
      (##"{"dependentRequired":{"a":["b"]}}"##, ##"{"b":1}"##),
      (##"{"dependencies":{"a":["b"]}}"##, ##"{"a":1,"b":1}"##),
      (##"{"if":{"type":"string"},"then":{"minLength":1},"else":{"minimum":1}}"##, ##"1"##),
      (##"{"then":false}"##, ##"1"##), (##"{"not":{"type":"string"}}"##, ##"1"##),
      (##"{"properties":{"a":true},"unevaluatedProperties":false}"##, ##"{"a":1}"##),
      (
        ##"{"anyOf":[{"properties":{"a":true}},{"properties":{"b":true}}],"unevaluatedProperties":false}"##,
        ##"{"a":1,"b":2}"##
      ),
      (##"{"allOf":[{"prefixItems":[true]}],"contains":{"const":5},"unevaluatedItems":false}"##, ##"[1,5]"##),
      (##"{"format":"colour"}"##, ##""x""##), (##"{"unknown":{"type":7}}"##, ##"1"##),
      (##"{"properties":{"é":{"type":"string"}}}"##, ##"{"e\u0301":1}"##),
    ])
  func fitting(schema: String, value: String) throws {
    #expect(try faults(schema, value) == [])
  }

  @Test(
    "values that do not fit, and the line that says why",
    arguments: [
      (##"false"##, ##"1"##, "$ is not allowed"),
      (##"{"type":"integer"}"##, ##""1""##, "$ is a string, not an integer"),
      (##"{"type":"integer"}"##, ##"1.5"##, "$ is 1.5, not an integer"),
      (
        ##"{"type":["object","array","null"]}"##, ##"true"##,
        "$ is a boolean, not an object, an array or null"
      ),
      (##"{"enum":["a","b",1]}"##, ##""c""##, "$ is \"c\", not \"a\", \"b\" or 1"),
      (##"{"const":{"a":1}}"##, ##"{"a":2}"##, "$ is an object of 1 member, not an object of 1 member"),
      (##"{"minimum":5}"##, ##"4.99"##, "$ is 4.99, less than 5"),
      (##"{"maximum":1e2}"##, ##"101"##, "$ is 101, more than 1e2"),
      (##"{"exclusiveMinimum":5}"##, ##"5.0"##, "$ is 5.0, not more than 5"),
      (##"{"exclusiveMaximum":5}"##, ##"5"##, "$ is 5, not less than 5"),
      (
        ##"{"maximum":9007199254740992}"##, ##"9007199254740993"##,
        "$ is 9007199254740993, more than 9007199254740992"
      ),
      (##"{"multipleOf":0.01}"##, ##"19.999"##, "$ is 19.999, not a multiple of 0.01"),
      (##"{"minimum":0}"##, ##"1e99999999999999"##, "$ is 1e99999999999999, too large to compare"),
      (##"{"minLength":3}"##, ##""😀""##, "$ has 1 character, fewer than 3"),
      (##"{"maxLength":1}"##, ##""ab""##, "$ has 2 characters, more than 1"),
      (##"{"pattern":"^\\d+$"}"##, ##""1a""##, "$ does not match the pattern ^\\d+$"),
      (##"{"format":"date"}"##, ##""2023-02-29""##, "$ is \"2023-02-29\", not a date such as 2024-05-06"),
      (##"{"items":{"type":"string"}}"##, ##"["a",1]"##, "$[1] is a number, not a string"),
      (##"{"items":false}"##, ##"[1]"##, "$[0] is not allowed"),
      (##"{"minItems":1}"##, ##"[]"##, "$ has 0 elements, fewer than 1"),
      (##"{"maxItems":1}"##, ##"[1,2]"##, "$ has 2 elements, more than 1"),
      (##"{"uniqueItems":true}"##, ##"[1,2,1.0]"##, "$ holds the same value twice, at [0] and [2]"),
      (##"{"contains":{"const":1}}"##, ##"[2]"##, "$ holds no element that it must hold"),
      (
        ##"{"contains":{"const":1},"minContains":2}"##, ##"[1]"##,
        "$ holds 1 element of those it must hold, fewer than 2"
      ),
      (
        ##"{"contains":{"const":1},"maxContains":1}"##, ##"[1,1]"##,
        "$ holds 2 elements of a kind, more than 1"
      ),
      (##"{"required":["a\n"]}"##, ##"{}"##, "$ needs the member \"a\\n\""),
      (##"{"dependentRequired":{"a":["b"]}}"##, ##"{"a":1}"##, "$ needs the member \"b\", as it has \"a\""),
      (##"{"dependentSchemas":{"a":{"minProperties":2}}}"##, ##"{"a":1}"##, "$ has 1 member, fewer than 2"),
      (##"{"maxProperties":0}"##, ##"{"a":1}"##, "$ has 1 member, more than 0"),
      (
        ##"{"properties":{"a":{"items":{"properties":{"b c":{"type":"null"}}}}}}"##, ##"{"a":[{"b c":1}]}"##,
        "$.a[0][\"b c\"] is a number, not null"
      ),
      (
        ##"{"properties":{"a":true},"additionalProperties":false}"##, ##"{"a":1,"b":2}"##,
        "$.b is not allowed"
      ),
      (
        ##"{"propertyNames":{"maxLength":1}}"##, ##"{"ab":1}"##,
        "$ has a name that is not allowed: \"ab\" has 2 characters, more than 1"
      ),
      (##"{"not":{"type":"string"}}"##, ##""a""##, "$ is what the schema forbids"),
      (
        ##"{"anyOf":[{"type":"string"},{"type":"null"}]}"##, ##"1"##,
        "$ fits none of 2 alternatives; nearest: is a number, not a string"
      ),
      (
        ##"{"anyOf":[{"type":"string"},{"properties":{"a":{"type":"null"}}}]}"##, ##"{"a":1}"##,
        "$ fits none of 2 alternatives; nearest: $.a is a number, not null"
      ),
      (
        ##"{"anyOf":[{"anyOf":[{"items":{"type":"null"}},false]},false]}"##, ##"[1]"##,
        "$ fits none of 2 alternatives; nearest: $[0] is a number, not null"
      ),
      (##"{"anyOf":[{"minimum":2}]}"##, ##"1"##, "$ is 1, less than 2"),
      (
        ##"{"oneOf":[{"type":"integer"},{"type":"string"},{"minimum":0}]}"##, ##"1"##,
        "$ fits the alternatives 1 and 3, and may fit only one"
      ),
      (
        ##"{"if":{"type":"string"},"then":{"minLength":1},"else":{"minimum":1}}"##, ##""""##,
        "$ has 0 characters, fewer than 1"
      ),
      (##"{"properties":{"a":true},"unevaluatedProperties":false}"##, ##"{"b":1}"##, "$.b is not allowed"),
      (
        ##"{"not":{"not":{"properties":{"a":true}}},"unevaluatedProperties":false}"##, ##"{"a":1}"##,
        "$.a is not allowed"
      ),
      (
        ##"{"prefixItems":[true],"unevaluatedItems":{"type":"null"}}"##, ##"[1,2]"##,
        "$[1] is a number, not null"
      ),
      (##"{"required":["é"]}"##, ##"{"e\u0301":1}"##, "$ needs the member \"é\""),
      (##"{"properties":{"a":{"type":"null"}}}"##, ##"{"a":null,"a":1}"##, "$.a is a number, not null"),
    ])
  func notFitting(schema: String, value: String, line: String) throws {
    #expect(try faults(schema, value) == [line])
  }

  @Test("each violation names the keyword by its place in the schema")
  func locations() throws {
    let schema: JSONValue = [
      "$defs": ["a/b~": ["type": "string"]], "properties": ["x": ["$ref": "#/$defs/a~1b~0"]],
      "required": ["y"],
    ]
    let violations = try JSONSchema(schema).validate(["x": 1])
    #expect(violations.map(\.schemaLocation) == ["/required", "/$defs/a~1b~0/type"])
    #expect(violations.map(\.path) == ["$", "$.x"])
  }

  @Test("all that is wrong is told, one line each, the first hundred")
  func several() throws {
    let schema = ##"{"required":["a","b"],"properties":{"c":{"type":"null","enum":[2]}}}"##
    #expect(
      try faults(schema, ##"{"c":1}"##) == [
        "$ needs the member \"a\"", "$ needs the member \"b\"", "$.c is a number, not null",
        "$.c is 1, not 2",
      ])
    let many = "[" + [String](repeating: "1", count: 500).joined(separator: ",") + "]"
    #expect(try faults(##"{"items":{"type":"null"}}"##, many).count == 100)
  }

  @Test("a text of the value is shown whole or not at all")
  func longTexts() throws {
    let text = String(repeating: "s3cret", count: 20)
    #expect(try faults(##"{"const":"a"}"##, "\"\(text)\"") == ["$ is a string of 120 characters, not \"a\""])
    let digits = String(repeating: "7", count: 50)
    #expect(try faults(##"{"maximum":1}"##, digits) == ["$ is a long number, more than 1"])
  }
}
