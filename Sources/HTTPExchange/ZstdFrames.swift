/// The frames and blocks of a Zstandard body, without what is in them (RFC 8878, section 3.1).
struct ZstdFrames {
  /// The number that comes next, behind the bytes that are passed over.
  private enum Place {
    case magic, skippableSize, descriptor, block, unknown

    /// In bytes.
    var width: Int {
      switch self {
      case .magic, .skippableSize: 4
      case .block: 3
      case .descriptor: 1
      case .unknown: .max
      }
    }
  }

  private var place = Place.magic
  private var passedOver = 0
  private var number: UInt32 = 0
  private var digits = 0
  private var hasChecksum = false

  mutating func receive(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index < bytes.count {
      if case .unknown = place { return }
      if passedOver > 0 {
        let taken = min(passedOver, bytes.count - index)
        passedOver -= taken
        index += taken
        continue
      }
      // The lowest byte comes first.
      number |= UInt32(bytes[index]) << UInt32(8 * digits)
      digits += 1
      index += 1
      guard digits == place.width else { continue }
      take(number)
      (number, digits) = (0, 0)
    }
  }

  private mutating func take(_ number: UInt32) {
    switch place {
    case .magic:
      place = number == 0xFD2F_B528 ? .descriptor : number >> 4 == 0x0184_D2A5 ? .skippableSize : .unknown
    case .skippableSize:
      passedOver = Int(number)
      place = .magic
    case .descriptor:
      let isSingle = number & 0x20 != 0
      let contentSize = [isSingle ? 1 : 0, 2, 4, 8][Int(number >> 6)]
      hasChecksum = number & 0x04 != 0
      passedOver = (isSingle ? 0 : 1) + [0, 1, 2, 4][Int(number & 3)] + contentSize
      place = .block
    case .block:
      let (isLast, kind, size) = (number & 1 != 0, number >> 1 & 3, Int(number >> 3))
      // One byte that is repeated, or as many as it says.
      passedOver = kind == 1 ? 1 : size
      guard isLast else { return }
      passedOver += hasChecksum ? 4 : 0
      place = .magic
    case .unknown: break
    }
  }

  /// Whether the bytes end where a frame ends, as far as they could be followed.
  var isWhole: Bool {
    switch place {
    case .unknown: true
    case .magic: passedOver == 0 && digits == 0
    case .skippableSize, .descriptor, .block: false
    }
  }
}
