import TestSupport
import Testing

/// One case of a file under `Tests/Conformance/json`; the folder's README describes the lines.
struct JSONRule: CustomTestStringConvertible, Sendable {
  enum Verb: String {
    case accept, reject, twice
  }

  let file: String
  let line: Int
  let verb: Verb
  let text: [UInt8]
  /// What stands behind each `=>`.
  let expected: [String]

  var testDescription: String { "\(file):\(line)" }

  static let folder = "Tests/Conformance/json"

  /// The cases of all files; a line that is none is in `unread`.
  static let all: (rules: [JSONRule], unread: [String]) = {
    var rules: [JSONRule] = []
    var unread: [String] = []
    for file in TestFiles.names(in: folder) where file.hasSuffix(".rules") {
      let text = String(decoding: TestFiles.bytes("\(folder)/\(file)") ?? [], as: UTF8.self)
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      where !line.isEmpty && !line.hasPrefix("# ") {
        if let rule = JSONRule(line, file, index + 1) {
          rules.append(rule)
        } else {
          unread.append("\(file):\(index + 1): \(line)")
        }
      }
    }
    return (rules, unread)
  }()

  private init?(_ line: Substring, _ file: String, _ number: Int) {
    var rest = line
    if rest.hasPrefix("ours ") { rest = rest.dropFirst(5) }
    guard let blank = rest.firstIndex(of: " "), let verb = Verb(rawValue: String(rest[..<blank])) else {
      return nil
    }
    var parts = JSONRule.parts(rest[blank...])
    guard parts.count > 1, let text = JSONRule.bytes(parts.removeFirst()) else { return nil }
    self.file = file
    self.line = number
    self.verb = verb
    self.text = text
    var expected: [String] = []
    for part in parts {
      guard let bytes = JSONRule.bytes(part) else { return nil }
      expected.append(String(decoding: bytes, as: UTF8.self))
    }
    self.expected = expected
  }

  private static func parts(_ line: Substring) -> [Substring] {
    var parts: [Substring] = []
    var rest = line
    while let arrow = rest.firstRange(of: " =>") {
      parts.append(trimmed(rest[..<arrow.lowerBound]))
      rest = rest[arrow.upperBound...]
    }
    return parts + [trimmed(rest)]
  }

  private static func trimmed(_ part: Substring) -> Substring {
    var part = part.drop { $0 == " " }
    while part.last == " " { part.removeLast() }
    return part
  }

  /// The bytes of a part, its `‹...›` written out; nil when a mark is not understood.
  private static func bytes(_ part: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = part
    while let open = rest.firstIndex(of: "‹") {
      bytes += Array(rest[..<open].utf8)
      guard let close = rest[open...].firstIndex(of: "›"),
        let marked = marked(rest[rest.index(after: open)..<close])
      else { return nil }
      bytes += marked
      rest = rest[rest.index(after: close)...]
    }
    return bytes + Array(rest.utf8)
  }

  private static func marked(_ mark: Substring) -> [UInt8]? {
    let sides = mark.split(separator: "×", maxSplits: 1)
    if sides.count == 2 {
      guard let count = Int(sides[0]) else { return nil }
      let unit = sides[1].count == 1 ? Array(sides[1].utf8) : UInt8(sides[1], radix: 16).map { [$0] }
      return unit.map { Array(repeatElement($0, count: count).joined()) }
    }
    let bytes = mark.split(separator: " ").map { UInt8($0, radix: 16) }
    return bytes.contains(nil) ? nil : bytes.compactMap(\.self)
  }
}
