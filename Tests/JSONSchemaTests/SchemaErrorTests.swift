import JSON
import JSONSchema
import Testing

@Suite("Faulty JSON schemas")
struct SchemaErrorTests {
  @Test(
    "the error says where and what",
    arguments: [
      ("1", "the schema must be a schema: an object, true or false"),
      (##"{"items":1}"##, "/items must be a schema: an object, true or false"),
      (
        ##"{"$defs":{"a":{"properties":{"b/c":[]}}}}"##,
        "/$defs/a/properties/b~1c must be a schema: an object, true or false"
      ),
      (
        ##"{"type":"text"}"##,
        "/type must be one of array, boolean, integer, null, number, object, string, or an array of them"
      ),
      (##"{"type":[]}"##, "/type must name one type at least"),
      (##"{"enum":1}"##, "/enum must be an array of values"),
      (##"{"minimum":"1"}"##, "/minimum must be a number"),
      (##"{"exclusiveMinimum":true}"##, "/exclusiveMinimum must be a number"),
      (##"{"multipleOf":0}"##, "/multipleOf must be more than 0"),
      (##"{"minLength":-1}"##, "/minLength must be a whole number, 0 or more"),
      (##"{"maxItems":1.5}"##, "/maxItems must be a whole number, 0 or more"),
      (##"{"uniqueItems":1}"##, "/uniqueItems must be true or false"),
      (##"{"required":"a"}"##, "/required must be an array of strings"),
      (##"{"required":[1]}"##, "/required must be an array of strings"),
      (##"{"allOf":[]}"##, "/allOf must be an array of schemas with one at least"),
      (##"{"properties":[]}"##, "/properties must be an object"),
      (##"{"$ref":1}"##, "/$ref must be a string"),
      (##"{"dependencies":{"a":1}}"##, "/dependencies/a must be a schema: an object, true or false"),
      (##"{"dependentRequired":{"a":"b"}}"##, "/dependentRequired/a must be an array of strings"),
      (
        ##"{"$schema":"http://json-schema.org/draft-04/schema#"}"##,
        "/$schema names a draft that is not known; draft 2020-12 and draft-07 are"
      ),
      (##"{"$id":"#a"}"##, "/$id has a fragment; write it under $anchor"),
      (##"{"$recursiveRef":"#"}"##, "/$recursiveRef is of draft 2019-09; write $dynamicRef"),
      (
        ##"{"$defs":{"a":{"$id":"x"},"b":{"$id":"x"}}}"##,
        "/$defs/a/$id is the same as the one of another schema"
      ),
      (
        ##"{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}}"##,
        "/$defs/a/$anchor is the same as the one of another schema"
      ),
      (
        ##"{"pattern":"(a"}"##,
        "/pattern is no pattern: a ( is not closed; close it with ), or write \\( for the character ("
      ),
      (
        ##"{"patternProperties":{"[":true}}"##,
        "/patternProperties/[ is no pattern: a [ is not closed; write it like [a-z], or \\[ for the character ["
      ),
    ])
  func faults(schema: String, line: String) throws {
    #expect(try error(schema)?.description == line)
  }

  @Test(
    "a reference that leads nowhere names what it looks for; nothing is loaded",
    arguments: [
      (##"{"items":{"$ref":"#/$defs/b"}}"##, "/items/$ref refers to #/$defs/b, where nothing stands"),
      (##"{"$ref":"#b"}"##, "/$ref refers to #b, but no $anchor has that name"),
      (
        ##"{"$ref":"other.json"}"##,
        "/$ref refers to other.json, which is not in this schema; nothing is loaded, so put it under $defs"
      ),
      (
        ##"{"$id":"https://a.test/x/y.json","$ref":"../z.json#/a"}"##,
        "/$ref refers to https://a.test/z.json, which is not in this schema; nothing is loaded, so put it under $defs"
      ),
      (
        ##"{"$dynamicRef":"https://a.test/x"}"##,
        "/$dynamicRef refers to https://a.test/x, which is not in this schema; nothing is loaded, so put it under $defs"
      ),
    ])
  func references(schema: String, line: String) throws {
    #expect(try error(schema)?.description == line)
  }

  @Test(
    "references that go round without going into the value are refused",
    arguments: [
      ##"{"$ref":"#"}"##, ##"{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"$ref":"#/$defs/a"}}}"##,
      ##"{"allOf":[{"$ref":"#"}]}"##, ##"{"not":{"$ref":"#"}}"##, ##"{"if":true,"then":{"$ref":"#"}}"##,
      ##"{"dependentSchemas":{"a":{"anyOf":[{"$ref":"#"}]}}}"##,
    ])
  func loops(schema: String) throws {
    #expect(try error(schema)?.message == "refers to itself without going into the value, so it never ends")
  }
}
