import Encodings
import JSON
import JSONSchema
import TestSupport
import Testing

/// Bodies as a person or another tool finds them in a recording.
@Suite(.serialized) struct RecordingBodyTests {
  @Test func bodiesAreReadableWhereTheyAreTextAndWholeWhereNot() throws {
    let patchbay = Patchbay()
    let definition =
      "connection odd { \"baseUrl\": \"http://sandbox.test/awkward\", \"requests\": { \"gzip\": { \"url\": \"/gzip#top\" }, "
      + "\"binary\": { \"url\": \"/binary\" } } }"
    let outcome = try patchbay.pipe(
      "\(definition)\nconnectrequest odd gzip\nconnectrequest odd binary\n:save a.md\n")
    #expect(outcome.status == 0, "\(outcome.stderr)")
    let recording = try JSONValue(parsing: try #require(patchbay.folder.read("a.har")))
    let entries = try #require(recording["log"]?["entries"])
    let text = try #require(entries[0]?["response"]?["content"])
    #expect(text["text"]?.stringValue?.contains("Grüße") == true)
    #expect(text["encoding"] == nil)
    #expect(entries[0]?["request"]?["url"] == "http://sandbox.test/awkward/gzip")
    let binary = try #require(entries[1]?["response"]?["content"])
    #expect(binary["encoding"] == "base64")
    #expect(binary["text"]?.stringValue.flatMap { Base64.decode($0) } == Array(0...255))
    let schema = try JSONValue(parsing: try #require(ProjectFiles.text("docs/reference/har.schema.json")))
    #expect(try JSONSchema(schema).validate(recording) == [])
    let replay = try patchbay.run(["replay", "a.md"])
    #expect(replay.stdout == "a.md: 3 cells, as recorded\n", "\(replay.stdout)\(replay.stderr)")
  }
}
