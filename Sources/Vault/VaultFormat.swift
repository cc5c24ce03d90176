import Crypto

/// The bytes of a vault: a header in the clear, the encrypted contents, and a checksum.
///
/// | bytes | what |
/// | --- | --- |
/// | 16 | `patchbay vault`, CR, LF |
/// | 2 | version of the format, 1 |
/// | 3 | scrypt: logarithm of N, r, p |
/// | 32 | salt of scrypt |
/// | 12 | nonce of AES-GCM |
/// | 4 | length of what follows without the checksum |
/// | ... | AES-256-GCM: contents, and the tag of 16 bytes; it authenticates the header too |
/// | 32 | SHA-256 of all before |
///
/// Numbers are big-endian. The checksum tells damage from a wrong passphrase before any key is derived; against
/// changes made on purpose stands the tag.
enum VaultFormat {
  static let magic = Array("patchbay vault\r\n".utf8)
  static let version: UInt16 = 1
  /// The largest vault, in bytes.
  static let largest = 16_777_216

  private static let keySize = 32
  private static let saltSize = 32
  private static let nonceSize = 12
  private static let tagSize = 16
  private static let checksumSize = 32
  private static let headerSize = magic.count + 2 + 3 + saltSize + nonceSize + 4

  /// What stands in front of the encrypted contents.
  private struct Header {
    var cost: ScryptCost
    var salt: [UInt8]
    var nonce: [UInt8]
    var length: Int

    var bytes: [UInt8] {
      var bytes = [UInt8](repeating: 0, count: headerSize)
      bytes.withUnsafeMutableBytes { buffer in
        var writer = ByteWriter(buffer)
        writer.write(bytes: magic)
        writer.write(version)
        writer.write(bytes: [cost.logarithmOfN, cost.blockSize, cost.parallelism])
        writer.write(bytes: salt)
        writer.write(bytes: nonce)
        writer.write(UInt32(length))
      }
      return bytes
    }
  }

  // MARK: Writing

  /// Encrypts under a new salt and a new nonce.
  static func seal(
    _ contents: VaultContents, passphrase: SecretBytes, cost: ScryptCost
  ) throws(VaultError) -> [UInt8] {
    let plain = contents.encoded()
    let header = Header(
      cost: cost, salt: random(saltSize), nonce: random(nonceSize), length: plain.count + tagSize)
    let key = try header.cost.derive(passphrase, salt: header.salt, count: keySize)
    var bytes = header.bytes
    guard headerSize + header.length + checksumSize <= largest else { throw .isTooBig }
    do {
      let box = try plain.withBytes { plain in
        try AES.GCM.seal(
          plain.assumingMemoryBound(to: UInt8.self), using: key, nonce: AES.GCM.Nonce(data: header.nonce),
          authenticating: bytes)
      }
      bytes += box.ciphertext
      bytes += box.tag
    } catch {
      throw .noKey
    }
    return bytes + SHA256.hash(data: bytes)
  }

  private static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  // MARK: Reading

  /// Decrypts; the cheap checks come first, so that no damaged or hostile file costs anything.
  static func open(
    _ bytes: [UInt8], passphrase: SecretBytes, bounds: ScryptCost.Bounds
  ) throws(VaultError) -> VaultContents {
    guard bytes.count <= largest else { throw .isTooBig }
    let header = try header(of: bytes)
    let end = headerSize + header.length
    guard bytes.count >= end + checksumSize else { throw .isTruncated }
    guard bytes.count == end + checksumSize, bytes[end...].elementsEqual(SHA256.hash(data: bytes[..<end]))
    else { throw .isDamaged }
    guard bounds.allow(header.cost) else { throw .hasUnreasonableCost }
    let key = try header.cost.derive(passphrase, salt: header.salt, count: keySize)
    let plain: SecretBytes
    do {
      let box = try AES.GCM.SealedBox(
        nonce: AES.GCM.Nonce(data: header.nonce), ciphertext: bytes[headerSize..<end - tagSize],
        tag: bytes[end - tagSize..<end])
      var opened = try AES.GCM.open(box, using: key, authenticating: bytes[..<headerSize])
      plain = SecretBytes(taking: &opened)
    } catch {
      throw .refusesPassphrase
    }
    guard let contents = VaultContents(decoding: plain) else { throw .isDamaged }
    return contents
  }

  private static func header(of bytes: [UInt8]) throws(VaultError) -> Header {
    guard bytes.starts(with: magic) else {
      throw !bytes.isEmpty && magic.starts(with: bytes) ? .isTruncated : .isNoVault
    }
    let header = bytes.withUnsafeBytes { buffer -> Result<Header, VaultError> in
      var reader = ByteReader(buffer)
      guard reader.read(count: magic.count) != nil, let version = reader.read(UInt16.self) else {
        return .failure(.isTruncated)
      }
      guard version == Self.version else {
        return .failure(version > Self.version ? .isNewer(version: Int(version)) : .isDamaged)
      }
      guard let logarithm = reader.read(UInt8.self), let size = reader.read(UInt8.self),
        let parallelism = reader.read(UInt8.self), let salt = reader.read(count: saltSize),
        let nonce = reader.read(count: nonceSize), let length = reader.read(UInt32.self)
      else { return .failure(.isTruncated) }
      guard (tagSize...largest).contains(Int(length)) else { return .failure(.isDamaged) }
      let cost = ScryptCost(logarithmOfN: logarithm, blockSize: size, parallelism: parallelism)
      return .success(Header(cost: cost, salt: Array(salt), nonce: Array(nonce), length: Int(length)))
    }
    return try header.get()
  }
}
