#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes JSON tokens into a buffer that is handed on whenever it is full, so memory stays low for any size.
struct JSONEmitter: ~Copyable {
  private let buffer: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var count = 0
  private let deliver: (UnsafeRawBufferPointer) -> Bool
  private let isPretty: Bool
  private let colours: JSONColourBytes?
  private var depth = 0
  /// True once the receiver has refused a chunk; nothing is delivered after that.
  private(set) var isStopped = false

  init(
    style: JSONStyle, palette: JSONPalette?, chunkBytes: Int,
    deliver: @escaping (UnsafeRawBufferPointer) -> Bool
  ) {
    capacity = max(256, chunkBytes)
    buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    isPretty = style == .pretty
    colours = palette.map { JSONColourBytes($0) }
    self.deliver = deliver
  }

  deinit {
    buffer.deallocate()
    colours?.deallocate()
  }

  // MARK: Tokens

  mutating func open(isObject: Bool) {
    punctuation(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    depth += 1
    newLine()
  }

  mutating func close(isObject: Bool) {
    depth -= 1
    newLine()
    punctuation(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
  }

  mutating func empty(isObject: Bool) {
    if let colours { write(colours.punctuation) }
    write(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["), isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    if let colours { endColour(colours.punctuation) }
  }

  @inline(__always)
  mutating func comma() {
    punctuation(UInt8(ascii: ","))
    newLine()
  }

  @inline(__always)
  private mutating func colon() {
    punctuation(UInt8(ascii: ":"))
    if isPretty { write(0x20) }
  }

  /// Writes a checked token of the source as it stands.
  @inline(__always)
  mutating func token(_ node: JSONNode, _ base: UnsafePointer<UInt8>, isName: Bool) {
    let first = base[node.offset]
    if let colours { write(colours.start(first, isName: isName)) }
    if node.extra & JSONNode.hasControls != 0, first == UInt8(ascii: "\"") {
      write(0x22)
      escape(
        UnsafeBufferPointer(start: base + node.offset + 1, count: node.length - 2), isSource: true)
      write(0x22)
    } else {
      write(base + node.offset, node.length)
    }
    if let colours { endColour(colours.start(first, isName: isName)) }
    if isName { colon() }
  }

  mutating func string(_ text: String, isName: Bool) {
    if let colours { write(colours.start(0x22, isName: isName)) }
    write(0x22)
    var text = text
    text.withUTF8 { escape($0, isSource: false) }
    write(0x22)
    if let colours { endColour(colours.start(0x22, isName: isName)) }
    if isName { colon() }
  }

  mutating func plain(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
      if let colours { write(colours.start(base[0], isName: false)) }
      write(base, bytes.count)
      if let colours { endColour(colours.start(base[0], isName: false)) }
    }
  }

  /// Delivers what is left; nothing may be written after it.
  mutating func flush() {
    if !isStopped, count > 0 {
      isStopped = !deliver(UnsafeRawBufferPointer(start: buffer, count: count))
    }
    count = 0
  }

  // MARK: Parts

  @inline(__always)
  private mutating func punctuation(_ byte: UInt8) {
    guard let colours else {
      write(byte)
      return
    }
    write(colours.punctuation)
    write(byte)
    endColour(colours.punctuation)
  }

  @inline(__always)
  private mutating func endColour(_ start: UnsafeBufferPointer<UInt8>) {
    if !start.isEmpty, let colours { write(colours.reset) }
  }

  /// The line end and the indent, which belong to no colour.
  @inline(__always)
  private mutating func newLine() {
    guard isPretty else { return }
    write(0x0A)
    var blanks = depth * 2
    while blanks > 0 {
      let part = min(blanks, 128)
      makeRoom(part)
      memset(buffer + count, 0x20, part)
      count += part
      blanks -= part
    }
  }

  /// Writes the inside of a string; in source text the escapes stand already and only bare controls change.
  private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, isSource: Bool) {
    guard let base = bytes.baseAddress else { return }
    var start = 0
    var at = 0
    while at < bytes.count {
      let byte = base[at]
      let next = at + 1 < bytes.count ? base[at + 1] : 0
      let isC1 = byte == 0xC2 && next >= 0x80 && next < 0xA0
      guard byte < 0x20 || byte == 0x7F || isC1 || (!isSource && (byte == 0x22 || byte == 0x5C)) else {
        at += 1
        continue
      }
      write(base + start, at - start)
      writeEscape(isC1 ? next : byte)
      at += isC1 ? 2 : 1
      start = at
    }
    write(base + start, bytes.count - start)
  }

  private mutating func writeEscape(_ code: UInt8) {
    switch code {
    case 0x22, 0x5C: write(0x5C, code)
    case 0x08: write(0x5C, UInt8(ascii: "b"))
    case 0x09: write(0x5C, UInt8(ascii: "t"))
    case 0x0A: write(0x5C, UInt8(ascii: "n"))
    case 0x0C: write(0x5C, UInt8(ascii: "f"))
    case 0x0D: write(0x5C, UInt8(ascii: "r"))
    default:
      write(0x5C, UInt8(ascii: "u"))
      write(0x30, 0x30)
      write(JSONEmitter.hexDigit(code >> 4), JSONEmitter.hexDigit(code & 15))
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  // MARK: Bytes

  @inline(__always)
  private mutating func write(_ byte: UInt8) {
    makeRoom(1)
    buffer[count] = byte
    count += 1
  }

  @inline(__always)
  private mutating func write(_ first: UInt8, _ second: UInt8) {
    makeRoom(2)
    buffer[count] = first
    buffer[count + 1] = second
    count += 2
  }

  /// Writes a colour sequence; these are short, so a loop beats a call.
  @inline(__always)
  private mutating func write(_ sequence: UnsafeBufferPointer<UInt8>) {
    makeRoom(sequence.count)
    var index = 0
    while index < sequence.count {
      buffer[count + index] = sequence[index]
      index += 1
    }
    count += sequence.count
  }

  @inline(__always)
  private mutating func write(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    if length > capacity {
      flush()
      if !isStopped { isStopped = !deliver(UnsafeRawBufferPointer(start: bytes, count: length)) }
      return
    }
    makeRoom(length)
    memcpy(buffer + count, bytes, length)
    count += length
  }

  @inline(__always)
  private mutating func makeRoom(_ length: Int) {
    if count + length > capacity { flush() }
  }
}
