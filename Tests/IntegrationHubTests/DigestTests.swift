import Encodings
import HTTPExchange
import IntegrationHub
import JSON
import Redaction
import TestSupport
import Testing

/// RFC 7616.
@Suite struct DigestTests {
  private let bench = HubBench()

  private static let challenge =
    #"Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=ALGORITHM, "#
    + #"nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS""#

  private func response(
    _ challenge: String, _ clientNonce: String, uses: Int = 1
  ) throws -> DigestResponse {
    let read = try #require(AuthenticationChallenge.read(challenge).first)
    var response = try #require(DigestResponse(read, clientNonce: clientNonce))
    for _ in 0..<uses { response.countUse() }
    return response
  }

  /// Section 3.9.1.
  @Test(arguments: [
    ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
    ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
  ]) func theExampleOfTheStandard(algorithm: String, expected: String) throws {
    let digest = try response(
      Self.challenge.replacing("ALGORITHM", with: algorithm), "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")
    let value = digest.response(
      username: "Mufasa", password: "Circle of Life", method: "GET", uri: "/dir/index.html", body: [])
    #expect(value == expected)
    #expect(
      digest.header(username: "Mufasa", uri: "/dir/index.html", response: value)
        == #"Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=\#(algorithm), "#
        + #"nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", "#
        + #"qop=auth, response="\#(expected)", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS""#)
  }

