/// A reference in a stored text, such as `‹secret:crm/token#percent›`.
package enum StoredReference {
  private static let opening = Array("‹secret:".utf8)
  private static let closing = Array("›".utf8)
  /// So that a text of nothing but beginnings is not read again from each.
  private static let longest = 4_096

  /// Where the reference ends that begins at a place; nil when none does.
  package static func end(in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes[start] == opening[0], bytes[start...].starts(with: opening) else { return nil }
    var index = start + opening.count
    let limit = min(bytes.count, start + longest)
    while index < limit, bytes[index] != 0x0A {
      if bytes[index] == closing[0], bytes[index...].starts(with: closing) { return index + closing.count }
      index += 1
    }
    return nil
  }

  /// Where the first reference begins that has lost its end; nil when all are whole.
  package static func startOfCut(in bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      if let end = end(in: bytes, from: index) {
        index = end
      } else if bytes[index] == opening[0], bytes[index...].starts(with: opening) {
        return index
      } else {
        index += 1
      }
    }
    return nil
  }

  /// What a reference names, such as `crm/token`, without its form; `range` is all of it.
  package static func path(in bytes: [UInt8], _ range: Range<Int>) -> String {
    let inner = bytes[range.lowerBound + opening.count..<range.upperBound - closing.count]
    return String(decoding: inner.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
  }

  /// What the references in a text name.
  package static func paths(in text: String) -> Set<String> {
    let bytes = Array(text.utf8)
    var paths: Set<String> = []
    var index = 0
    while index < bytes.count {
      if let end = end(in: bytes, from: index) {
        paths.insert(path(in: bytes, index..<end))
        index = end
      } else {
        index += 1
      }
    }
    return paths
  }
}
