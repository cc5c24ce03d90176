import IntegrationHub
import Shell
import Testing

/// Templates, connections and requests: listed, shown, copied and taken away.
@Suite struct LibraryTests {
  let bench = SessionBench()

  private func shown(_ text: String) throws -> String {
    bench.session.storedOutput(of: try bench.run(text))
  }

  private let crm = #"""
    template readonly { "auth": "none", "verbs": ["GET"], "description": "looks, and does not touch" }
    connection crm from readonly { "baseUrl": "https://h.test", "variables": { "id": 7 },
      "requests": { "a": { "url": "/a" }, "s": { "kind": "studio" } } }
    """#

  @Test func connectionsAndRequestsAreTables() throws {
    #expect(
      try shown(":connections") == "(no connections; define one with: connection NAME [from TEMPLATE] {...})")
    #expect(try shown(":requests") == "(no requests; add one with: request CONNECTION NAME {...})")
    try bench.run(crm)
    #expect(
      try shown(":connections") == """
        NAME  BASE URL        AUTH  REQUESTS  VARIABLES  SECRETS  TEMPLATE
        crm   https://h.test  none  2         1          0        readonly
        """)
    #expect(
      try shown(":requests CRM") == """
        CONNECTION  NAME  KIND    VERB  URL
        crm         a     manual  GET   /a
        crm         s     studio
        """)
    #expect(try bench.status(of: ":requests cmr") == .actionFailed)
    #expect(try shown(":requests cmr").contains("did you mean 'crm'?"))
  }

  @Test func theLibraryHoldsTheSystemTemplate() throws {
    try bench.run(crm)
    let list = try shown(":templates")
    #expect(list.contains("NICE CXone Dev Portal  oauth2") && list.contains("system"))
    #expect(list.contains("readonly               none    GET") && list.contains("custom"))
    #expect(
      try shown(":templates nice cxone dev portal").hasPrefix("template NICE CXone Dev Portal (system)"))
    #expect(try shown(":templates readonly").contains(#""verbs": ["#))
    #expect(try shown(#"template "NICE CXone Dev Portal" {}"#).contains("can never be edited"))
    #expect(try shown(#":delete template "NICE CXone Dev Portal""#).contains("cannot be deleted"))
    try bench.run(":reset")
    #expect(try shown(":templates").contains("NICE CXone Dev Portal"))
  }

  @Test func aTemplateIsDeletedAndMadeAnew() throws {
    try bench.run(crm)
    #expect(try shown(#"template readonly { "verbs": ["POST"] }"#).contains(":delete it first"))
    #expect(try bench.status(of: ":delete template readonly") == .done)
    #expect(try !shown(":templates").contains("readonly"))
    // The connection goes on with its copy.
    #expect(try shown(#"request crm b { "verb": "POST", "url": "/b" }"#).contains("not allowed by template"))
    #expect(try bench.status(of: #"template readonly { "verbs": ["POST"] }"#) == .done)
  }

  @Test func aConnectionIsShownAsItStands() throws {
    bench.environment["KEY"] = "Kanari-4711"
    try bench.run(crm + "\nvariable crm colour blue\nsecret crm key from env KEY")
    let text = try shown(":connections crm")
    #expect(text.hasPrefix("connection crm from readonly\n{"))
    #expect(text.contains(#""colour": "blue""#) && text.contains(#""kind": "studio""#))
    #expect(text.contains("secret key  env KEY") && !text.contains("Kanari"))
  }

  @Test func aCopyHasEverythingButTheValuesOfSecrets() throws {
    bench.environment["KEY"] = "Kanari-4711"
    try bench.run(crm + "\nsecret crm key from env KEY\nconnection crm2 copy crm")
    #expect(try shown(":requests crm2").contains("crm2        a     manual  GET   /a"))
    #expect(try shown(":connections crm2").contains("secret key  copied"))
    try bench.run(#"request crm2 keyed { "url": "/[[key]]" }"#)
    #expect(try bench.status(of: "connectrequest crm2 keyed") == .secretMissing)
    #expect(try shown("connectrequest crm2 keyed").contains("secret crm2 key from ..."))
    #expect(try shown("connection crm2 copy crm").contains("exists already"))
    #expect(try shown("connection crm3 copy cmr").contains("did you mean 'crm'?"))
    // The original is as it was.
    #expect(try shown(":connections crm").contains("secret key  env KEY"))
  }

  @Test func deletingLeavesByOnError() throws {
    try bench.run(crm + "\nvariable crm key x")
    #expect(try bench.status(of: ":delete request crm a") == .done)
    #expect(try shown("connectrequest crm a").contains("OnError not sent"))
    #expect(try bench.status(of: ":delete variable crm key") == .done)
    #expect(try shown(":delete variable crm key").contains("'key' is not defined"))
    #expect(try bench.status(of: ":delete connection crm") == .done)
    #expect(try shown("connectauth crm").contains("Connection 'crm' was not found"))
  }

  @Test(arguments: [
    (":delete", ":delete KIND NAME"), (":delete conection crm", "did you mean 'connection'?"),
    (":delete request crm", "needs two names"), (":delete connection a b", "needs one name"),
    (":delete template x", "Template 'x' was not found"),
  ])
  func aWrongDeleteSaysWhatWouldBeRight(_ text: String, _ part: String) throws {
    let cell = try bench.run(text)
    #expect(cell.status != .done)
    #expect(bench.session.storedOutput(of: cell).contains(part))
  }

  @Test func deletingAndCopyingReplay() throws {
    try bench.run(
      crm + "\nconnection crm2 copy crm\n:delete request crm2 a\nconnectrequest crm2 a\n:save l.md")
    #expect(bench.replay("l.md") == .done)
  }
}
