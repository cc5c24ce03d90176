import Encodings
import Redaction
import JSON
import Testing

/// The edge rules of docs/decisions/redaction.md.
@Suite struct RedactionRulesTests {
  private let reference = SecretReference(connection: "c", name: "pin")

  private func redactor(_ value: String, identifier: String? = nil) -> Redactor {
    let redactor = Redactor()
    redactor.register(value, as: reference, identifier: identifier)
    return redactor
  }

  @Test func anEmptySecretIsNowhere() {
    let redactor = redactor("")
    #expect(redactor.redact("abc \"\" =") == "abc \"\" =")
    #expect(Redactor.masking(of: "") == .nowhere)
  }

  @Test(arguments: ["abc", "true", "http", "requestBody", "id", "7"])
  func aShortOrCommonValueIsMaskedAsAWholeValueOnly(value: String) {
    #expect(Redactor.masking(of: value) != .everywhere)
    let redactor = redactor(value)
    let mark = reference.placeholder
    for (before, after) in [
      ("{\"a\": \"", "\"}"), ("{\\\"a\\\":\\\"", "\\\"}"), ("x=", "&y=1"), ("<a>", "</a>"),
      ("X-Pin: ", "\r\n"),
      ("", ""), ("Bearer ", ""), ("['", "']"), ("a=1&x=", ""),
    ] {
      #expect(redactor.redact(before + value + after) == before + mark + after)
    }
    for text in [
      "the \(value) of it", "{\"\(value)\": 1}", "\(value)://h/\(value)s", "x\(value)=1",
      "{\"a\": \"\(value) x\"}",
    ] {
      #expect(redactor.redact(text) == text)
    }
  }

