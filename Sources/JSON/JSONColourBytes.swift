/// The escape sequences of a palette as raw bytes: arrays would be retained and released at each token.
struct JSONColourBytes {
  let name, string, number, literal, punctuation, reset: UnsafeBufferPointer<UInt8>

  /// A longer sequence than any terminal has is left out, so that one always fits into the smallest chunk.
  private static let longest = 64

  init(_ palette: JSONPalette) {
    name = JSONColourBytes.sequence(palette.name)
    string = JSONColourBytes.sequence(palette.string)
    number = JSONColourBytes.sequence(palette.number)
    literal = JSONColourBytes.sequence(palette.literal)
    punctuation = JSONColourBytes.sequence(palette.punctuation)
    reset = JSONColourBytes.sequence("0")
  }

  private static func sequence(_ parameters: String) -> UnsafeBufferPointer<UInt8> {
    let bytes = parameters.isEmpty ? [] : Array("\u{1B}[\(parameters)m".utf8)
    let isUsable = bytes.count <= longest
    let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: isUsable ? bytes.count : 0)
    _ = memory.initialize(from: isUsable ? bytes : [])
    return UnsafeBufferPointer(memory)
  }

  func deallocate() {
    for sequence in [name, string, number, literal, punctuation, reset] { sequence.deallocate() }
  }

  /// The sequence for a token, told by its first byte.
  @inline(__always)
  func start(_ first: UInt8, isName: Bool) -> UnsafeBufferPointer<UInt8> {
    switch first {
    case UInt8(ascii: "\""): isName ? name : string
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): literal
    default: number
    }
  }
}
