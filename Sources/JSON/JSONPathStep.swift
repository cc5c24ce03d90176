/// One step from a value to one inside it.
package enum JSONPathStep: Hashable, Sendable {
  case name(String)
  case index(Int)
}

extension Sequence<JSONPathStep> {
  /// The path as a person would write it, such as `$.items[2].name` or `$["odd name"]` (RFC 9535).
  package var shortPath: String {
    var text = "$"
    for step in self {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .name(let name):
        text += JSONPathStep.isPlain(name) ? ".\(name)" : "[\(JSONValue.string(name).text())]"
      }
    }
    return text
  }

  /// The one normalized path of a place, such as `$['items'][2]['name']` (RFC 9535, 2.7).
  package var normalizedPath: String {
    var bytes = [UInt8(ascii: "$")]
    for step in self {
      switch step {
      case .index(let index): bytes += "[\(index)]".utf8
      case .name(let name):
        bytes += "['".utf8
        for byte in name.utf8 { JSONPathStep.appendEscaped(byte, to: &bytes) }
        bytes += "']".utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension JSONPathStep {
  /// Whether a name may follow a dot without quotes.
  fileprivate static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, first < UInt8(ascii: "0") || first > UInt8(ascii: "9") else {
      return false
    }
    return name.utf8.allSatisfy { byte in
      byte >= 0x80 || byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26
        || byte &- UInt8(ascii: "0") < 10
    }
  }

  fileprivate static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case 0x08: bytes += "\\b".utf8
    case 0x09: bytes += "\\t".utf8
    case 0x0A: bytes += "\\n".utf8
    case 0x0C: bytes += "\\f".utf8
    case 0x0D: bytes += "\\r".utf8
    case UInt8(ascii: "'"): bytes += "\\'".utf8
    case UInt8(ascii: "\\"): bytes += "\\\\".utf8
    case 0..<0x20: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
    default: bytes.append(byte)
    }
  }
}
