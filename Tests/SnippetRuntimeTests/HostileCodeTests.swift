import SnippetSyntax
import Testing

/// Code that asks for far more than a person would.
@Suite struct HostileCodeTests {
  @Test func thousandsOfUnknownFunctionsAreListedUpToTheLimit() {
    var session = Session()
    let functions = (0..<2000).map { "FUNCTION known\($0)() { RETURN 1 }\n" }.joined()
    let calls = (0..<5000).map { "unknown\($0)()\n" }.joined()
    guard case .refused(let diagnostics) = session.run(functions + calls) else {
      Issue.record("unknown functions are refused")
      return
    }
    #expect(diagnostics.count == Parser.errorLimit)
    #expect(diagnostics.first?.message.contains("unknown0") == true)
  }
}
