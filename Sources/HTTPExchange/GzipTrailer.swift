/// Follows the raw bytes of a gzip body to its end, where the length of the decoded body stands (RFC 1952).
///
/// libcurl takes a gzip body that ends too early for a whole one; this tells them apart.
struct GzipTrailer {
  private enum Place {
    case size(Int), extensionOfSize(Int), data(Int), afterData, end, unknown
  }

  private var place: Place
  private var last: UInt32 = 0
  private var count = 0

  /// `isChunked` when the bytes still carry the framing of `Transfer-Encoding: chunked` (RFC 9112, 7.1).
  init(isChunked: Bool) { place = isChunked ? .size(0) : .data(.max) }

  mutating func receive(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch place {
      case .data(let length):
        let taken = min(length, bytes.count - index)
        keep(bytes[index..<index + taken])
        index += taken
        place = length == .max ? .data(.max) : taken == length ? .afterData : .data(length - taken)
        continue
      case .size(let size):
        if let digit = Self.value(ofDigit: byte) {
          place = size < 1 << 40 ? .size(size << 4 | digit) : .unknown
        } else {
          place = byte == 0x0a ? Self.start(of: size) : .extensionOfSize(size)
        }
      case .extensionOfSize(let size): if byte == 0x0a { place = Self.start(of: size) }
      case .afterData: if byte == 0x0a { place = .size(0) }
      case .end, .unknown: return
      }
      index += 1
    }
  }

  private static func start(of size: Int) -> Place { size == 0 ? .end : .data(size) }

  private static func value(ofDigit byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte | 0x20) - 0x57
    default: nil
    }
  }

  private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) {
    for byte in bytes.suffix(4) { last = last >> 8 | UInt32(byte) << 24 }
    count += bytes.count
  }

  /// False when the body's end says another length than the one it had.
  func accepts(decodedLength: Int) -> Bool {
    if case .unknown = place { return true }
    // A head of ten bytes and a trailer of eight is the least; nothing at all is an empty body.
    return count == 0 || count >= 18 && last == UInt32(truncatingIfNeeded: decodedLength)
  }
}
