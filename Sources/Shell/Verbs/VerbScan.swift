import Encodings
import JSON
import SnippetSyntax

/// Finds where a verb's arguments begin and end, without judging them.
enum VerbScan {
  /// One argument as it stands in the cell.
  struct Argument {
    enum Shape {
      case word
      /// In quotes, with the prefix `$` perhaps.
      case quoted
      case json
      /// The text behind `from command`, whatever stands in it; in quotes too.
      case literal
    }

    var shape: Shape
    /// The property name and its `=` before the value, if any.
    var property: String?
    /// The value, quotes included.
    var start: Int
    var end: Int
    /// False when a quote or a bracket is not closed.
    var isClosed = true
  }

  /// The end of the cell that begins with a verb at `start`: its line's, or that of the line on which the JSON closes.
  static func endOfCell(in bytes: [UInt8], from start: Int) -> Int {
    if let script = script(in: bytes, from: start) { return endOfLine(in: bytes, from: script.end) }
    return endOfLine(in: bytes, from: arguments(in: bytes, ofCellAt: start).last?.end ?? start)
  }

  /// True when the cell ends inside a JSON value that more lines can still complete.
  static func isOpen(in bytes: [UInt8], from start: Int) -> Bool {
    if let script = script(in: bytes, from: start) { return script.isOpen }
    guard let last = arguments(in: bytes, ofCellAt: start).last, last.shape == .json, !last.isClosed else {
      return false
    }
    // A mistake that no further line can mend is reported at once, not after the last brace.
    if case .invalid = JSONValue.parsePrefix(bytes, from: last.start) { return false }
    return true
  }

  /// The script that begins at a place; nil where another verb does.
  private static func script(in bytes: [UInt8], from start: Int) -> ScriptScan? {
    let word = bytes[start..<endOfWord(in: bytes, from: start)]
    guard word.count == Verb.script.rawValue.utf8.count,
      String(decoding: word, as: UTF8.self).lowercased() == Verb.script.rawValue
    else { return nil }
    return ScriptScan(bytes, from: start)
  }

  /// The arguments of the cell that begins with a verb at `start`; any word before `=` is taken for a property.
  static func arguments(in bytes: [UInt8], ofCellAt start: Int) -> [Argument] {
    let end = endOfWord(in: bytes, from: start)
    let isSecret = String(decoding: bytes[start..<end], as: UTF8.self).lowercased() == Verb.secret.rawValue
    return arguments(in: bytes, from: end, properties: nil, isSecret: isSecret)
  }

  static func endOfWord(in bytes: [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] > 0x20 { end += 1 }
    return end
  }

  static func endOfLine(in bytes: [UInt8], from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return end
  }

  /// The arguments from `start` to the end of the line, or of the JSON still open there.
  ///
  /// `properties` are the verb's property names, taken in any case; with nil any word before `=` is taken for one. With
  /// `isSecret` what follows `from command` is one literal argument to the end of the line.
  static func arguments(in bytes: [UInt8], from start: Int, properties: [String]?, isSecret: Bool = false)
    -> [Argument]
  {
    var result: [Argument] = []
    var index = start
    while true {
      while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x0D {
        index += 1
      }
      guard index < bytes.count, bytes[index] != 0x0A else { return result }
      if starts(bytes, index, "//") { return result }
      if isSecret, result.count == 4, isCommand(result, in: bytes) {
        return result + [literal(in: bytes, from: index)]
      }
      var property: String?
      if let equals = propertyEnd(in: bytes, from: index, properties: properties) {
        property = String(decoding: bytes[index..<equals], as: UTF8.self)
        index = equals + 1
      }
      var argument = value(in: bytes, from: index)
      argument.property = property
      result.append(argument)
      index = argument.end
      if !argument.isClosed { return result }
    }
  }

  /// Whether the last two of four arguments are `from command`.
  private static func isCommand(_ arguments: [Argument], in bytes: [UInt8]) -> Bool {
    zip(arguments.suffix(2), ["from", "command"]).allSatisfy { argument, word in
      argument.shape == .word
        && String(decoding: bytes[argument.start..<argument.end], as: UTF8.self).lowercased() == word
    }
  }

