/// A text that is not JSON: what is wrong, what would be right, and where.
package struct JSONError: Error, Equatable, Sendable {
  /// What is wrong and what would be right.
  package var message: String
  /// The UTF-8 offset of the fault in the text.
  package var offset: Int
  /// The line of the fault, counted from 1.
  package var line: Int
  /// The column of the fault in Unicode scalars, counted from 1.
  package var column: Int

  /// An error at a known place.
  package init(message: String, offset: Int, line: Int, column: Int) {
    self.message = message
    self.offset = offset
    self.line = line
    self.column = column
  }

  init(_ failure: JSONFailure, in source: UnsafeBufferPointer<UInt8>) {
    var counter = JSONLineCounter()
    counter.advance(to: failure.offset, in: source)
    var message = failure.message
    if let openedAt = failure.openedAt {
      var opening = JSONLineCounter()
      opening.advance(to: openedAt, in: source)
      message += " opened on line \(opening.line)"
    }
    self.init(
      message: message + failure.advice, offset: failure.offset, line: counter.line, column: counter.column)
  }
}

extension JSONError: CustomStringConvertible {
  /// The place and the message.
  package var description: String { "line \(line), column \(column): \(message)" }
}

/// A fault as the parser meets it; line and column are only counted when someone asks.
struct JSONFailure: Error {
  var message: String
  var offset: Int
  /// True when more text after the end could still make the whole right.
  var isIncomplete = false
  /// Where the array or object begins that the message ends with.
  var openedAt: Int?
  /// What follows the line of `openedAt`.
  var advice = ""
}

/// Counts lines and columns; a line ends with LF, CR LF or CR.
struct JSONLineCounter {
  private(set) var line = 1
  private(set) var column = 1
  private var offset = 0

  mutating func advance(to target: Int, in source: UnsafeBufferPointer<UInt8>) {
    let end = min(target, source.count)
    if offset == 0, end >= 3, source[0] == 0xEF, source[1] == 0xBB, source[2] == 0xBF { offset = 3 }
    while offset < end {
      let byte = source[offset]
      offset += 1
      if byte == 0x0A || (byte == 0x0D && !(offset < source.count && source[offset] == 0x0A)) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80, byte != 0x0D {
        column += 1
      }
    }
  }
}
