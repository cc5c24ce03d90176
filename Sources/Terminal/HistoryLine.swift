/// One entry as a line of the history file: a JSON string.
enum HistoryLine {
  static func encode(_ entry: String) -> [UInt8] {
    var line: [UInt8] = [UInt8(ascii: "\"")]
    line.reserveCapacity(entry.utf8.count + 3)
    for byte in entry.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): line += "\\n".utf8
      case UInt8(ascii: "\t"): line += "\\t".utf8
      case 0..<0x20:
        line += "\\u00".utf8
        line += [hexDigit(byte >> 4), hexDigit(byte & 15)]
      default: line.append(byte)
      }
    }
    line += "\"\n".utf8
    return line
  }

  /// The entry of a line without its end; nil when the line is damaged.
  static func decode(_ line: ArraySlice<UInt8>) -> String? {
    let quote = UInt8(ascii: "\"")
    guard line.count >= 2, line.first == quote, line.last == quote else { return nil }
    var entry: [UInt8] = []
    entry.reserveCapacity(line.count)
    var rest = line.dropFirst().dropLast()
    while let byte = rest.popFirst() {
      switch byte {
      case quote, 0..<0x20: return nil
      case UInt8(ascii: "\\"):
        guard let scalar = escapedScalar(&rest) else { return nil }
        entry += String(Character(scalar)).utf8
      default: entry.append(byte)
      }
    }
    return String(validating: entry, as: UTF8.self)
  }

  /// The line with its entry masked and its end, or nil when nothing changes; a damaged line is masked as it stands.
  static func masked(_ line: ArraySlice<UInt8>, with mask: (String) -> String) -> [UInt8]? {
    let entry = decode(line)
    let text = entry ?? String(decoding: line, as: UTF8.self)
    let masked = mask(text)
    guard masked != text else { return nil }
    return entry == nil ? Array(masked.utf8) + [UInt8(ascii: "\n")] : encode(masked)
  }

  private static func escapedScalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
    switch rest.popFirst() {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "u"):
      let digits = rest.prefix(4)
      rest = rest.dropFirst(4)
      guard digits.count == 4,
        let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return nil }
      return Unicode.Scalar(value)
    default: return nil
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
