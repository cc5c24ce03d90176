import TestSupport
import Testing

/// Bad input of every kind: a clear word, what to do next, and the right status.
@Suite struct ExitStatusTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var cells: String
    var status: Int32
    var says: String
    var testDescription: String { cells }
  }

  static let pipeCases = [
    Case(cells: "x = 1\n", status: 0, says: ""),
    Case(cells: "connectauth nothere\n", status: 5, says: "Connection 'nothere' was not found"),
    Case(cells: crm + "connectauth cmr\n", status: 5, says: "did you mean 'crm'?"),
    Case(
      cells: crm + "test crm findOrders\n", status: 5, says: "only manual requests can be run from the hub"),
    Case(cells: crm + "test crm getCustmer\n", status: 5, says: "did you mean 'getCustomer'?"),
    Case(
      cells:
        "connection c { \"baseUrl\": \"http://sandbox.test\", \"requests\": { \"r\": { \"url\": \"/[[nope]]\" } } }\ntest c r\n",
      status: 5, says: "Connection variable 'nope' is not defined"),
    Case(cells: "connection crm { \"baseUrl\": oops }\n", status: 3, says: "1 | connection crm"),
    Case(cells: "connection crm { \"baseURL\": \"x\" }\n", status: 3, says: "did you mean 'baseUrl'?"),
    Case(cells: crm + "connectrequest crm findOrders {\"url\": oops}\n", status: 3, says: "^"),
    Case(
      cells: crm + "connectrequest crm findOrders \"no json\"\n", status: 5,
      says: "requestPayload is not JSON"),
    Case(cells: crm + "connectrequest crm findOrders\n", status: 5, says: "requestPayload is missing"),
    Case(cells: crm + "connectrequest crm findOrders nothing\n", status: 5, says: "which has no value"),
    Case(
      cells:
        "connection d { \"baseUrl\": \"http://nothing.invalid\", \"requests\": { \"r\": { \"url\": \"/\" } } }\ntest d r\n",
      status: 7, says: "Could not resolve host 'nothing.invalid'"),
    Case(
      cells:
        "connection d { \"baseUrl\": \"http://127.0.0.1:1\", \"requests\": { \"r\": { \"url\": \"/\" } } }\ntest d r\n",
      status: 7, says: "127.0.0.1"),
    Case(
      cells:
        "connection d { \"baseUrl\": \"http://sandbox.test/awkward\", \"requests\": { \"r\": { \"url\": \"/slow?ms=5000\", \"timeoutMs\": 100 } } }\ntest d r\n",
      status: 6, says: "Timed out after 100 ms"),
    Case(
      cells: crm + "secret crm clientSecret from env NO_SUCH_VARIABLE\nconnectauth crm\n", status: 8,
      says: "set the environment variable NO_SUCH_VARIABLE"),
    Case(cells: crm + "secret crm clientSecret\n", status: 0, says: "has no value"),
    Case(cells: "x = 1 / 0\n", status: 4, says: "^"),
    Case(cells: "x = 1 +\n", status: 3, says: "^"),
    Case(cells: "IF x = 1 {\n", status: 3, says: "{"),
    Case(cells: "x = nosuch(1)\n", status: 3, says: "nosuch"),
    Case(cells: ":nosuch\n", status: 3, says: "there is no command ':nosuch'"),
    Case(cells: "variable\n", status: 3, says: "variable CONNECTION NAME VALUE"),
    Case(
      cells: "secret crm clientSecret hunter2\n", status: 3, says: "a secret's value never stands in a cell"),
    Case(cells: ":save /no/such/folder/x.md\n", status: 74, says: "cannot be written"),
    Case(cells: ":open nothere.md\n", status: 74, says: "cannot be read"),
  ]

  @Test(arguments: pipeCases) func ofAPipe(_ example: Case) throws {
    let outcome = try Patchbay().pipe(example.cells)
    #expect(outcome.status == example.status, "\(outcome.stdout)\(outcome.stderr)")
    #expect(example.says.isEmpty || outcome.stderr.contains(example.says), "\(outcome.stderr)")
  }

  @Test func aPipeStopsAtTheFirstFailingCell() throws {
    let outcome = try Patchbay().pipe("TRACE \"one\"\nx = 1 / 0\nTRACE \"two\"\n")
    #expect(outcome.stdout == "one\n")
    #expect(outcome.status == 4)
  }

  @Test func aWrongSecretIsAnErrorOfTheLogIn() throws {
    let outcome = try Patchbay(secret: "wrong-secret").pipe(crm + "connectrequest crm getCustomer\n")
    #expect(outcome.status == 5)
    #expect(outcome.stdout.contains("\"error\": \"invalid_client\""))
    #expect(outcome.stderr.contains("Authentication failed: HTTP 401 Unauthorized"))
  }

  @Test func nothingIsRunOrSentWhenAFileDoesNotParse() throws {
    let patchbay = Patchbay()
    patchbay.folder.write("TRACE \"first\"\nx = = 2\n", to: "bad.snippet")
    let outcome = try patchbay.run(["run", "bad.snippet"])
    #expect(outcome.status == 3)
    #expect(outcome.stdout.isEmpty)
    #expect(outcome.stderr.contains("bad.snippet:2:"))
  }

  @Test func filesThatCannotBeUsedAreStatus74() throws {
    let patchbay = Patchbay()
    for arguments in [
      ["run", "nothere"], ["check", "nothere"], ["replay", "nothere.md"], ["json", "nothere"],
    ] {
      #expect(try patchbay.run(arguments).status == 74, "\(arguments)")
    }
    patchbay.folder.write("# x\n\n```patchbay\nx = 1\n", to: "cut.md")
    let cut = try patchbay.run(["replay", "cut.md"])
    #expect(cut.status == 74)
    #expect(cut.stderr.contains("cut.md:3"), "\(cut.stderr)")
    let notText = try ProcessRunner.run(
      "/bin/sh", ["-c", "printf 'x = \\377\\n' > bytes.snippet"], directory: patchbay.folder.path)
    #expect(notText.status == 0)
    let bytes = try patchbay.run(["run", "bytes.snippet"])
    #expect(bytes.status == 74)
    #expect(bytes.stderr.contains("not UTF-8"))
  }

  @Test func usageErrorsAreStatus64() throws {
    let patchbay = Patchbay()
    for arguments in [["nosuch"], ["run"], ["run", "a", "-e", "b"], ["replay"], ["help", "nosuch"]] {
      #expect(try patchbay.run(arguments).status == 64, "\(arguments)")
    }
  }
}
