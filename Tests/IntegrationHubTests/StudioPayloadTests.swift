import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing
import Redaction

@Suite struct StudioPayloadTests {
  private let bench = HubBench()

  private func outcome(_ payload: String?) throws -> ActionOutcome {
    try bench.define(
      #"{ "baseUrl": "https://h.test", "variables": { "one": "1", "two": "2" }, "requests": { "s": { "kind": "studio" } } }"#
    )
    return bench.hub.connectRequest("crm", "s", payload: payload)
  }

  private func sent(_ members: String) throws -> (HTTPRequest, notes: [String]) {
    bench.transport.answer()
    let outcome = try outcome("{\(members)}")
    #expect(outcome.failure?.message == nil)
    return (try #require(bench.last), outcome.notes)
  }

  @Test(arguments: ["url", "URL", "uri", "Endpoint", "requestUrl", "serviceAddress"]) func urlNames(
    name: String
  ) throws {
    let (request, notes) = try sent(#""\#(name)":"/x","verb":"GET""#)
    #expect(request.url == "https://h.test/x")
    #expect(notes == (name == "url" ? [] : ["requestPayload.\(name) is used as url"]))
  }

  @Test(arguments: ["verb", "method", "httpMethod", "requestVerb", "VERBTYPE"]) func verbNames(name: String)
    throws
  {
    #expect(try sent(#""url":"/x","\#(name)":"delete""#).0.method == "DELETE")
  }

  @Test(arguments: ["headers", "header", "requestHeaders", "headersList"]) func headerNames(name: String)
    throws
  {
    #expect(try sent(#""url":"/x","verb":"GET","\#(name)":{"X-A":"1"}"#).0.header("x-a") == "1")
  }

  @Test(arguments: ["parameters", "params", "query", "queryParams", "queryParameters", "parameter"])
  func parameterNames(name: String) throws {
    #expect(try sent(#""url":"/x","verb":"GET","\#(name)":{"a":1}"#).0.url == "https://h.test/x?a=1")
  }

  @Test(arguments: ["body", "payload", "data", "requestBody"]) func bodyNames(name: String) throws {
    #expect(try sent(#""url":"/x","verb":"PUT","\#(name)":{"a":[1,"[[one]]"]}"#).0.text == #"{"a":[1,"1"]}"#)
  }

  @Test(arguments: ["timeout", "timeoutMs", "timeoutInMs"]) func timeoutNames(name: String) throws {
    #expect(try sent(#""url":"/x","verb":"GET","\#(name)":"5000""#).0.timeoutMilliseconds == 5000)
    #expect(try sent(#""url":"/x","verb":"GET","\#(name)":7000"#).0.timeoutMilliseconds == 7000)
  }

  @Test(arguments: [("name", "value"), ("key", "val"), ("header", "value"), ("Parameter", "Value")])
  func pairs(name: String, value: String) throws {
    let list = #"[{"\#(name)":"X-A","\#(value)":"1"},{"\#(name)":"X-B","\#(value)":true}]"#
    let (request, _) = try sent(#""url":"/x","verb":"GET","headers":\#(list),"params":\#(list)"#)
    #expect(request.header("X-A") == "1")
    #expect(request.header("X-B") == "true")
    #expect(request.url == "https://h.test/x?X-A=1&X-B=true")
  }

  @Test func aTextBodyIsSentAsItIs() throws {
    let (request, _) = try sent(#""url":"/x","verb":"POST","body":"{ \"raw\": [[one]] }""#)
    #expect(request.text == #"{ "raw": 1 }"#)
  }

  @Test func aListOfSecretNamesWarnsOfOthers() throws {
    let (request, notes) = try sent(#""url":"/[[one]]/[[two]]","verb":"GET","secrets":["ONE"]"#)
    #expect(request.url == "https://h.test/1/2")
    #expect(notes == ["used but not listed in secrets: two"])
  }

  @Test(arguments: ["secrets", "secret", "variables"]) func aListOfPairsShadowsAndIsMasked(name: String)
    throws
  {
    let (request, _) = try sent(
      #""url":"/[[one]]/[[two]]","verb":"GET","\#(name)":[{"name":"one","value":"per-call"}]"#)
    #expect(request.url == "https://h.test/per-call/2")
    #expect(bench.redactor.redact("per-call") == "‹secret:crm/one›")
    bench.transport.answer()
    _ = bench.hub.connectRequest("crm", "s", payload: #"{"url":"/[[one]]","verb":"GET"}"#)
    #expect(bench.last?.url == "https://h.test/1")
  }

  @Test func unknownMembersAreNotedOnce() throws {
    let (_, notes) = try sent(#""url":"/x","verb":"GET","colour":1,"shape":2"#)
    #expect(notes == ["requestPayload has members that are not known: colour, shape"])
  }

  @Test func getWithABodyIsNoted() throws {
    #expect(
      try sent(#""url":"/x","verb":"GET","body":{}"#).notes == [
        "a GET with a body: many servers ignore or refuse it"
      ])
  }

  @Test func emptyPartsAreNothing() throws {
    // An object that a script built without filling it writes "" or null for such parts.
    let (request, _) = try sent(#""url":"/x","verb":"GET","headers":"","parameters":null,"body":null"#)
    #expect(request.headers.isEmpty)
    #expect(request.body == nil)
  }

  @Test(arguments: [
    (#"{"verb":"GET"}"#, "requestPayload.url is missing"),
    (#"{"url":"","verb":"GET"}"#, "requestPayload.url is missing"),
    (#"{"url":"/x"}"#, "requestPayload.verb is missing"),
    (#"{"url":"/x","verb":""}"#, "requestPayload.verb is missing"),
    (#"{"url":5,"verb":"GET"}"#, "requestPayload.url must be a text"),
    (
      #"{"url":"/x","verb":"GET","timeout":"soon"}"#,
      "requestPayload.timeout must be a number of milliseconds from 1 to 90000"
    ),
    (
      #"{"url":"/x","verb":"GET","timeout":0}"#,
      "requestPayload.timeout must be a number of milliseconds from 1 to 90000"
    ),
    (
      #"{"url":"/x","verb":"GET","headers":5}"#,
      "requestPayload.headers must be an object, or a list of name and value pairs"
    ),
    (
      #"{"url":"/x","verb":"GET","secrets":5}"#,
      "requestPayload.secrets must be a list of variable names, or of name and value pairs"
    ),
    ("[]", "requestPayload is JSON but no object"),
    ("  ", "requestPayload is empty, and a Studio request takes everything from it"),
  ]) func wrongPayloadsAreRefused(payload: String, message: String) throws {
    let outcome = try outcome(payload)
    #expect(outcome.branch == .onError)
    #expect(outcome.failure?.message == message)
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func badJSONNamesThePlace() throws {
    let message = try #require(try outcome(#"{"url":}"#).failure?.message)
    #expect(message.hasPrefix("requestPayload is not JSON: "))
    #expect(message.hasSuffix("at line 1, column 8"))
    #expect(try outcome(nil).failure?.message.hasPrefix("requestPayload is missing") == true)
  }
}