  @Test func aShortPasswordIsFoundInBasicCredentials() {
    #expect(
      redactor("abc", identifier: "demo").redact("Basic ZGVtbzphYmM=") == "Basic \(reference.placeholder)")
  }

  @Test(arguments: [
    "{\"pin\": 1234567}", "{\"a\":[1,1234567],\"pin\":1234567}", "[ 1234567 ]", "[1234567.5, -1234567]",
    "{\"body\":\"{\\\"pin\\\":1234567}\",\"list\":\"[1234567]\"}",
  ])
  func aBareNumberStaysJSON(text: String) throws {
    let redactor = redactor("1234567")
    let stored = redactor.redactKeepingForms(text)
    #expect(!stored.contains("1234567"))
    _ = try JSONValue(parsing: stored)
    _ = try JSONValue(parsing: redactor.redact(text))
    #expect(redactor.restore(stored) { _ in "1234567" } == text)
    // Offline a text stands for it.
    let offline = Redactor()
    offline.register(reference.standIn, as: reference)
    let restored = offline.restore(stored) { _ in nil }
    _ = try JSONValue(parsing: restored)
    #expect(offline.redact(restored) == redactor.redact(text))
  }

  @Test func aNumberIsNoPartOfALongerOne() {
    let redactor = redactor("1234567")
    for text in ["{\"id\": 91234567}", "12345678", "01234567"] { #expect(redactor.redact(text) == text) }
    for text in ["pin=1234567&", "pin%201234567", "call 1234567 now", "\\u00201234567"] {
      #expect(redactor.redact(text) == text.replacing("1234567", with: reference.placeholder))
    }
  }

  @Test func aNumberInTheRecordingIsTheTextOfTheReplay() {
    #expect(Redactor.areSame("{\"pin\": \"‹secret:c/pin#number›\"}", "{\"pin\": ‹secret:c/pin›}"))
    #expect(Redactor.areSame("{\"pin\": \"‹secret:c/pin#number›\"}", "{\"pin\": \"‹secret:c/pin›\"}"))
    #expect(!Redactor.areSame("{\"pin\": \"‹secret:c/pin#number›\"}", "{\"pin\": \"‹secret:c/pan›\"}"))
  }

  @Test func anOldValueStaysMasked() {
    let redactor = redactor("first-value")
    redactor.register("second-value", as: reference)
    #expect(
      redactor.redact("first-value second-value") == "\(reference.placeholder) \(reference.placeholder)")
  }

  @Test func ofTwoSecretsWithOneValueTheFirstIsNamed() {
    let redactor = redactor("one-value")
    redactor.register("one-value", as: SecretReference(connection: "c", name: "other"))
    #expect(redactor.redact("one-value") == reference.placeholder)
  }

  @Test func aSecretInsideAnotherIsMaskedAlone() {
    let redactor = redactor("inner-value")
    redactor.register("outer-inner-value-outer", as: SecretReference(connection: "c", name: "outer"))
    #expect(
      redactor.redact("outer-inner-value-outer inner-value outer-inner-value")
        == "‹secret:c/outer› \(reference.placeholder) outer-\(reference.placeholder)")
  }

  @Test func aValueLearntLateIsMaskedInWhatWasRedactedBefore() {
    let redactor = redactor("first-value")
    let early = redactor.redact("first-value late-value ‹secret:")
    redactor.register("late-value", as: SecretReference(connection: "c", name: "late"))
    #expect(redactor.mask(early) == "\(reference.placeholder) ‹secret:c/late› ‹\\secret:")
    redactor.register("secret:c", as: SecretReference(connection: "c", name: "mark"))
    #expect(redactor.mask(reference.placeholder) == reference.placeholder)
  }

  @Test(arguments: [64, 76], ["\n", "\r\n", "\\r\\n", "\n  "])
  func base64MayBeWrapped(width: Int, lineEnd: String) {
    let value = String((0..<120).map { Character(Unicode.Scalar(UInt8(33 + $0 * 7 % 90))) })
    let redactor = redactor(value)
    for before in ["", "u:", "user name "] {
      let digits = Array(Base64.encode("\(before)\(value) tail".utf8).utf8)
      let lines = stride(from: 0, to: digits.count, by: width).map {
        String(decoding: digits[$0..<min($0 + width, digits.count)], as: UTF8.self)
      }
      let text = "<\(lines.joined(separator: lineEnd))>"
      #expect(redactor.redact(text) == "<\(reference.placeholder)>")
      guard !lineEnd.hasSuffix(" ") else { continue }
      #expect(redactor.restore(redactor.redactKeepingForms(text)) { _ in value } == text)
    }
  }

  @Test(arguments: ["\r\n", "\n"]) func quotedPrintableMayBeWrapped(lineEnd: String) {
    let redactor = redactor("a=secret=value of some length")
    let text = "a=3Dsec=\(lineEnd)ret=3Dvalue of so=\(lineEnd)me length"
    #expect(redactor.redact(text) == reference.placeholder)
    #expect(
      redactor.restore(redactor.redactKeepingForms(text)) { _ in "a=secret=value of some length" } == text)
  }

  @Test func piecesGiveWhatTheWholeGives() {
    let redactor = redactor("canary/value")
    let text = "a canary/value b Y2FuYXJ5L3ZhbHVl c canary%2Fvalue d ‹secret: canary/val"
    for size in 1...20 {
      let stream = RedactionStream(redactor)
      var (result, rest) = ([UInt8](), Array(text.utf8)[...])
      while !rest.isEmpty {
        result += stream.append(rest.prefix(size))
        rest = rest.dropFirst(size)
      }
      #expect(String(decoding: result + stream.finish(), as: UTF8.self) == redactor.redact(text))
    }
    let stream = RedactionStream(redactor)
    #expect(stream.append("done.\n".utf8) == Array("done.\n".utf8))
  }

  @Test func piecesOfAMaskedTextKeepItsReferences() {
    // The names within a reference are no place for a value.
    let redactor = redactor("clientSecret")
    let text = "a clientSecret b ‹secret:crm/clientSecret› c ‹secret:clientSecret\n› ‹sec"
    for size in 1...60 {
      let stream = RedactionStream(redactor, escapes: false)
      var (result, rest) = ([UInt8](), Array(text.utf8)[...])
      while !rest.isEmpty {
        result += stream.append(rest.prefix(size))
        rest = rest.dropFirst(size)
      }
      #expect(String(decoding: result + stream.finish(), as: UTF8.self) == redactor.mask(text))
    }
  }

  @Test func base64OfALongerTextKeepsWhatStandsBesideTheValue() {
    let text = Base64.encode("{\"user\":\"ada\",\"key\":\"canary/value\"}".utf8)
    let redactor = redactor("canary/value")
    let stored = redactor.redactKeepingForms(text)
    #expect(!stored.contains("canary") && stored.contains("#base64:"))
    #expect(redactor.restore(stored) { _ in "canary/value" } == text)
    #expect(Base64.decode(redactor.restore(stored) { _ in nil }) != nil)
  }
}
