/// A gzip file whose deflate blocks are stored, not compressed (RFC 1951, RFC 1952).
///
/// Any client must decode it, and it costs no compression library.
package enum StoredGzip {
  package static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var start = 0
    repeat {
      let end = min(start + 65_535, bytes.count)
      let length = UInt16(end - start)
      file.append(end == bytes.count ? 1 : 0)
      append(UInt32(length), bytes: 2, to: &file)
      append(UInt32(~length), bytes: 2, to: &file)
      file += bytes[start..<end]
      start = end
    } while start < bytes.count
    append(checksum(bytes), bytes: 4, to: &file)
    append(UInt32(truncatingIfNeeded: bytes.count), bytes: 4, to: &file)
    return file
  }

  private static func append(_ value: UInt32, bytes count: UInt32, to file: inout [UInt8]) {
    for index in 0..<count { file.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }

  /// CRC-32 as gzip uses it.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xffff_ffff
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
