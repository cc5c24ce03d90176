import JSON
import Testing

@Suite struct OutlineTests {
  private func outline(_ text: String, pieces size: Int = .max) -> JSONOutline {
    var outline = JSONOutline()
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      outline.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return outline
  }

  @Test(
    arguments: [
      ("{}", "JSON object of 0 members"),
      ("[]", "JSON array of 0 values"),
      ("[1, 2, 3]", "JSON array of 3 values"),
      ("[[1, 2], [], \"],\"]", "JSON array of 3 values"),
      (
        #"[{"id": 1, "in": {"deep": [1]}, "a\"b": 2}, {"other": 3}]"#,
        #"JSON array of 2 objects: id, in, a\"b"#
      ),
      (
        #"{"count": 2, "records": [{"x": [1, 2]}, {}], "none": [], "one": [[[]]], "next": null}"#,
        "JSON object of 5 members: count, records (array of 2), none (array of 0), one (array of 1), next"
      ),
      (
        #"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":[1,2]}"#,
        "JSON object of 9 members: a, b, c, d, e, f, g, h, ..."
      ),
      (#"{"\#(String(repeating: "n", count: 100))": 1}"#, "JSON object of 1 member: (a long name)"),
      ("{\"cut\": [1, 2", "JSON object of 1 member: cut (array of 1)"),
      ("plain text", ""), ("\"text\"", ""), ("", ""),
    ])
  func shapes(text: String, shape: String) {
    for size in [1, 3, .max] { #expect(outline(text, pieces: size).text == shape) }
  }

  @Test func boundariesAreOutsideOfTexts() {
    #expect(outline(#"{"a": "x, y]", "b"#).lastBoundary == 14)
    #expect(outline(#"{"a": "x, y"#).lastBoundary == 1)
    var within = outline(#"{"a": "#)
    within.append(#""x, y"#.utf8)
    #expect(within.lastBoundary == nil)
  }

  @Test func depthHasALimit() {
    #expect(outline(String(repeating: "[", count: 20_000)).text.isEmpty)
  }
}
