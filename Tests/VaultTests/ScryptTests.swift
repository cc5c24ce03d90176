import Crypto
import Testing
import Vault

/// Test vectors of RFC 7914, section 12; the first has an empty passphrase, which a vault refuses.
@Suite struct ScryptTests {
  @Test(arguments: [
    (
      "password", "NaCl", ScryptCost(logarithmOfN: 10, blockSize: 8, parallelism: 16),
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
    ),
    (
      "pleaseletmein", "SodiumChloride", ScryptCost(logarithmOfN: 14, blockSize: 8, parallelism: 1),
      "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
    ),
  ])
  func knownAnswers(passphrase: String, salt: String, cost: ScryptCost, expected: String) throws {
    let key = try cost.derive(SecretBytes(passphrase.utf8), salt: Array(salt.utf8), count: 64)
    let hexadecimal = key.withUnsafeBytes { bytes in
      bytes.map { (($0 < 16) ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(hexadecimal == expected)
  }

  @Test func anEmptyPassphraseIsRefused() {
    #expect(throws: VaultError.refusesPassphrase) {
      try ScryptCost.tiny.derive(SecretBytes([]), salt: [1], count: 32)
    }
  }
}
