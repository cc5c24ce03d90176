// A stand-in for swift-crypto while fuzzing: the same names, and sums that cost no build of a cryptography library.

public enum Insecure {
  public enum MD5 {
    public static func hash(data: [UInt8]) -> [UInt8] { checksum(data, bytes: 16) }
  }
  public enum SHA1 {
    public static func hash(data: [UInt8]) -> [UInt8] { checksum(data, bytes: 20) }
  }
}

public enum SHA256 {
  public static func hash(data: some Sequence<UInt8>) -> [UInt8] { checksum(data, bytes: 32) }
}

public struct SymmetricKey {
  let bytes: [UInt8]
  public init(data: [UInt8]) { bytes = data }
}

public enum HMAC<Hash> {
  public static func authenticationCode(for data: [UInt8], using key: SymmetricKey) -> [UInt8] {
    checksum(key.bytes + data, bytes: 32)
  }
}

public enum AES {
  public enum GCM {
    public struct Nonce {
      let bytes: [UInt8]
      public init(data: [UInt8]) throws { bytes = data }
    }

    public struct SealedBox {
      let nonce: Nonce
      public let ciphertext: [UInt8]
      public let tag: [UInt8]

      public init(nonce: Nonce, ciphertext: some Sequence<UInt8>, tag: some Sequence<UInt8>) throws {
        (self.nonce, self.ciphertext, self.tag) = (nonce, Array(ciphertext), Array(tag))
      }
    }

    public struct AuthenticationFailure: Error {}

    public static func seal(
      _ message: some Sequence<UInt8>, using key: SymmetricKey, nonce: Nonce,
      authenticating data: some Sequence<UInt8>
    ) throws -> SealedBox {
      let ciphertext = message.map { $0 ^ 0x5A }
      return try SealedBox(
        nonce: nonce, ciphertext: ciphertext,
        tag: checksum(key.bytes + nonce.bytes + Array(data) + ciphertext, bytes: 16))
    }

    public static func open(
      _ box: SealedBox, using key: SymmetricKey, authenticating data: some Sequence<UInt8>
    ) throws -> [UInt8] {
      let tag = checksum(key.bytes + box.nonce.bytes + Array(data) + box.ciphertext, bytes: 16)
      guard tag == box.tag else { throw AuthenticationFailure() }
      return box.ciphertext.map { $0 ^ 0x5A }
    }
  }
}

private func checksum(_ data: some Sequence<UInt8>, bytes count: Int) -> [UInt8] {
  var sum: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in data { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return (0..<count).map { UInt8(truncatingIfNeeded: sum >> UInt64($0 % 8 * 8)) }
}
