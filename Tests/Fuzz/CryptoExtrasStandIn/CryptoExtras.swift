// A stand-in for CryptoExtras while fuzzing: no key takes any time, and none may ask for more than a machine has.

public import Crypto

public enum KDF {
  public enum Scrypt {
    public static func deriveKey(
      from passphrase: some Sequence<UInt8>, salt: some Sequence<UInt8>, outputByteCount: Int, rounds: Int,
      blockSize: Int, parallelism: Int
    ) throws -> SymmetricKey {
      let memory = 128 * rounds * blockSize
      precondition(memory <= 1 << 29 && parallelism <= 2, "a key takes \(memory) bytes, \(parallelism) times")
      let bytes = SHA256.hash(data: Array(passphrase) + Array(salt) + [UInt8(truncatingIfNeeded: memory)])
      return SymmetricKey(data: Array(bytes.prefix(outputByteCount)))
    }
  }
}