  /// A quoted text that holds anything but a line break: it ends at a quote behind which nothing but a comment stands.
  private static func literal(in bytes: [UInt8], from start: Int) -> Argument {
    let end = endOfLine(in: bytes, from: start)
    let quote = bytes[start]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return Argument(shape: .literal, start: start, end: end)
    }
    for index in (start + 1)..<max(end, start + 1) where bytes[index] == quote {
      var next = index + 1
      while next < end, [0x20, 0x09, 0x0D].contains(bytes[next]) { next += 1 }
      if next == end || next > index + 1 && starts(bytes, next, "//") {
        return Argument(shape: .literal, start: start, end: index + 1)
      }
    }
    return Argument(shape: .literal, start: start, end: end, isClosed: false)
  }

  private static func propertyEnd(in bytes: [UInt8], from start: Int, properties: [String]?) -> Int? {
    var end = start
    while end < bytes.count, (bytes[end] | 0x20) >= 0x61, (bytes[end] | 0x20) <= 0x7A { end += 1 }
    guard end > start, end < bytes.count, bytes[end] == UInt8(ascii: "=") else { return nil }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    return properties?.contains { $0.isEqual(ignoringCase: word) } ?? true ? end : nil
  }

  private static func value(in bytes: [UInt8], from start: Int) -> Argument {
    guard start < bytes.count else { return Argument(shape: .word, start: start, end: start) }
    if opensJSON(in: bytes, at: start) {
      let end = endOfJSON(in: bytes, from: start)
      return Argument(shape: .json, start: start, end: end ?? bytes.count, isClosed: end != nil)
    }
    let quote = bytes[start] == UInt8(ascii: "$") && start + 1 < bytes.count ? start + 1 : start
    if bytes[quote] == UInt8(ascii: "\"") || bytes[quote] == UInt8(ascii: "'") {
      let (end, isClosed) = endOfQuoted(in: bytes, from: quote, hasEscapes: quote > start)
      return Argument(shape: .quoted, start: start, end: end, isClosed: isClosed)
    }
    return Argument(shape: .word, start: start, end: endOfBareWord(in: bytes, from: start))
  }

  /// A `{` that ends its line or is followed by a quote or `}`, or a `[` that is no `[[`.
  private static func opensJSON(in bytes: [UInt8], at start: Int) -> Bool {
    if bytes[start] == UInt8(ascii: "[") { return !starts(bytes, start, "[[") }
    guard bytes[start] == UInt8(ascii: "{") else { return false }
    var next = start + 1
    while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D { next += 1 }
    guard next < bytes.count else { return true }
    return bytes[next] == 0x0A || bytes[next] == UInt8(ascii: "\"") || bytes[next] == UInt8(ascii: "}")
  }

  /// The offset behind the bracket that closes the one at `start`; JSON strings hold no line break.
  private static func endOfJSON(in bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index + 1 }
      case UInt8(ascii: "\""):
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != 0x0A {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
      default: break
      }
      index += 1
    }
    return nil
  }

  private static func endOfQuoted(in bytes: [UInt8], from quote: Int, hasEscapes: Bool) -> (
    Int, isClosed: Bool
  ) {
    var index = quote + 1
    var depth = 0
    var inner: UInt8?
    while index < bytes.count, bytes[index] != 0x0A {
      let byte = bytes[index]
      if let open = inner {
        if byte == open { inner = nil }
      } else if depth > 0 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): inner = byte
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"): depth -= 1
        default: break
        }
      } else if hasEscapes, byte == UInt8(ascii: "\\") {
        index += 1
      } else if byte == bytes[quote] {
        return (index + 1, true)
      } else if byte == UInt8(ascii: "{") {
        depth = 1
      }
      index += 1
    }
    return (min(index, bytes.count), false)
  }

  /// A bare word ends at a blank outside of braces.
  private static func endOfBareWord(in bytes: [UInt8], from start: Int) -> Int {
    var index = start
    var depth = 0
    var inner: UInt8?
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D {
      let byte = bytes[index]
      if let open = inner {
        if byte == open { inner = nil }
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth = max(0, depth - 1)
      } else if depth > 0, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        inner = byte
      } else if depth == 0, byte == 0x20 || byte == 0x09 {
        break
      }
      index += 1
    }
    return index
  }

  private static func starts(_ bytes: [UInt8], _ index: Int, _ text: String) -> Bool {
    bytes[index...].starts(with: text.utf8)
  }
}
