import JSON
import Testing

@testable import Sandbox

@Suite struct AwkwardTests {
  let client = Client()

  @Test func statusesAnswerAsAsked() {
    for status in [200, 301, 401, 404, 418, 429, 500, 599] {
      #expect(client.ask("GET", "/awkward/status/\(status)").status == status)
    }
    #expect(client.ask("GET", "/awkward/status/204").body.isEmpty)
    #expect(client.ask("GET", "/awkward/status/503").header("retry-after") == "1")
    for bad in ["99", "600", "x", "-1"] {
      #expect(client.ask("GET", "/awkward/status/\(bad)").status == 400)
    }
  }

  @Test func errorsHaveTheirShapes() {
    #expect(client.ask("GET", "/awkward/error/array").json[0]?["errorCode"] == "NOT_FOUND")
    #expect(client.ask("GET", "/awkward/error/oauth").json["error"] == "invalid_request")
    let problem = client.ask("GET", "/awkward/error/problem?status=403")
    #expect(problem.status == 403)
    #expect(problem.json["status"] == 403)
    #expect(problem.header("content-type") == "application/problem+json")
    #expect(client.ask("GET", "/awkward/error/nested").json["error"]?["code"] == 400)
    #expect(client.ask("GET", "/awkward/error/text").header("content-type")?.hasPrefix("text/plain") == true)
    #expect(client.ask("GET", "/awkward/error/html").status == 502)
    let empty = client.ask("GET", "/awkward/error/empty")
    #expect(empty.status == 500)
    #expect(empty.body.isEmpty)
    #expect(client.ask("GET", "/awkward/error/other").status == 404)
  }

  @Test func largeBodiesAreAboveThePlatformsLimit() {
    let large = client.ask("GET", "/awkward/large")
    #expect((38_000...44_000).contains(large.body.count))
    #expect(large.json["records"]?.arrayValue?.count == 400)
    #expect(client.ask("GET", "/awkward/huge").body.count > 4_000_000)
  }

  @Test func flakyWorksAfterItsFailuresAndBeginsAgain() {
    let statuses = (0..<6).map { _ in client.ask("GET", "/awkward/flaky?fail=2").status }
    #expect(statuses == [503, 503, 200, 503, 503, 200])
    #expect(client.ask("GET", "/awkward/flaky?fail=0").status == 200)
  }

  @Test func redirectsGoWhereTheyAreTold() {
    let response = client.ask("GET", "/awkward/redirect?to=http%3A%2F%2Fa.test%2F%3Fb&status=307")
    #expect(response.status == 307)
    #expect(response.header("location") == "http://a.test/?b")
    #expect(client.ask("GET", "/awkward/redirect?status=304").status == 400)
    let smuggled = client.ask("GET", "/awkward/redirect?to=/x%0d%0aX-Evil:%201")
    #expect(smuggled.header("location") == "/echo")
  }

  @Test func delaysAreBounded() {
    #expect(client.ask("GET", "/awkward/slow?ms=7").delayMilliseconds == 7)
    for bad in ["-1", "x", "999999999999"] {
      #expect(client.ask("GET", "/awkward/slow?ms=\(bad)").status == 400)
    }
    let body = client.ask("GET", "/awkward/slow-body?ms=5")
    #expect(body.delivery == .pieces(body.body.count / 10 + 1, pauseMilliseconds: 5))
  }

  @Test func bytesThatAreNotText() throws {
    #expect(client.ask("GET", "/awkward/bom").body.starts(with: [0xef, 0xbb, 0xbf]))
    #expect(client.ask("GET", "/awkward/utf16").body.starts(with: [0xff, 0xfe, UInt8(ascii: "{"), 0]))
    #expect(client.ask("GET", "/awkward/latin1").body == [0x47, 0x72, 0xfc, 0xdf, 0x65, 0x0a])
    #expect(StoredGzip.checksum(Array("123456789".utf8)) == 0xcbf4_3926)
    #expect(StoredGzip.encode([]).count == 23)
    #expect(StoredGzip.encode([UInt8](repeating: 1, count: 65_536)).count == 10 + 5 + 65_535 + 5 + 1 + 8)
  }

  @Test func everyAnswerIsTheSameTwice() throws {
    for route in SandboxService.routes where !route.pattern.contains("{") && !route.requiresToken {
      let method = route.method == "*" ? "GET" : route.method
      client.service.reset()
      let first = client.ask(method, route.pattern)
      client.service.reset()
      let second = client.ask(method, route.pattern)
      #expect(first.body == second.body)
      #expect(first.headers.map(\.name) == second.headers.map(\.name))
      #expect(first.header("date") == nil)
    }
  }
}

@Suite struct EchoTests {
  let client = Client()

  @Test func showsTheWholeRequest() {
    let response = client.ask(
      "POST", "/echo/a%20b?x=1&y=a+b&x=2&z",
      headers: [
        ("X-Mixed-CASE", "v"), ("User-Agent", "u"), ("Accept-Encoding", "e"), ("Content-Length", "7"),
        ("X-Twice", "1"), ("X-Twice", "2"),
      ], body: #"{"n":1.50}"#)
    #expect(
      response.bodyText == #"{"method":"POST","path":"/echo/a%20b","#
        + #""query":{"x":["1","2"],"y":"a b","z":""},"#
        + #""headers":{"X-Mixed-CASE":"v","X-Twice":["1","2"]},"#
        + #""body":"{\"n\":1.50}","json":{"n":1.50}}"#)
  }

  @Test func aBodyThatIsNotTextComesAsBase64() {
    let response = client.service.handle(
      SandboxRequest(method: "PUT", target: "/echo", body: [0xff, 0xfe, 0x00]))
    #expect(response.json["bodyBase64"] == "//4A")
    #expect(response.json["body"] == nil)
  }

  @Test func reflectsCredentialsInEveryForm() {
    let response = client.ask("GET", "/echo/authorization", headers: [("Authorization", "Basic YTpiL2M=")])
    #expect(response.header("x-echo-authorization") == "Basic YTpiL2M=")
    #expect(response.json["base64Decoded"] == "a:b/c")
    #expect(response.json["percentEncoded"] == "YTpiL2M%3D")
    let headers = client.ask("GET", "/echo/headers", headers: [("Authorization", "Bearer x")])
    #expect(headers.bodyText == #"{"Authorization":"Bearer x"}"#)
  }
}
