import Redaction
import Testing

/// Two secrets that share characters of a text: nothing of either may stay.
@Suite struct OverlapTests {
  private let values = ["abcdef", "defghi", "fghi-jkl", "99/zz%aa", "zz%aa+long tail"]

  private func redactor() -> Redactor {
    let redactor = Redactor()
    for value in values { redactor.register(value, as: SecretReference(connection: "c", name: value)) }
    return redactor
  }

  @Test(arguments: [
    ("x abcdefghi y", ["defghi"]), ("abcdefghi-jkl.", ["fghi-jkl"]), ("99/zz%aa+long tail", ["+long"]),
    ("abcdefabcdefghi", ["defghi"]), ("{\"a\":\"abcdefghi-jkl\"}", ["-jkl"]),
    ("99%2Fzz%25aa%2Blong%20tail&", ["long", "tail"]), ("99\\/zz%aa+long tail", ["+long"]),
    ("abcdefghi-jk", ["ghi-"]),
  ])
  func theTailOfTheSecondIsMaskedToo(text: String, hidden: [String]) {
    let redactor = redactor()
    for redacted in [redactor.redact(text), redactor.redactKeepingForms(text)] {
      let shown = redacted.replacing(#/‹secret:.*?›/#, with: "‹›")
      for part in hidden + ["abc", "ghi"] where text.contains(part) && part != "ghi-" {
        #expect(!shown.contains(part), "\(redacted)")
      }
      #expect(redactor.mask(redacted) == redacted)
    }
    #expect(redactor.restore(redactor.redactKeepingForms(text)) { $0.name } == text)
    for size in 1...text.utf8.count {
      for keepsForms in [false, true] {
        let stream = RedactionStream(redactor, keepsForms: keepsForms)
        var (result, rest) = ([UInt8](), Array(text.utf8)[...])
        while !rest.isEmpty {
          result += stream.append(rest.prefix(size))
          rest = rest.dropFirst(size)
        }
        let whole = keepsForms ? redactor.redactKeepingForms(text) : redactor.redact(text)
        #expect(String(decoding: result + stream.finish(), as: UTF8.self) == whole)
      }
    }
  }

  /// What was found to end a text for good may go on in a value that is learnt later.
  @Test(arguments: ["abcdefghi", "abcdef\\u0067hi", "YWJjZGVmZ2hp"])
  func aSecondSecretMayBeLearntLater(text: String) {
    let redactor = Redactor()
    let (first, second) = (
      SecretReference(connection: "c", name: "first"), SecretReference(connection: "c", name: "second")
    )
    redactor.register("abcdef", as: first)
    for _ in 0..<2 { _ = (redactor.redact(text), redactor.redactKeepingForms(text)) }
    redactor.register("defghi", as: second)
    let fresh = Redactor()
    fresh.register("abcdef", as: first)
    fresh.register("defghi", as: second)
    #expect(redactor.redact(text) == fresh.redact(text))
    #expect(redactor.redactKeepingForms(text) == fresh.redactKeepingForms(text))
    #expect(!redactor.redact(text).contains("hi"))
  }

  @Test func aSecretThatOverlapsItselfLeavesNothing() {
    let redactor = Redactor()
    let reference = SecretReference(connection: "c", name: "s")
    redactor.register("abcabcab", as: reference)
    #expect(redactor.redact("abcabcababcabcab") == reference.placeholder + reference.placeholder)
    let text = "abcabcabcabcab."
    #expect(redactor.redact(text) == reference.placeholder + reference.placeholder + ".")
    #expect(redactor.restore(redactor.redactKeepingForms(text)) { _ in "abcabcab" } == text)
  }

  /// What stands beside a value in Base64 is kept in the form, and must not be a part of another secret.
  @Test func anOverlapInsideBase64IsNotKeptInTheForm() {
    let redactor = redactor()
    let stored = redactor.redactKeepingForms("eyJhIjoieHl6IGFiY2RlZmdoaSB4eXoifQ==")
    #expect(!stored.contains("ghi"))
  }

  /// Offline both stand-ins stand side by side, and give the stored text again.
  @Test func standInsTakeBothPlaces() {
    let stored = redactor().redactKeepingForms("x abcdefghi y")
    let offline = Redactor()
    offline.registerReferences(in: stored)
    let restored = offline.restore(stored) { _ in nil }
    #expect(Redactor.areSame(offline.redactKeepingForms(restored), stored))
  }
}

/// Secrets that are the same few characters over and over, in texts of nearly the same.
@Suite struct RepetitionTests {
  private let reference = SecretReference(connection: "c", name: "s")

  @Test(arguments: ["a", "a/b-c=", "0123456789abcdefg"], ["", "z", "aba"])
  func aSecretOfRepeatedCharactersIsFound(part: String, tail: String) {
    let value = String(repeating: part, count: 120 / part.count) + tail
    let redactor = Redactor()
    redactor.register(value, as: reference)
    for before in ["", part, "x" + part + part, value.dropLast() + "!"] {
      for form in [SecretForm.raw, .percent, .base64, .hex] {
        let text = before + "." + (form.encode(value, identifier: nil) ?? "") + "?"
        #expect(redactor.redact(text) == before + "." + reference.placeholder + "?")
        #expect(redactor.restore(redactor.redactKeepingForms(text)) { _ in value } == text)
      }
    }
    let near = String(repeating: value.dropLast() + "!", count: 3)
    #expect(redactor.redact(near) == near)
    #expect(redactor.redact(near + "." + value + "." + near) == "\(near).\(reference.placeholder).\(near)")
  }
}
