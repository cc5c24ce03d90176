import Crypto
import CryptoExtras
import Encodings
import HTTPExchange
import IntegrationHub
import JSON
import Redaction
import TestSupport
import Testing

/// Signed assertions: RFC 7515, 7518, 7523.
@Suite struct JSONWebTokenTests {
  private let bench = HubBench()

  private func rsaPEM() throws -> String { try #require(TestKeys.rsa).pkcs8PEMRepresentation }

  private func decoded(_ part: Substring) throws -> JSONObject {
    let text = part.replacing("-", with: "+").replacing("_", with: "/")
    return try object(String(decoding: try #require(Base64.decode(text)), as: UTF8.self))
  }

  /// RFC 7515, appendix A.2: the signature of RSA is always the same.
  @Test func rs256SignsAsInTheStandard() throws {
    let signed =
      "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    let key = try SigningKey(pem: try rsaPEM(), algorithm: .RS256)
    #expect(
      Base64.encodeForURL(try key.signature(of: signed))
        == "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7"
        + "AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4"
        + "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K"
        + "0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
        + "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB"
        + "p0igcN_IoypGlUPQGe77Rw")
  }

  /// RFC 7515, appendix A.3: the signature of ECDSA is another each time, and the example's key verifies it.
  @Test func es256SignsWithTheKeyOfTheStandard() throws {
    let example = try #require(TestKeys.p256)
    let signed =
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    let key = try SigningKey(pem: example.pemRepresentation, algorithm: nil)
    #expect(key.algorithm == .ES256)
    let signature = try key.signature(of: signed)
    #expect(signature.count == 64)
    let read = try P256.Signing.ECDSASignature(rawRepresentation: signature)
    #expect(example.publicKey.isValidSignature(read, for: Array(signed.utf8)))
    // The example's own signature verifies with the same key, so the key is the example's.
    let own = try #require(
      Base64.decode(
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6+Xx+F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3+Kg6NU1Q=="))
    let theirs = try P256.Signing.ECDSASignature(rawRepresentation: own)
    #expect(example.publicKey.isValidSignature(theirs, for: Array(signed.utf8)))
  }

  @Test(arguments: [SigningKey.Algorithm.RS256, .RS384, .RS512])
  func everyRSAAlgorithmVerifies(algorithm: SigningKey.Algorithm) throws {
    let key = try SigningKey(pem: try rsaPEM(), algorithm: algorithm)
    let token = try JSONWebToken.sign(["iss": "me"], with: key, keyID: "k-1")
    let parts = token.split(separator: ".")
    #expect(try decoded(parts[0]) == ["alg": .string(algorithm.rawValue), "typ": "JWT", "kid": "k-1"])
    let signed = Array("\(parts[0]).\(parts[1])".utf8)
    let bytes = Base64.decode(parts[2].replacing("-", with: "+").replacing("_", with: "/")) ?? []
    let signature = _RSA.Signing.RSASignature(rawRepresentation: bytes)
    let publicKey = try #require(TestKeys.rsa).publicKey
    let isValid =
      switch algorithm {
      case .RS384:
        publicKey.isValidSignature(signature, for: SHA384.hash(data: signed), padding: .insecurePKCS1v1_5)
      case .RS512:
        publicKey.isValidSignature(signature, for: SHA512.hash(data: signed), padding: .insecurePKCS1v1_5)
      default:
        publicKey.isValidSignature(signature, for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5)
      }
    #expect(isValid)
  }

  @Test func es384Signs() throws {
    let pair = P384.Signing.PrivateKey()
    let key = try SigningKey(pem: pair.pemRepresentation, algorithm: .ES384)
    let signature = try P384.Signing.ECDSASignature(rawRepresentation: try key.signature(of: "text"))
    #expect(pair.publicKey.isValidSignature(signature, for: Array("text".utf8)))
  }

  @Test func keysAreReadInEveryUsualForm() throws {
    let pkcs8 = try rsaPEM()
    let pkcs1 = try #require(TestKeys.rsa).pemRepresentation
    #expect(pkcs1.hasPrefix("-----BEGIN RSA PRIVATE KEY-----"))
    for pem in [
      pkcs8, pkcs1, "Bag Attributes\n  friendlyName: x\n" + pkcs8 + "\n\n",
      pkcs8.replacing("\n", with: "\r\n"), pkcs8.replacing("\n", with: "\\n"),
      pkcs8.split(separator: "\n").joined(separator: " "),
    ] {
      #expect(try SigningKey(pem: pem, algorithm: nil).algorithm == .RS256)
    }
    // What `openssl ecparam -genkey` writes: parameters, then SEC 1.
    let sec1 = """
      -----BEGIN EC PARAMETERS-----
      BggqhkjOPQMBBw==
      -----END EC PARAMETERS-----
      -----BEGIN EC PRIVATE KEY-----
      \(Base64.encode(Self.sec1(try #require(TestKeys.p256))))
      -----END EC PRIVATE KEY-----
      """
    #expect(try SigningKey(pem: sec1, algorithm: nil).algorithm == .ES256)
  }

  /// RFC 5915: a version, the number, the curve and the public point.
  private static func sec1(_ key: P256.Signing.PrivateKey) -> [UInt8] {
    let number = [0x04, 0x20] + Array(key.rawRepresentation)
    let curve: [UInt8] = [0xA0, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
    let point = [0xA1, 0x44, 0x03, 0x42, 0x00] + Array(key.publicKey.x963Representation)
    let content = [0x02, 0x01, 0x01] + number + curve + point
    return [0x30, UInt8(content.count)] + content
  }

  @Test(arguments: [
    ("not a key", "The private key is not in PEM"),
    ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "The private key cannot be read"),
    (
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
      "What stands as the private key is CERTIFICATE"
    ),
    (
      "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
      "The private key is encrypted, and there is no passphrase for it"
    ),
    (
      "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----",
      "The private key is encrypted, and there is no passphrase for it"
    ),
    ("-----BEGIN PRIVATE KEY-----", "The private key is not in PEM"),
    ("", "The private key is not in PEM"),
  ]) func whatIsNoKeyIsSaid(pem: String, message: String) throws {
    do {
      _ = try SigningKey(pem: pem, algorithm: nil)
      Issue.record("a key was read")
    } catch {
      #expect(error.message == message)
    }
  }

  @Test func theAlgorithmMustFitTheKey() throws {
    do {
      _ = try SigningKey(pem: try rsaPEM(), algorithm: .ES256)
      Issue.record("a key was taken")
    } catch let error as HubError {
      #expect(error.message == "The private key cannot sign with ES256")
    }
  }

  // MARK: Grants

  private func connect() throws -> [String: String] {
    bench.transport.answer(200, #"{"access_token":"token-one"}"#)
    let outcome = bench.hub.connectAuth("crm")
    #expect(outcome.failure?.message == nil)
    let text = try #require(bench.last).text
    return Dictionary(uniqueKeysWithValues: PercentEncoding.pairs(text).map { ($0.name, $0.value) })
  }

  /// RFC 7523, sections 2.1 and 3.
  @Test func theJWTBearerGrantSendsItsClaims() throws {
    try bench.define(
      #"""
      { "baseUrl": "https://api.test", "auth": { "grant": "jwt_bearer", "url": "/token", "issuer": "app@x.test",
        "subject": "[[user]]", "privateKey": "[[key]]", "keyId": "k-7", "lifetime": 60, "scope": "read",
        "claims": { "scope": "a [[user]]", "nested": { "n": 1 } } } }
      """#)
    try bench.secret("key", try rsaPEM())
    try bench.hub.setVariable(connection: "crm", "user", "ada")
    let form = try connect()
    #expect(form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer")
    #expect(form["scope"] == "read")
    #expect(form["client_id"] == nil)
    let assertion = try #require(form["assertion"])
    let parts = assertion.split(separator: ".")
    #expect(try decoded(parts[0])["kid"] == "k-7")
    let claims = try decoded(parts[1])
    #expect(claims["iss"] == "app@x.test")
    #expect(claims["sub"] == "ada")
    #expect(claims["aud"] == "https://api.test/token")
    #expect(claims["iat"] == 1000)
    #expect(claims["exp"] == 1060)
    #expect(claims["scope"] == "a ada")
    #expect(claims["nested"] == ["n": 1])
    #expect(claims["jti"]?.stringValue?.isEmpty == false)
    // Nothing that is shown or stored can hold it.
    #expect(bench.redactor.redact("x \(assertion) y") == "x ‹secret:crm/assertion› y")
  }

  @Test func claimsOfOnesOwnWinAndNullTakesAway() throws {
    try bench.define(
      #"""
      { "auth": { "grant": "jwt_bearer", "url": "https://x.test/t", "clientId": "id", "privateKey": "[[key]]",
        "audience": "https://other.test", "claims": { "jti": null, "exp": 7 } } }
      """#)
    try bench.secret("key", try #require(TestKeys.p256).pemRepresentation)
    let form = try connect()
    let claims = try decoded(try #require(form["assertion"]).split(separator: ".")[1])
    #expect(claims == ["iss": "id", "aud": "https://other.test", "iat": 1000, "exp": 7])
    #expect(form["audience"] == nil)
    #expect(form["client_id"] == "id")
  }

  /// RFC 7523, sections 2.2 and 3.
  @Test func aClientProvesItselfByItsKey() throws {
    try bench.define(
      #"""
      { "auth": { "url": "https://x.test/t", "clientId": "my-client", "clientAuth": "private_key_jwt",
        "privateKey": "[[key]]", "algorithm": "RS384", "audience": "api" } }
      """#)
    try bench.secret("key", try rsaPEM())
    let form = try connect()
    #expect(form["grant_type"] == "client_credentials")
    #expect(form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
    #expect(form["audience"] == "api")
    let assertion = try #require(form["client_assertion"])
    let parts = assertion.split(separator: ".")
    #expect(try decoded(parts[0])["alg"] == "RS384")
    let claims = try decoded(parts[1])
    #expect(claims["iss"] == "my-client")
    #expect(claims["sub"] == "my-client")
    #expect(claims["aud"] == "https://x.test/t")
    #expect(claims["exp"] == 1240)
    #expect(bench.last?.header("Authorization") == nil)
    #expect(bench.redactor.redact(assertion) == "‹secret:crm/client_assertion›")
    // An assertion is used once, and so is its number.
    #expect(try connect()["client_assertion"] != assertion)
  }

  @Test func aKeyMayStandInAFile() throws {
    try bench.define(
      #"{ "auth": { "grant": "jwt_bearer", "url": "https://x.test/t", "issuer": "i", "privateKeyFile": "~/key.pem" } }"#
    )
    let pem = try rsaPEM()
    bench.hub.readSecret = { reference, source throws(HubError) in
      #expect(reference.path == "crm/privateKey")
      #expect(source == .file(path: "~/key.pem"))
      return pem
    }
    #expect(try connect()["assertion"]?.split(separator: ".").count == 3)
    #expect(bench.redactor.redact(pem) == "‹secret:crm/privateKey›")
  }

  @Test func aKeyThatCannotBeReadIsNotSent() throws {
    try bench.define(
      #"{ "auth": { "grant": "jwt_bearer", "url": "https://x.test/t", "issuer": "i", "privateKey": "[[key]]" } }"#
    )
    try bench.secret("key", "no key at all")
    #expect(bench.hub.connectAuth("crm").failure?.message == "The private key is not in PEM")
    #expect(bench.transport.requests.isEmpty)
  }

  @Test func offlineAStandInTakesThePlaceOfTheAssertion() throws {
    try bench.define(
      #"{ "auth": { "grant": "jwt_bearer", "url": "https://x.test/t", "issuer": "i", "privateKey": "[[key]]" } }"#
    )
    try bench.secret("key", "\u{E000}secret:crm/key\u{E001}")
    bench.hub.recorded = { _ in true }
    #expect(try connect()["assertion"] == "\u{E000}secret:crm/assertion\u{E001}")
  }
}
