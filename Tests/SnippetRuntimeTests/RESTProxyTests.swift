import SnippetRuntime
import SnippetSyntax
import Testing

@Suite("REST proxy")
struct RESTProxyTests {
  @Test(
    "Properties: defaults, any case, what can be set",
    arguments: [
      Example("GetRESTProxy().ContentType", "application/x-www-form-urlencoded"),
      Example("GetRESTProxy().proxytimeoutseconds", "10"), Example("GetRESTProxy().StatusCode", "0"),
      Example("GetRESTProxy().StatusDescription", ""),
      Example("p = GetRESTProxy()\np.contenttype = \"text/xml\"\nTRACE \"{p.ContentType}\"", "text/xml"),
      Example(
        "p = GetRESTProxy()\np.ProxyTimeoutSeconds = \"2.5\"\nTRACE \"{p.ProxyTimeoutSeconds}\"", "2.5"),
      Example("p = GetRESTProxy()\np.ProxyTimeoutSeconds = 0", "runtime.proxyTimeout"),
      Example("p = GetRESTProxy()\np.ProxyTimeoutSeconds = \"soon\"", "runtime.proxyTimeout"),
      Example("p = GetRESTProxy()\np.StatusCode = 200", "runtime.readOnly"),
      Example("p = GetRESTProxy()\np.StatusDescription = \"OK\"", "runtime.readOnly"),
      Example("p = GetRESTProxy()\np.Timeout = 3", "runtime.unknownProperty"),
      Example("p = GetRESTProxy()\nx = p.Timeout", "runtime.unknownProperty"),
      Example("p = GetRESTProxy()\nx = p[\"Timeout\"]", "runtime.unknownProperty"),
    ])
  func properties(_ example: Example) { #expect(example.outcome() == example.expected) }

  @Test("A property that does not exist suggests the nearest")
  func nearestProperty() throws {
    var session = Session()
    let diagnostic = try #require(session.run("p = GetRESTProxy()\np.ContenType = \"x\"").diagnostic)
    #expect(diagnostic.suggestion == "did you mean 'ContentType'?")
    let read = try #require(session.run("x = p.StatusCod").diagnostic)
    #expect(read.suggestion == "did you mean 'StatusCode'?")
  }

  /// Sends a GET with this `accept` and gives the session.
  private func get(accept: String, answer: String, _ settings: RuntimeSettings = .init()) -> Session {
    var session = Session(settings)
    session.host.answer.body = answer
    session.host.answer.statusCode = 201
    session.run("p = GetRESTProxy()\no = p.MakeRestRequest(\"http://h.test/\", \"\", \(accept), \"get\")")
    return session
  }

  @Test(
    "accept",
    arguments: [
      ("0", "application/json", "{\"a\":1}"), ("\"0\"", "application/json", "{\"a\":1}"),
      ("\"JSON\"", "application/json", "{\"a\":1}"), ("\"json\"", "application/json", "{\"a\":1}"),
      ("2", "application/json", "{}"), ("1", "application/xml", "{\"a\":\"1\"}"),
      ("\"Xml\"", "application/xml", "{\"a\":\"1\"}"), ("3", "application/xml", "{}"),
    ])
  func accept(_ accept: String, _ header: String, _ object: String) throws {
    let session = get(accept: accept, answer: header.hasSuffix("json") ? "{\"a\":1}" : "<r><a>1</a></r>")
    let request = try #require(session.host.requests.first)
    #expect(request.headers == [.init("Accept", header)])
    #expect(request.method == "GET")
    #expect(request.timeoutSeconds == 10)
    #expect(session.json("o") == object)
    #expect(session.interpreter[variable: "o"]?.typeName == "object")
    #expect(session.host.warnings.isEmpty)
  }

  @Test(
    "Another accept is refused before anything is sent", arguments: ["4", "-1", "\"text\"", "nothing", "0.5"])
  func wrongAccept(_ accept: String) throws {
    var session = Session()
    let result = session.run(
      "p = GetRESTProxy()\no = p.MakeRestRequest(\"http://h.test/\", \"\", \(accept), \"GET\")")
    #expect(result.summary == "runtime.argument")
    #expect(result.diagnostic?.message.hasPrefix("MakeRestRequest: accept must be 0, 1, 2, 3") == true)
    #expect(session.host.requests.isEmpty)
  }

  @Test("No proper answer is -1 and an empty object, and the Snippet goes on")
  func noAnswer() {
    var session = Session()
    session.host.answer = .init(statusCode: -1, statusDescription: "no such host", contentType: "", body: "")
    session.run(
      "p = GetRESTProxy()\no = p.MakeRestRequest(\"http://h.test/\", \"\", 0, \"GET\")\nTRACE \"{p.StatusCode} {p.StatusDescription} {o.asjson()}\""
    )
    #expect(session.host.traces == ["-1 no such host {}"])
  }

  @Test("An answer of 32 KB is taken, a larger one refused on the platform and warned of here")
  func answerSize() {
    let least = "\"\(String(repeating: "a", count: 32_766))\""
    let more = "\"\(String(repeating: "a", count: 32_767))\""
    #expect(get(accept: "0", answer: least, .init(limits: .studio)).text("o").utf8.count == 32_766)
    let warned = get(accept: "0", answer: more)
    #expect(warned.host.warnings.contains { $0.id == "runtime.answerSize" })
    #expect(warned.text("o").utf8.count == 32_767)
    let refused = get(accept: "0", answer: more, .init(limits: .studio))
    #expect(refused.text("_ERR").contains("32768"))
    #expect(refused.text("o") == "<absent>")
    #expect(get(accept: "2", answer: more, .init(limits: .studio)).json("o") == "{}")
  }

  @Test("Content-Type goes with a body only, and a header added by name goes before the property")
  func contentType() {
    var session = Session()
    session.run(
      """
      p = GetRESTProxy()
      o = p.MakeRestRequest("http://h.test/", "a=1", 0, "POST")
      p.AddHeader("content-type", "text/plain")
      o = p.MakeRestRequest("http://h.test/", "a", 0, "POST")
      """)
    let types = session.host.requests.map { request in
      request.headers.filter { $0.name.lowercased() == "content-type" }.map(\.value)
    }
    #expect(types == [["application/x-www-form-urlencoded"], ["text/plain"]])
  }

  @Test(
    "Headers that cannot be sent are refused",
    arguments: ["\"\", \"1\"", "\"X Y\", \"1\"", "\"X:\", \"1\"", "\"X\", $\"a\\nb\"", "\"Ü\", \"1\""])
  func headers(_ arguments: String) {
    #expect(Example("p = GetRESTProxy()\np.AddHeader(\(arguments))", "").outcome() == "runtime.argument")
  }
}
