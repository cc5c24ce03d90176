import Crypto
import Encodings
import JSON
import Testing

@testable import Sandbox

/// Signing in at the practice service: RFC 6749, 7523, 7636, 8628.
@Suite struct ConsentTests {
  let client = Client()

  private func authorize(_ more: String = "", challenge: String) -> SandboxResponse {
    client.ask(
      "GET",
      "/oauth2/authorize?response_type=code&client_id=demo&redirect_uri=http%3A%2F%2F127.0.0.1%3A5%2Fcb"
        + "&state=s%201&code_challenge_method=S256&code_challenge=\(challenge)\(more)")
  }

  private func code(_ response: SandboxResponse) throws -> String {
    let location = try #require(response.header("location"))
    #expect(location.hasPrefix("http://127.0.0.1:5/cb?"))
    let pairs = PercentEncoding.pairs(String(location.split(separator: "?")[1]))
    #expect(pairs.first { $0.name == "state" }?.value == "s 1")
    return try #require(pairs.first { $0.name == "code" }?.value)
  }

  @Test func aCodeIsGoodOnceAndForItsVerifierOnly() throws {
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    let challenge = Base64.encodeForURL(SHA256.hash(data: Array(verifier.utf8)))
    func exchange(_ code: String, _ verifier: String, _ uri: String = "http%3A%2F%2F127.0.0.1%3A5%2Fcb")
      -> SandboxResponse
    {
      client.grant(
        "grant_type=authorization_code&client_id=demo&code=\(code)&redirect_uri=\(uri)&code_verifier=\(verifier)"
      )
    }
    let first = try code(authorize(challenge: challenge))
    #expect(exchange(first, "another").json["error"] == "invalid_grant")
    let second = try code(authorize(challenge: challenge))
    #expect(exchange(second, verifier, "http%3A%2F%2F127.0.0.1%3A6%2Fcb").status == 400)
    let third = try code(authorize("&scope=x", challenge: challenge))
    let answer = exchange(third, verifier)
    #expect(answer.json["scope"] == "x")
    #expect(answer.json["refresh_token"]?.stringValue?.isEmpty == false)
    #expect(exchange(third, verifier).status == 400)
  }

  @Test func noBrowserIsSentElsewhere() {
    for uri in ["https://evil.test/", "http://127.0.0.1.evil.test/", "http://localhost@evil.test/", ""] {
      let response = client.ask(
        "GET",
        "/oauth2/authorize?response_type=code&client_id=demo&redirect_uri=\(PercentEncoding.encode(uri))")
      #expect(response.status == 400)
    }
    #expect(authorize("&deny=1", challenge: "c").header("location")?.contains("error=access_denied") == true)
  }

  @Test func aDeviceWaitsForItsPerson() throws {
    let codes = client.ask("POST", "/oauth2/device", body: "client_id=demo&pending=2")
    let code = try #require(codes.json["device_code"]?.stringValue)
    #expect(codes.names == ["device_code", "user_code", "verification_uri", "expires_in", "interval"])
    let form =
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=demo&device_code=\(code)"
    #expect(client.grant(form).json["error"] == "authorization_pending")
    #expect(client.grant(form).json["error"] == "authorization_pending")
    #expect(client.grant(form).status == 200)
    #expect(client.grant(form).json["error"] == "expired_token")
  }

  @Test func anAssertionIsVerified() {
    let key = P256.Signing.PrivateKey()
    func grant(_ claims: String, key: P256.Signing.PrivateKey, publicKey: String) -> SandboxResponse {
      let text =
        Base64.encodeForURL(#"{"alg":"ES256"}"#.utf8) + "." + Base64.encodeForURL(Array(claims.utf8))
      let signature = (try? key.signature(for: Array(text.utf8)).rawRepresentation).map { Array($0) } ?? []
      return client.grant(
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=\(text)."
          + Base64.encodeForURL(signature) + "&public_key=" + PercentEncoding.encode(publicKey))
    }
    let claims = #"{"iss":"demo","aud":"http://sandbox.test/oauth2/token","iat":1,"exp":2}"#
    let pem = key.publicKey.pemRepresentation
    #expect(grant(claims, key: key, publicKey: pem).status == 200)
    #expect(grant(claims, key: P256.Signing.PrivateKey(), publicKey: pem).json["error"] == "invalid_grant")
    #expect(grant(#"{"iss":"me"}"#, key: key, publicKey: pem).status == 400)
    #expect(grant(claims, key: key, publicKey: "no key").status == 400)
    #expect(client.grant("grant_type=client_credentials&client_id=demo&client_assertion=a.b.c").status == 401)
  }

  @Test func basicAndKeysAreAskedFor() {
    #expect(client.ask("GET", "/auth/basic").header("www-authenticate")?.hasPrefix("Basic ") == true)
    let basic = "Basic " + Base64.encode("demo:demo-secret".utf8)
    #expect(client.ask("GET", "/auth/basic", headers: [("Authorization", basic)]).status == 200)
    #expect(client.ask("GET", "/auth/apikey").status == 401)
    #expect(client.ask("GET", "/auth/apikey?api_key=demo-secret").json["by"] == "query")
    #expect(client.ask("GET", "/auth/apikey", headers: [("X-Api-Key", "demo-secret")]).json["by"] == "header")
    #expect(
      client.ask("GET", "/auth/apikey", headers: [("Cookie", "a=b; api_key=demo-secret")]).json["by"]
        == "cookie")
  }

  @Test func digestIsAskedForWithANewNonce() {
    let first = client.ask("GET", "/auth/digest").header("www-authenticate")
    #expect(first?.contains("algorithm=SHA-256") == true)
    #expect(first != client.ask("GET", "/auth/digest").header("www-authenticate"))
    #expect(client.ask("GET", "/auth/digest?algorithm=SHA-1").status == 400)
    let wrong = #"Digest username="demo", nonce="x", response="y""#
    #expect(client.ask("GET", "/auth/digest", headers: [("Authorization", wrong)]).status == 401)
  }

  @Test func aSignatureOfAWSIsLookedAt() {
    #expect(client.ask("GET", "/auth/sigv4").status == 403)
    let header =
      "AWS4-HMAC-SHA256 Credential=A/20150830/r/s/aws4_request, SignedHeaders=host, Signature="
      + String(repeating: "0", count: 64)
    let answer = client.ask(
      "GET", "/auth/sigv4", headers: [("Authorization", header), ("X-Amz-Date", "20150830T000000Z")])
    #expect(answer.json["scope"] == "r/s/aws4_request")
  }
}
