import JSON
import Redaction
import Testing

/// Marks that make one character of a sign and its neighbour hide neither a credential nor a reference.
@Suite struct JoinedCharacterTests {
  private static let values = [
    "\u{301}Kanari-4711", "\u{200D}Kanari-4711", "Kanari-4711\u{600}", "\u{FE0F}Kanari-4711",
  ]

  @Test(arguments: values)
  func aTypedCredentialIsFound(value: String) {
    for text in ["password = \"\(value)\"", "{\"password\": \"\(value)\"}", "x(\"password\", \"\(value)\")"] {
      let found = LiteralCredentials.find(inText: text).map { Array($0.value.utf8) }
      #expect(found == [Array(value.utf8)], "\(text.debugDescription)")
    }
  }

  @Test(arguments: values)
  func aCredentialInABodyIsFound(value: String) {
    for body in [
      "<login password=\"\(value)\"/>", "<login password='\(value)'>x</login>",
      "<password>\(value)</password>",
      "{\"password\": \"\(value)\"}", "password=\(value)",
    ] {
      let found = CredentialScan.find(inBody: Array(body.utf8)).map { Array($0.value.utf8) }
      #expect(found == [Array(value.utf8)], "\(body.debugDescription)")
    }
  }

  @Test func aReferenceIsRestored() {
    let reference = SecretReference(connection: "c", name: "pin")
    for (before, after) in [("\u{600}", ""), ("\u{600}", "\u{301}"), ("", "\u{301}")] {
      let restored = Redactor().restore(before + reference.placeholder + after) { _ in "value" }
      #expect(Array(restored.utf8) == Array((before + "value" + after).utf8))
    }
  }
}
