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
  public static func hash(data: [UInt8]) -> [UInt8] { checksum(data, bytes: 32) }
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

private func checksum(_ data: [UInt8], bytes count: Int) -> [UInt8] {
  var sum: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in data { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return (0..<count).map { UInt8(truncatingIfNeeded: sum >> UInt64($0 % 8 * 8)) }
}