  /// Section 3.9.2; the numbers printed there are of SHA-512 cut short (erratum 4897).
  @Test func theExampleWithAHashedUserName() throws {
    let digest = try response(
      #"Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", "#
        + #"opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true"#,
      "NTg6RKcb9boFIAS3KrFK9BGeh+niz/sm")
    let value = digest.response(
      username: "Jäsøn Doe", password: "Secret, or not?", method: "GET", uri: "/doe.json", body: [])
    #expect(value == "7a4e1192babbba02e91182d2895bfdbf7adafc6e48d4e517ca301974843d840c")
    let header = digest.header(username: "Jäsøn Doe", uri: "/doe.json", response: value)
    #expect(
      header.hasPrefix(
        #"Digest username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b", "#))
    #expect(header.hasSuffix(", userhash=true"))
  }

  @Test func aSessionKeyAndTheBodyAreHashed() throws {
    let digest = try response(
      #"Digest realm="r", qop="auth-int", algorithm=SHA-256-sess, nonce="N1""#, "C1", uses: 2)
    let value = digest.response(
      username: "Mufasa", password: "Circle of Life", method: "POST", uri: "/x?a=b", body: Array("body".utf8))
    #expect(value == "25f07d73b43e01ed9dc38c85db2726b67238ef159d7a6b856bb8717aeaeb2e3a")
    let header = digest.header(username: "Mufasa", uri: "/x?a=b", response: value)
    #expect(header.contains("algorithm=SHA-256-sess") && header.contains("nc=00000002"))
  }

  /// RFC 2069, as corrected: without qop there is no count.
  @Test func anOldServerIsAnsweredInTheOldWay() throws {
    let digest = try response(
      #"Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093""#, "unused")
    let value = digest.response(
      username: "Mufasa", password: "Circle Of Life", method: "GET", uri: "/dir/index.html", body: [])
    #expect(value == "670fd8c2df070c60b045671b8b24ff02")
    #expect(!digest.header(username: "Mufasa", uri: "/", response: value).contains("nc="))
  }

  @Test func aNameBeyondASCIIIsWrittenAsTheStandardSays() throws {
    let digest = try response(#"Digest realm="a \"b\"", nonce="n", qop="auth""#, "c")
    let header = digest.header(username: "Jäs", uri: "/", response: "r")
    #expect(header.hasPrefix(#"Digest username*=UTF-8''J%C3%A4s, realm="a \"b\"", "#))
  }

  @Test(arguments: [
    #"Digest realm="r", nonce="n", algorithm=SHA-1, qop="auth""#,
    #"Digest realm="r", nonce="n", qop="token""#,
    #"Digest realm="r""#, #"Basic realm="r""#, "Digest", "",
  ]) func whatCannotBeAnsweredIsLeftAlone(header: String) {
    for challenge in AuthenticationChallenge.read(header) {
      #expect(DigestResponse(challenge, clientNonce: "c") == nil)
    }
  }

  @Test func severalChallengesInOneHeaderAreTold() {
    let read = AuthenticationChallenge.read(
      #"Negotiate, Basic realm="a, b = \"c\"", charset = "UTF-8" ,Digest realm="r",nonce=abc, Bearer"#)
    #expect(read.map(\.scheme) == ["negotiate", "basic", "digest", "bearer"])
    #expect(read[1].parameters == ["realm": #"a, b = "c""#, "charset": "UTF-8"])
    #expect(read[2].parameters == ["realm": "r", "nonce": "abc"])
    for text in ["=", ",,,", "\"", "a=\"\\", " x = ", "Digest realm=\"open"] {
      _ = AuthenticationChallenge.read(text)
    }
  }

  @Test(arguments: [
    (0, "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a"),
    (111, "79a6132b3c9df0f7dfcb5c9c3c663d829a6e7f1c26440afa4eb49cfef669c8ea"),
    (112, "5349e8f46fcc4e650fe93ee6cd1459ff00c27733cc6f86c1925ceef63bece149"),
    (127, "fdd3cc6eb81f7da2e82bce47b75ef26f881d7118e9d968baaefea61764d70a42"),
    (128, "6c0dfa95c650de7bb33dedd62fe0b0363f5deec77c582a216c7e33253f59a518"),
    (1000, "906942b77a1b72ae432c5b080a07af6a8f382f49f56abb935e24811a15285acf"),
  ]) func sha512256IsTheStandards(count: Int, expected: String) {
    #expect(
      Hexadecimal.encode(SHA512256.hash([UInt8](repeating: UInt8(ascii: "x"), count: count))) == expected)
  }

  // MARK: Through the hub

  private func define() throws {
    try bench.define(
      """
      { "baseUrl": "https://api.test", "auth": { "type": "digest", "username": "Mufasa", "password": "[[pw]]" },
        "requests": { "get": { "url": "/x", "parameters": { "a": "b c" } },
          "post": { "verb": "POST", "url": "/y", "body": { "a": 1 } } } }
      """)
    try bench.secret("pw", "Circle of Life")
  }

  private func refuse(_ nonce: String, _ more: String = "") {
    bench.transport.answer(
      401, "{}", reason: "Unauthorized",
      headers: [
        HTTPHeader("WWW-Authenticate", #"Basic realm="x""#),
        HTTPHeader(
          "WWW-Authenticate", #"Digest realm="r", nonce="\#(nonce)", qop="auth", algorithm=SHA-256\#(more)"#),
      ])
  }

  @Test func theProofIsForThePathThatIsSent() throws {
    try bench.define(
      """
      { "baseUrl": "https://api.test/v1", "auth": { "type": "digest", "username": "Mufasa", "password": "x" },
        "requests": { "get": { "url": "../a/./b?c=/../d" } } }
      """)
    refuse("nonce-1")
    bench.transport.answer()
    _ = get()
    #expect(bench.last?.url == "https://api.test/a/b?c=/../d")
    #expect(bench.last?.header("Authorization")?.contains(#"uri="/a/b?c=/../d""#) == true)
  }

  private func get() -> ActionOutcome { bench.hub.connectRequest("crm", "get", payload: nil) }

  @Test func aChallengeIsAnsweredOnceAndUsedAgain() throws {
    try define()
    refuse("nonce-1")
    bench.transport.answer()
    let outcome = get()
    #expect(outcome.branch == .onSuccess)
    #expect(outcome.notes == ["HTTP 401: answered the Digest challenge (SHA-256, qop auth)"])
    #expect(bench.transport.requests[0].header("Authorization") == nil)
    let first = try #require(bench.last?.header("Authorization"))
    #expect(first.contains(#"uri="/x?a=b%20c""#) && first.contains("nc=00000001"))
    bench.transport.answer()
    #expect(bench.hub.connectRequest("crm", "post", payload: nil).notes == [])
    let second = try #require(bench.last?.header("Authorization"))
    #expect(second.contains(#"uri="/y""#) && second.contains("nc=00000002"))
    #expect(bench.last?.text == #"{"a":1}"#)
    let value = try #require(second.split(separator: "response=\"").last?.prefix { $0 != "\"" })
    #expect(bench.redactor.redact(String(value)) == "‹secret:crm/response@2›")
  }

  @Test func aWrongPasswordIsTriedOnce() throws {
    try define()
    refuse("nonce-1")
    refuse("nonce-2")
    let outcome = get()
    #expect(outcome.failure?.message == "HTTP 401 Unauthorized")
    #expect(bench.transport.requests.count == 2)
  }

  @Test func aStaleNonceIsReplaced() throws {
    try define()
    refuse("nonce-1")
    refuse("nonce-2", ", stale=true")
    bench.transport.answer()
    let outcome = get()
    #expect(outcome.branch == .onSuccess)
    #expect(
      outcome.notes.last
        == "HTTP 401: the nonce was stale; answered the new Digest challenge (SHA-256, qop auth)")
    refuse("nonce-3", ", stale=TRUE")
    bench.transport.answer()
    #expect(get().branch == .onSuccess)
    #expect(bench.last?.header("Authorization")?.contains("nc=00000001") == true)
  }

  @Test func aNonceThatIsRefusedLaterIsReplacedOnce() throws {
    try define()
    refuse("nonce-1")
    bench.transport.answer()
    _ = get()
    refuse("nonce-2")
    bench.transport.answer()
    #expect(get().branch == .onSuccess)
    refuse("nonce-3")
    refuse("nonce-4")
    #expect(get().failure?.message == "HTTP 401 Unauthorized")
  }

  @Test func theServerSaysWhichNonceComesNext() throws {
    try define()
    refuse("nonce-1")
    bench.transport.answer(
      200, "{}", headers: [HTTPHeader("Authentication-Info", #"nextnonce="nonce-9", qop=auth"#)])
    _ = get()
    bench.transport.answer()
    _ = get()
    let header = try #require(bench.last?.header("Authorization"))
    #expect(header.contains(#"nonce="nonce-9", nc=00000001"#))
  }

  @Test func a401WithoutDigestIsTheAnswer() throws {
    try define()
    bench.transport.answer(401, "{}", reason: "Unauthorized")
    #expect(get().failure?.message == "HTTP 401 Unauthorized")
    #expect(bench.transport.requests.count == 1)
  }

  @Test func offlineStandInsAreSent() throws {
    try define()
    try bench.secret("pw", "\u{E000}secret:crm/pw\u{E001}")
    bench.hub.recorded = { _ in true }
    refuse("nonce-1")
    bench.transport.answer()
    #expect(get().notes == ["HTTP 401: answered the Digest challenge (SHA-256, qop auth)"])
    #expect(
      bench.last?.header("Authorization")?.contains("response=\"\u{E000}secret:crm/response\u{E001}\"")
        == true)
  }
}
