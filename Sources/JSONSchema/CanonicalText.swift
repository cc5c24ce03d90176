import JSON

/// One spelling for all values that JSON Schema calls equal: numbers by value, members in any order.
struct CanonicalText: Hashable, Sendable {
  private(set) var bytes: [UInt8] = []

  init(_ value: JSONValue) {
    append(value)
  }

  /// As deep as a text may be, so recursion is safe here.
  private mutating func append(_ value: JSONValue) {
    switch value {
    case .null, .bool, .string: bytes += value.text(.compact).utf8
    case .number(let text): bytes += (JSONNumber(text)?.text ?? text).utf8
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for element in elements {
        append(element)
        bytes.append(UInt8(ascii: ","))
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      let members = MemberTable(object).members
      for member in members.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
        append(.string(member.name))
        bytes.append(UInt8(ascii: ":"))
        append(member.value)
        bytes.append(UInt8(ascii: ","))
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }
}
