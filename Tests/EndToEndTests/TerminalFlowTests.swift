import TestSupport
import Testing

/// The whole flow as a person types it, on a terminal of its own.
@Suite(.serialized) struct TerminalFlowTests {
  @Test func theFlowFromConnectionToReplay() throws {
    let patchbay = Patchbay(secret: nil)
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("patchbay> "))
    // The definition arrives as a paste of several lines, the rest is typed.
    terminal.paste(
      """
      connection crm { "baseUrl": "http://sandbox.test/crm",
        "auth": { "url": "http://sandbox.test/oauth2/token", "clientId": "demo", "clientSecret": "[[clientSecret]]" },
        "requests": { "getCustomer": { "verb": "GET", "url": "/customers/[[id]]" }, "findOrders": { "kind": "studio" } } }
      """)
    terminal.send("\r")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("secret crm clientSecret\r")
    #expect(terminal.waitFor("value of crm/clientSecret: "))
    terminal.send("demo-secret\r")
    #expect(terminal.waitFor("patchbay> "))
    func type(_ line: String, _ expected: String = "patchbay> ") {
      terminal.send(line + "\r")
      #expect(terminal.waitFor(expected), "after \(line)")
      if expected != "patchbay> " { #expect(terminal.waitFor("patchbay> ")) }
    }
    type("variable crm id \"42\"")
    type("connectauth crm", "OnSuccess 200 OK")
    type("test crm getCustomer", "\"name\": \"Ada Lovelace\"")
    type("connectrequest crm getCustomer", "OnSuccess 200 OK")
    type("requestBody.name", "Ada Lovelace")
    type("DYNAMIC req")
    type("req.url = \"/orders\"")
    type("req.verb = \"GET\"")
    type("req.parameters.customer = \"{requestBody.id}\"")
    type("ASSIGN payload = \"{req.asjson()}\"")
    type("connectrequest connectName=crm requestName=findOrders requestPayload={payload}", "OnSuccess 200 OK")
    type(":vars", "requestProxy")
    type(":save orders.md", "saved 14 cells to orders.md, 4 exchanges to orders.har")
    terminal.send(":quit\r")
    #expect(terminal.waitForExit() == 0)
    #expect(!terminal.text.contains("demo-secret"))

    let replay = try patchbay.run(["replay", "orders.md"])
    #expect(replay.status == 0, "\(replay.stdout)\(replay.stderr)")
    #expect(replay.stdout == "orders.md: 14 cells, as recorded\n")
    for (name, text) in patchbay.files(["orders.md", "orders.har", "data/patchbay/history"]) {
      #expect(!text.contains("demo-secret"), "\(name) holds the secret")
    }
  }

  @Test func blocksAreContinuedAndDroppedByCtrlC() throws {
    let patchbay = Patchbay()
    // The folder that the program runs in must outlive it.
    defer { withExtendedLifetime(patchbay) {} }
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("FOR i = 1 TO 3 {\r")
    #expect(terminal.waitFor("     ... "))
    terminal.send("TRACE \"pass {i}\"\r")
    #expect(terminal.waitFor("     ... "))
    terminal.send("}\r")
    #expect(terminal.waitFor("pass 3"))
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("IF i = 1 {\r")
    #expect(terminal.waitFor("     ... "))
    terminal.send("\u{3}")
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("i\r")
    #expect(terminal.waitFor("4"))
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("\u{4}")
    #expect(terminal.waitForExit() == 0)
  }

  @Test func ctrlCEndsARequestAndALoopAndTheSessionLives() throws {
    let patchbay = Patchbay()
    // The folder that the program runs in must outlive it.
    defer { withExtendedLifetime(patchbay) {} }
    let terminal = try patchbay.terminal()
    #expect(terminal.waitFor("patchbay> "))
    terminal.send(
      "connection s { \"baseUrl\": \"http://sandbox.test/awkward\", \"requests\": { \"nap\": { \"url\": \"/slow?ms=60000\", \"timeoutMs\": 90000 } } }\r"
    )
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("test s nap\r")
    #expect(terminal.waitFor("test s nap"))
    // Long enough that the request is on its way, whatever the machine.
    #expect(!terminal.waitFor("patchbay> ", timeout: 1.5))
    terminal.send("\u{3}")
    #expect(terminal.waitFor("interrupted"))
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("FOR i = 1 TO 100000000000 { x = i }\r")
    #expect(!terminal.waitFor("patchbay> ", timeout: 1))
    terminal.send("\u{3}")
    #expect(terminal.waitFor("interrupted"))
    #expect(terminal.waitFor("patchbay> "))
    terminal.send("1 + 1\r")
    #expect(terminal.waitFor("2"))
  }

  @Test func historyIsKeptAcrossSessions() throws {
    let patchbay = Patchbay()
    let first = try patchbay.terminal()
    #expect(first.waitFor("patchbay> "))
    first.send("FOR k = 1 TO 2 {\r")
    #expect(first.waitFor("     ... "))
    first.send("TRACE \"again {k}\" }\r")
    #expect(first.waitFor("again 2"))
    #expect(first.waitFor("patchbay> "))
    first.send(" private = 1\r")
    #expect(first.waitFor("patchbay> "))
    first.send(":private\r")
    #expect(first.waitFor("not remembered"))
    first.send("hidden = \"private too\"\r:private off\r")
    #expect(first.waitFor("(entries are remembered)"))
    #expect(first.waitFor("patchbay> "))
    first.send("\u{4}")
    #expect(first.waitForExit() == 0)
    let second = try patchbay.terminal()
    #expect(second.waitFor("patchbay> "))
    second.send("\u{1B}[A")
    #expect(second.waitForScreen("TRACE \"again {k}\" }"))
    second.send("\r")
    #expect(second.waitFor("again 2"))
    #expect(patchbay.folder.read("data/patchbay/history")?.contains("private") == false)
  }
}
