import JSON
import JSONSchema
import Testing

@Suite("References of JSON schemas")
struct ReferenceTests {
  @Test(
    "by pointer, name and address",
    arguments: [
      ##"{"$ref":"#/$defs/s","$defs":{"s":{"type":"string"}}}"##,
      ##"{"$ref":"#/definitions/s","definitions":{"s":{"type":"string"}}}"##,
      ##"{"$ref":"#s","$defs":{"x":{"$anchor":"s","type":"string"}}}"##,
      ##"{"$ref":"#/elsewhere/0","elsewhere":[{"type":"string"}]}"##,
      ##"{"$ref":"#/$defs/a%25b~1c","$defs":{"a%b/c":{"type":"string"}}}"##,
      ##"{"$id":"https://a.test/root.json","$ref":"s.json","$defs":{"x":{"$id":"s.json","type":"string"}}}"##,
      ##"{"$id":"https://a.test/root.json","$ref":"/p/s.json#t","$defs":{"x":{"$id":"p/s.json","$defs":{"y":{"$anchor":"t","type":"string"}}}}}"##,
      ##"{"$id":"https://a.test/a/b/root.json","$ref":"../s.json#/$defs/y","$defs":{"x":{"$id":"https://a.test/a/s.json","$defs":{"y":{"type":"string"}}}}}"##,
      ##"{"$ref":"urn:uuid:deadbeef-1234-0000-0000-4321feebdaed#s","$defs":{"x":{"$id":"urn:uuid:deadbeef-1234-0000-0000-4321feebdaed","$defs":{"y":{"$anchor":"s","type":"string"}}}}}"##,
      ##"{"$ref":"#/x","x":{"$ref":"#late"},"y":{"$anchor":"not here"},"$defs":{"z":{"$anchor":"late","type":"string"}}}"##,
      ##"{"$dynamicRef":"#s","$defs":{"x":{"$dynamicAnchor":"s","type":"string"}}}"##,
      ##"{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#/definitions/s","type":"null","definitions":{"s":{"type":"string"}}}"##,
      ##"{"$schema":"http://json-schema.org/draft-07/schema#","allOf":[{"$ref":"#s"}],"definitions":{"x":{"$id":"#s","type":"string"}}}"##,
    ])
  func targets(schema: String) throws {
    #expect(try faults(schema, ##""text""##) == [])
    #expect(try faults(schema, "1") == ["$ is a number, not a string"])
  }

  @Test("what stands beside a reference holds too, but not in draft-07")
  func siblings() throws {
    let schema = ##"{"$ref":"#/$defs/s","maxLength":1,"$defs":{"s":{"type":"string"}}}"##
    #expect(try faults(schema, ##""ab""##) == ["$ has 2 characters, more than 1"])
  }

  @Test("schemas that go into the value may name themselves")
  func recursion() throws {
    let schema =
      ##"{"properties":{"next":{"$ref":"#"},"n":{"type":"integer"}},"additionalProperties":false}"##
    #expect(try faults(schema, ##"{"n":1,"next":{"n":2,"next":{}}}"##) == [])
    #expect(
      try faults(schema, ##"{"next":{"next":{"n":"3"}}}"##) == ["$.next.next.n is a string, not an integer"])
  }

  @Test("a dynamic reference leads to the outermost schema with its anchor")
  func dynamicReferences() throws {
    let tree =
      ##"{"$id":"https://a.test/tree","$dynamicAnchor":"node","properties":{"children":{"items":{"$dynamicRef":"#node"}}}}"##
    let strict =
      ##"{"$id":"https://a.test/strict","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false,"$defs":{"t":\##(tree)}}"##
    let value = ##"{"children":[{"daat":1}]}"##
    #expect(try faults(tree, value) == [])
    #expect(try faults(strict, value) == ["$.children[0].daat is not allowed"])
  }
}
