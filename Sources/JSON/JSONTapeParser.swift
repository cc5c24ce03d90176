/// Reads one JSON value (RFC 8259) into a tape, without recursion and without copying text.
///
/// A struct over raw pointers: closures over local variables made the same code eight times slower.
struct JSONTapeParser: ~Copyable {
  let base: UnsafePointer<UInt8>
  let count: Int
  let maximumDepth: Int
  var position: Int
  var tape: JSONTapeBuilder
  var names: JSONNameTable
  /// The nodes of the arrays and objects that are open, outermost first.
  private var open: [UInt32] = []

  /// `expecting` is a guess of how many bytes will be read.
  init(
    _ source: UnsafeBufferPointer<UInt8>, base: UnsafePointer<UInt8>, from start: Int, limits: JSONLimits,
    expecting bytes: Int
  ) {
    self.base = base
    count = source.count
    position = start
    maximumDepth = max(1, limits.maximumDepth)
    tape = JSONTapeBuilder(expecting: min(bytes, source.count))
    names = JSONNameTable(base)
  }

  /// Reads one value and stops behind it.
  mutating func parseValue() throws(JSONFailure) {
    while true {
      skipBlanks()
      guard position < count else { throw endOfText() }
      let start = position
      switch base[position] {
      case UInt8(ascii: "\""):
        try append(start, scanString())
      case UInt8(ascii: "{"):
        if try beginContainer(closing: UInt8(ascii: "}")) {
          try parseName()
          continue
        }
      case UInt8(ascii: "["):
        if try beginContainer(closing: UInt8(ascii: "]")) { continue }
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        try scanNumber()
        try append(start, UInt32(truncatingIfNeeded: position - start))
      case UInt8(ascii: "t") where hasWord("true"), UInt8(ascii: "n") where hasWord("null"):
        position += 4
        try append(start, 4)
      case UInt8(ascii: "f") where hasWord("false"):
        position += 5
        try append(start, 5)
      default:
        throw noValue(isInArray: open.last.map { isArray($0) } ?? false)
      }
      if try !finishValue() { return }
    }
  }

  /// Takes commas and closing brackets; true when another value must follow.
  private mutating func finishValue() throws(JSONFailure) -> Bool {
    while let container = open.last {
      skipBlanks()
      guard position < count else { throw endOfText() }
      let byte = base[position]
      let inArray = isArray(container)
      if byte == UInt8(ascii: ",") {
        position += 1
        if !inArray { try parseName() }
        return true
      }
      guard byte == (inArray ? UInt8(ascii: "]") : UInt8(ascii: "}")) else {
        throw noSeparator(inArray: inArray, openedAt: tape.node(Int(container)).offset)
      }
      position += 1
      closeContainer(isArray: inArray)
    }
    return false
  }

  @inline(__always)
  private func isArray(_ container: UInt32) -> Bool {
    base[tape.node(Int(container)).offset] == UInt8(ascii: "[")
  }

  @inline(__always)
  private mutating func append(_ start: Int, _ extra: UInt32) throws(JSONFailure) {
    guard tape.append(JSONNode(start: UInt32(truncatingIfNeeded: start), extra: extra)) else {
      throw JSONFailure(message: "there is not enough memory to read this text", offset: start)
    }
  }

  /// False when the container is empty and closed again.
  private mutating func beginContainer(closing: UInt8) throws(JSONFailure) -> Bool {
    guard open.count < maximumDepth else {
      throw JSONFailure(
        message: "arrays and objects stand more than \(maximumDepth) deep; make the data flatter",
        offset: position)
    }
    let index = tape.count
    try append(position, 0)
    position += 1
    skipBlanks()
    guard position < count else {
      open.append(UInt32(truncatingIfNeeded: index))
      throw endOfText()
    }
    if base[position] == closing {
      position += 1
      tape.close(index)
      return false
    }
    open.append(UInt32(truncatingIfNeeded: index))
    if closing == UInt8(ascii: "}") { names.openObject() }
    return true
  }

  private mutating func closeContainer(isArray: Bool) {
    tape.close(Int(open.removeLast()))
    if !isArray { names.closeObject() }
  }

  /// Reads `"name":` of a member.
  private mutating func parseName() throws(JSONFailure) {
    skipBlanks()
    guard position < count else { throw endOfText() }
    guard base[position] == UInt8(ascii: "\"") else { throw noName() }
    let start = position
    let node = JSONNode(start: UInt32(truncatingIfNeeded: start), extra: try scanString())
    try append(start, node.extra)
    names.note(node)
    skipBlanks()
    guard position < count else { throw endOfText() }
    guard base[position] == UInt8(ascii: ":") else { throw noColon() }
    position += 1
  }

  @inline(__always)
  mutating func skipBlanks() {
    while position < count {
      let byte = base[position]
      guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position += 1
    }
  }

  /// True when the word stands here; what follows it is checked like what follows any value.
  private func hasWord(_ word: StaticString) -> Bool {
    guard count - position >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount where base[position + index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  var openedAt: Int? { open.last.map { tape.node(Int($0)).offset } }
}
