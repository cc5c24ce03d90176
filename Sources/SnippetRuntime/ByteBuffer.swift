/// A buffer for putting texts together, kept from one text to the next.
final class ByteBuffer {
  @exclusivity(unchecked) private(set) var count = 0
  @exclusivity(unchecked) private var capacity = 1024
  @exclusivity(unchecked) private var bytes: UnsafeMutablePointer<UInt8>
  private static let keptCapacity = 1 << 20

  init() { bytes = .allocate(capacity: capacity) }

  deinit { bytes.deallocate() }

  /// Empties the buffer; one that has grown very large is given back.
  func clear() {
    count = 0
    if capacity > ByteBuffer.keptCapacity {
      bytes.deallocate()
      capacity = 1024
      bytes = .allocate(capacity: capacity)
    }
  }

  /// What stands in the buffer.
  var string: String { String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self) }

  @inline(__always)
  func append(_ text: String) {
    var text = text
    text.withUTF8 { source in
      guard let start = source.baseAddress else { return }
      if count + source.count > capacity { grow(source.count) }
      (bytes + count).update(from: start, count: source.count)
      count += source.count
    }
  }

  @inline(__always)
  func append(_ number: Int64) {
    if count + 20 > capacity { grow(20) }
    var rest = number.magnitude
    var digits = 1
    var power = rest
    while power >= 10 {
      power /= 10
      digits += 1
    }
    if number < 0 {
      bytes[count] = UInt8(ascii: "-")
      count += 1
    }
    var place = count + digits
    count = place
    repeat {
      place -= 1
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      bytes[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: remainder)
      rest = quotient
    } while rest > 0
  }

  @inline(never)
  private func grow(_ need: Int) {
    var larger = capacity * 2
    while larger < count + need { larger *= 2 }
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memory.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = memory
    capacity = larger
  }
}
