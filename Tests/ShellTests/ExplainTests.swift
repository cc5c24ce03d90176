import Shell
import TestSupport
import Testing

/// `:explain`: cells, scripts and errors in plain words.
@Suite struct ExplainTests {
  private let bench = SessionBench()

  @Test(arguments: [
    ("x = 1 + 2", "Sets x to the result of 1 + 2."),
    ("list[2] = \"a\"", "Sets element 2 of list to the text \"a\"."),
    (
      "o.url = \"/a/{id}\"",
      "Sets the member url of o to \"/a/{id}\", with the value of id in place of its braces."
    ),
    ("DYNAMIC o", "Makes o a new object without members."),
    ("o = {\"a\": 1, \"b\": [1]}", "Sets o to a new object with a, b."),
    ("FOREACH i IN list { TRACE \"-\" }", "Runs the block once for each element of list, which is in i."),
    ("FOR i = 1 TO n { TRACE \"-\" }", "Runs the block once for each number from 1 to n, which is in i."),
    ("IF a > 1 | b = 2 { TRACE \"-\" }", "Runs the block only when a is greater than 1 or b equals 2."),
    ("b = a <= 3", "Sets b to true or false: whether a is at most 3."),
    ("x = mine(1)", "Sets x to mine(1), a function of yours."),
    ("restapi get http://a.test/", "Sends GET http://a.test/, a request of no connection."),
    ("connectauth none", "Signs in to the connection that none names."),
  ])
  func aCellInWords(cell: String, words: String) throws {
    let lines = try bench.output(of: ":explain \(cell)").split(separator: "\n")
    #expect(lines.first.map(String.init) == cell)
    #expect(lines.dropFirst().first?.hasPrefix("  \(words)") == true, "\(lines)")
  }

  @Test func theLastCellAndOneByItsNumber() throws {
    try bench.run("x = 1")
    try bench.run("y = \"a\"")
    #expect(try bench.output(of: ":explain") == "y = \"a\"\n  Sets y to the text \"a\".")
    #expect(try bench.output(of: ":explain 1").hasPrefix("x = 1\n"))
    #expect(try bench.status(of: ":explain 9") == .invalid)
  }

  @Test func aRequestWithWhatItsConnectionSays() throws {
    try bench.run(
      #"connection crm {"baseUrl": "http://crm.test", "requests": {"get": {"url": "/a/[[id]]"}, "any": {"kind": "studio"}}}"#
    )
    let manual = try bench.output(of: ":explain connectrequest crm get")
    #expect(manual.contains("Sends GET /a/[[id]] of crm. [[ ]] stands for variables of the connection."))
    #expect(manual.contains("requestBody, requestErrorDetails, requestHeadersList and requestProxy"))
    #expect(try bench.output(of: ":explain connectrequest crm any p").contains("that the payload describes"))
  }

  @Test func aScriptActionByAction() throws {
    try bench.run("script a {\n  begin BEGIN -> ask\n  ask IF n = 1 True -> done\n  done END\n}")
    let text = try bench.output(of: ":explain a")
    #expect(text.contains("Takes True when n equals 1, else False. True goes on at done."), "\(text)")
  }

  @Test func anErrorByItsID() throws {
    #expect(try bench.output(of: ":explain syntax.missingValue").hasPrefix("syntax.missingValue\n"))
    #expect(try bench.output(of: ":explain script.target").contains("  wrong\n"))
  }

  @Test func whatDoesNotParseIsSaid() throws {
    #expect(try bench.status(of: ":explain x = = 1") == .invalid)
    #expect(try bench.status(of: ":explain connectauth") == .invalid)
  }

  @Test func noSecretIsQuoted() throws {
    bench.environment["TOKEN"] = "canary-value-17"
    try bench.run("connection crm {\"baseUrl\": \"http://crm.test\"}\nsecret crm token from env TOKEN")
    let text = try bench.shown(of: ":explain x = \"canary-value-17\"")
    #expect(!text.contains("canary-value-17"), "\(text)")
  }
}
