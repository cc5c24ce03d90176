import IntegrationHub
import Shell
import Testing

@Suite struct CompletionTests {
  private let bench = SessionBench()

  init() throws {
    try bench.run(#"connection crm { "baseUrl": "http://crm.test", "description": "the customers" }"#)
    try bench.run(#"request crm getCustomer { "url": "/customers/[[id]]" }"#)
    try bench.run(#"request crm getOrders { "url": "/orders", "description": "all orders" }"#)
    try bench.run(#"request crm addOrder { "kind": "studio" }"#)
    try bench.run("variable crm id 42")
    try bench.run(#"connection billing { "baseUrl": "http://billing.test" }"#)
    try bench.run(
      #"""
      DYNAMIC requestBody
      requestBody.items[1].id = 7
      requestBody.items[1].name = "Ada"
      requestBody.items[2].id = 8
      requestBody.total = 2
      requestPayload = "x"
      which = 1
      """#)
  }

  /// The texts that are offered at `|` of an entry.
  private func offered(_ entry: String) -> [String] { list(entry).items.map(\.text) }

  private func list(_ entry: String) -> CompletionList {
    let cursor = entry.utf8.firstIndex(of: UInt8(ascii: "|")) ?? entry.endIndex
    let offset = entry.utf8.distance(from: entry.startIndex, to: cursor)
    return bench.session.completions(in: entry.replacing("|", with: "", maxReplacements: 1), at: offset)
  }

  @Test func aVerbIsOfferedWhereACellBegins() {
    #expect(offered("conn|") == ["connectauth", "connection", "connectrequest"])
    #expect(offered("x = 1\nconnecta|") == ["connectauth"])
    #expect(list("connecta|").items.first?.summary.isEmpty == false)
    #expect(list("connecta|").common == "connectauth ")
    #expect(list("conn|").common == "connect")
  }

  @Test func commandsAndTheirWords() {
    #expect(offered(":tim|") == [":timing"])
    #expect(offered(":set string|") == ["string-size"])
    #expect(offered(":set limits |") == ["off", "studio"])
    #expect(offered(":set limits s|") == ["studio"])
    #expect(offered(":set hidden requestP|") == ["requestPayload"])
    #expect(offered(":set hidden card, requestP|") == ["requestPayload"])
    #expect(offered(":set hidden of|") == ["off"])
    #expect(offered(":show requestP|") == ["requestPayload"])
    #expect(offered(":requests b|") == ["billing"])
    #expect(offered(":delete request crm get|") == ["getCustomer", "getOrders"])
    #expect(offered(":help repl|").contains("replace"))
    #expect(offered(":dry connectr|") == ["connectrequest"])
    #expect(offered(":dry connectrequest crm getC|") == ["getCustomer"])
  }

  @Test func wordsOfTheOtherCommands() throws {
    #expect(offered(":path |").first == "$")
    #expect(offered(":path $.items in requestB|") == ["requestBody"])
    #expect(offered(":table requestB|") == ["requestBody"])
    #expect(offered(":watch requestBody.i|") == ["items"])
    try bench.run(":watch which")
    #expect(offered(":unwatch |") == ["which"])
    #expect(offered(":rerun 1|").prefix(1) == ["1"])
    #expect(list(":edit 5|").items.first?.summary == "variable crm id 42")
    try bench.run(#":env dev { "connections": { "crm": { "variables": { "id": "1" } } } }"#)
    #expect(offered(":env |") == ["dev", "off"])
    #expect(offered(":set --save the|") == ["theme"])
    #expect(offered(":set --save theme l|") == ["light"])
  }

  @Test func idsOfErrorsAreOfferedOnceOneBegins() {
    let first = offered(":help |")
    #expect(Set(["errors", "functions", "history", "connectauth", "theme"]).isSubset(of: first))
    #expect(!first.contains { $0.contains(".") })
    #expect(!first.contains("replace"))
    #expect(offered(":help syntax.unclosedT|") == ["syntax.unclosedText"])
    #expect(offered(":help s|").contains("syntax.unclosedText"))
  }

  @Test func behindAConnectionComeItsRequests() {
    #expect(offered("connectrequest |").prefix(2) == ["billing", "crm"])
    #expect(offered("connectrequest crm |") == ["addOrder", "getCustomer", "getOrders"])
    #expect(offered("CONNECTREQUEST CRM get|") == ["getCustomer", "getOrders"])
    #expect(list("connectrequest crm getO|").items.map(\.summary) == ["all orders"])
    #expect(offered("connectrequest connectName=crm requestName=get|") == ["getCustomer", "getOrders"])
    #expect(offered("connectrequest conn|").contains("connectName="))
    #expect(offered("connectrequest billing |").isEmpty)
    #expect(list("connectrequest billing |").hint.hasPrefix("connectrequest"))
    #expect(offered("connectrequest crm addOrder requestPa|") == ["requestPayload"])
    #expect(offered("secret crm x from e|") == ["env"])
    #expect(offered("connection new |") == ["copy", "from"])
  }

  @Test func membersOfLiveObjects() {
    #expect(offered("x = requestBody.|") == ["items", "total", "asjson", "asxml"])
    #expect(offered("x = requestBody.i|") == ["items"])
    #expect(offered("requestBody.items[1].|") == ["id", "name", "asjson", "asxml"])
    #expect(offered("x = requestBody.items[which].n|") == ["name"])
    #expect(list("requestBody.ite|").items.map(\.summary) == ["array of 2"])
    #expect(offered("y = \"customer {requestBody.items[2].i|").contains("id"))
    #expect(offered("connectrequest crm getCustomer {requestBody.t|").contains("total"))
    #expect(offered("requestBody.items[9].|").contains("id") == false)
  }

  @Test func namesInCode() {
    #expect(offered("x = requestP|") == ["requestPayload"])
    #expect(offered("x = repla|") == ["replace"])
    #expect(list("x = repla|").items.first?.summary.hasPrefix("replace(") == true)
    #expect(list("x = replace(|").hint.hasPrefix("replace("))
    #expect(offered("FORE|") == ["FOREACH"])
    #expect(offered("x = FORE|").isEmpty)
    #expect(offered("x = \"requestP|").isEmpty)
    #expect(offered("x = 1 // requestP|").isEmpty)
  }

  /// What a menu shows beside a name may come from anywhere.
  @Test func whatIsShownBesideANameIsMaskedAndVisible() throws {
    bench.environment["KEY"] = "canary-value-1"
    try bench.run(
      #"""
      connection odd { "baseUrl": "http://odd.test/canary-value-1", "requests": {
        "one": { "url": "/canary-value-1" }, "two": { "url": "/2", "description": "red \u001b[31m\nand" } } }
      secret odd key from env KEY
      """#)
    #expect(list("connectrequest odd|").items.map(\.summary) == ["http://odd.test/‹secret:odd/key›"])
    #expect(
      list("connectrequest odd |").items.map(\.summary)
        == ["GET /‹secret:odd/key›", #"red \u001B[31m\nand"#])
  }

  @Test func namesWithControlCharactersAreNotOffered() throws {
    try bench.run(#"DYNAMIC d = {"plain": 1, "red\u001b[31m": 2, "turned\u202e": 3, "two\nrows": 4}"#)
    #expect(offered("x = d.|") == ["plain", "asjson", "asxml"])
  }

  /// A cell is masked before its first line is cut, or the beginning of a secret would stay.
  @Test func theFirstLineOfACellIsMasked() throws {
    bench.environment["KEY"] = "canary-value-1"
    try bench.run("secret crm key from env KEY")
    let long = String(repeating: "x", count: 44)
    try bench.run("y = \"\(long) canary-value-1\"")
    let shown = list(":edit \(bench.session.cells.count)|").items.map(\.summary)
    #expect(shown.first?.contains(long) == true)
    #expect(shown.first?.contains("canary") == false, "\(shown)")
  }

  @Test func bracketsOfTheConnectionInReach() {
    #expect(offered(#"request crm other { "url": "/x/[[i|"#) == ["id"])
    #expect(list(#"request crm other { "url": "/x/[[i|"#).common == "id]]")
    #expect(offered("payload = \"[[i|") == ["id"])
    #expect(offered(#"request billing other { "url": "/x/[[i|"#).isEmpty)
  }

  @Test func membersOfDefinitions() {
    #expect(offered(#"connection new { "base|"#) == ["baseUrl"])
    #expect(list(#"connection new { "base|"#).common == #"baseUrl": "#)
    #expect(offered("request crm other {\n  \"url\": \"/x\",\n  \"verb|") == ["verb"])
    #expect(offered(#"connection new { "requests": { "a": { "ver|"#) == ["verb"])
    #expect(offered(#"connection new { "baseUrl": "ht|"#).isEmpty)
  }

  @Test func filesAreOffered() throws {
    bench.files.folders["."] = [("notes.md", false), ("sessions", true), (".hidden", false)]
    bench.files.folders["sessions/"] = [("tour.md", false)]
    #expect(offered(":open |") == ["notes.md", "sessions/"])
    #expect(offered(":open sessions/t|") == ["sessions/tour.md"])
    #expect(offered(":body > no|") == ["notes.md"])
  }

  @Test func aNameThatHoldsASecretIsNotOffered() throws {
    bench.environment["KEY"] = "zzsecretname"
    try bench.run("secret crm key from env KEY")
    try bench.run("zzsecretname = 1")
    #expect(offered("x = zzsec|").isEmpty)
  }
}
