/// Finds the data in a body's raw bytes, which may carry the framing of `Transfer-Encoding: chunked` (RFC 9112, 7.1).
struct ChunkFraming {
  private enum Place {
    case size(Int), extensionOfSize(Int), data(Int), afterData, end, unknown
  }

  private var place: Place

  init(isChunked: Bool) { place = isChunked ? .size(0) : .data(.max) }

  /// Whether the framing could be followed.
  var isKnown: Bool { if case .unknown = place { false } else { true } }

  /// Gives each piece of data to `take`.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) -> Void) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch place {
      case .data(let length):
        let taken = min(length, bytes.count - index)
        take(UnsafeRawBufferPointer(rebasing: bytes[index..<index + taken]))
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
}
