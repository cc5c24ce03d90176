import Encodings
import JSON
import Redaction
import Testing

/// What stands beside a secret: in the Base64 that holds it, and before it in JSON.
@Suite struct NeighbourTests {
  private let reference = SecretReference(connection: "c", name: "key")
  private let value = "canary/value-77"

  private func redactor(_ others: String...) -> Redactor {
    let redactor = Redactor()
    redactor.register(value, as: reference, identifier: "demo")
    for (place, other) in others.enumerated() {
      redactor.register(other, as: SecretReference(connection: "c", name: "o\(place)"))
    }
    return redactor
  }

  /// The name before a password is kept, and a live replay gives the exact bytes.
  @Test func theNameBeforeAPasswordIsKept() {
    let text = Base64.encode("joe:\(value)".utf8)
    let stored = redactor().redactKeepingForms(text)
    #expect(stored == "‹secret:c/key#base64:joe%3A:›")
    #expect(redactor().restore(stored) { _ in value } == text)
  }

  @Test(arguments: [
    ("", ":hunter-2"), ("joe:hunter-2", ""), ("joe:", "hunter-2"),
    ("{\"password\":\"hunter-2\",\"k\":\"", "\"}"),
    ("user=joe&password=hunter-2&k=", ""), ("<a><password>hunter-2</password><k>", "</k></a>"),
  ])
  func whatMayBeACredentialIsNotKept(before: String, after: String) {
    let stored = redactor().redactKeepingForms(Base64.encode("\(before)\(value)\(after)".utf8))
    #expect(stored == reference.placeholder)
  }

  /// Even one that is too short to be masked within other text, and one that became a secret later.
  @Test func aKnownSecretIsNotKept() {
    let text = Base64.encode("pin is abc and the key is \(value).".utf8)
    #expect(redactor("abc").redactKeepingForms(text) == reference.placeholder)
    let redactor = redactor()
    #expect(redactor.redactKeepingForms(text).contains("abc"))
    redactor.register("abc", as: SecretReference(connection: "c", name: "later"))
    #expect(redactor.redactKeepingForms(text) == reference.placeholder)
  }

  /// `\n` and the rest of the value's text are no reason to leave half of an escape.
  @Test(arguments: ["nginx-key", "u0041-key", "bearer-of-it", "fn-key-99", "r2d2-key", "tmp-key-7"])
  func anEscapeBeforeAValueLeavesJSON(value: String) throws {
    let redactor = Redactor()
    redactor.register(value, as: reference)
    for slashes in ["\\", "\\\\", "\\\\\\", "\\\\\\\\"] {
      let text = "{\"a\":\"x\(slashes)\(value)\"}"
      let stored = redactor.redactKeepingForms(text)
      _ = try JSONValue(parsing: stored)
      _ = try JSONValue(parsing: redactor.redact(text))
      _ = try JSONValue(parsing: redactor.restore(stored) { _ in nil })
      #expect(!stored.contains(value))
      #expect(redactor.restore(stored) { _ in value } == text)
    }
    #expect(redactor.redact("C:\\\(value)") == "C:\(reference.placeholder)")
  }

  @Test(arguments: ["\\n", "\\u000a", "\\t"]) func anEscapeBeforeBase64LeavesJSON(escape: String) throws {
    let redactor = redactor()
    let text = "{\"a\":\"x\(escape)\(Base64.encode("joe:\(value)".utf8))\"}"
    let stored = redactor.redactKeepingForms(text)
    _ = try JSONValue(parsing: stored)
    #expect(redactor.redact(text) == "{\"a\":\"x\(escape)\(reference.placeholder)\"}")
    #expect(redactor.restore(stored) { _ in value } == text)
  }
}

/// Texts in other character sets than UTF-8, and names of hosts.
@Suite struct CharacterSetTests {
  private let reference = SecretReference(connection: "c", name: "key")
  private let value = "Pässwort-€-77"

  private func expectNothing(in text: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    let redactor = Redactor()
    redactor.register(value, as: reference)
    let all = Array("<".utf8) + text + Array(">".utf8)
    let redacted = redactor.redact(all)
    #expect(redacted == Array("<\(reference.placeholder)>".utf8), sourceLocation: sourceLocation)
  }

  @Test func bytesOfEverySet() throws {
    let windows1252 = try #require(TextDecoding.windows1252(value))
    expectNothing(in: windows1252)
    expectNothing(in: Array(PercentEncoding.encode(windows1252).utf8))
    for isBigEndian in [false, true] {
      let bytes = TextDecoding.utf16(value, isBigEndian: isBigEndian)
      expectNothing(in: bytes)
      expectNothing(in: Array(TextDecoding.lenient(bytes).utf8))
      expectNothing(in: Array(Hexadecimal.encode(bytes).utf8))
      expectNothing(in: Array(Base64.encode(bytes).utf8))
      expectNothing(in: Array(Base64.encode([0x41] + bytes).utf8))
    }
  }

  /// UTF-8 that a program took for another set.
  @Test func readInTheWrongSet() {
    expectNothing(in: Array(value.utf8.map { TextDecoding.lenient([$0]) }.joined().utf8))
    expectNothing(in: Array(String(String.UnicodeScalarView(value.utf8.map { Unicode.Scalar($0) })).utf8))
  }

  @Test func aHostIsShownInLowerCase() {
    let redactor = Redactor()
    redactor.register("Acme-Tenant-7", as: reference)
    #expect(
      redactor.redact("cannot find acme-tenant-7.example.com")
        == "cannot find \(reference.placeholder).example.com")
  }
}
