import Testing
import Vault

@Suite struct SecretBytesTests {
  @Test func whatWasTakenOverIsWiped() {
    var bytes = Array("swordfish".utf8)
    let secret = SecretBytes(taking: &bytes)
    #expect(bytes == [UInt8](repeating: 0, count: 9))
    #expect(secret.text == "swordfish")
  }

  @Test(arguments: [
    ("", ""), ("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), ("\n", ""), ("a\r", "a\r"),
  ]) func oneLineBreakIsTakenOff(text: String, expected: String) {
    #expect(SecretBytes(text.utf8).withoutLineBreak.text == expected)
  }

  @Test func bytesThatAreNoTextHaveNone() {
    #expect(SecretBytes([0xFF]).text == nil)
    #expect(SecretBytes([]).text == "")
  }

  @Test func comparison() {
    #expect(SecretBytes("a".utf8).holdsSame(as: SecretBytes("a".utf8)))
    #expect(!SecretBytes("a".utf8).holdsSame(as: SecretBytes("ab".utf8)))
  }
}
