import Testing

/// A wrong definition has its caret under the member at fault, also when others bear the same name.
@Suite struct DefinitionPlaceTests {
  private let bench = SessionBench()

  @Test func theCaretStandsInTheRequestAtFault() throws {
    let output = try bench.output(
      of: """
        connection c { "baseUrl": "http://h", "requests": { "a": { "verb": "GET", "url": "/x" },
          "b": { "verb": "BREW", "url": "/" } } }
        """)
    #expect(output.contains("--> cell 1:2:10"), "\(output)")
  }

  @Test func aMissingMemberIsShownAtItsObject() throws {
    let output = try bench.output(of: #"connection c { "requests": { "a": { "url": "/" }, "b": {} } }"#)
    #expect(output.contains("--> cell 1:1:56"), "\(output)")
  }
}
