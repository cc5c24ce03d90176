/// The end of a gzip body, where the length of the decoded body stands (RFC 1952).
struct GzipTrailer {
  private var last: UInt32 = 0
  private var count = 0

  mutating func receive(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes.suffix(4) { last = last >> 8 | UInt32(byte) << 24 }
    count += bytes.count
  }

  /// False when the body's end says another length than the one it had.
  func accepts(decodedLength: Int) -> Bool {
    // A head of ten bytes and a trailer of eight is the least.
    count >= 18 && last == UInt32(truncatingIfNeeded: decodedLength)
  }
}
