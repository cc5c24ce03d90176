/// A JSON text that has been checked, kept as its source with an index: fast to read, and printed without loss.
package struct JSONDocument: Sendable {
  /// A member name that stood before in the same object.
  package struct DuplicateName: Equatable, Sendable {
    /// The name, decoded.
    package var name: String
    /// The line of the later one, counted from 1.
    package var line: Int
    /// The column of the later one, counted from 1.
    package var column: Int
  }

  /// The text as it was given.
  package let source: [UInt8]
  /// The names that stand more than once in one object; at most the first 100 of them.
  package let duplicateNames: [DuplicateName]
  let tape: JSONTape

  /// Reads a text that holds one JSON value and nothing else.
  package init(parsing source: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    let parsed: Result<(JSONTape, [DuplicateName]), JSONError> = source.withUnsafeBufferPointer { buffer in
      do throws(JSONFailure) {
        return .success(try JSONDocument.parse(buffer, limits))
      } catch {
        return .failure(JSONError(error, in: buffer))
      }
    }
    self.source = source
    (tape, duplicateNames) = try parsed.get()
  }

  /// Reads a text that holds one JSON value and nothing else.
  package init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }

  private static func parse(
    _ buffer: UnsafeBufferPointer<UInt8>, _ limits: JSONLimits
  ) throws(JSONFailure) -> (JSONTape, [DuplicateName]) {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { throw emptyText }
    try checkSize(buffer.count, limits)
    let start = try textStart(buffer)
    var parser = JSONTapeParser(buffer, base: base, from: start, limits: limits, expecting: buffer.count)
    try parser.parseValue()
    parser.skipBlanks()
    if parser.position < buffer.count { throw parser.textAfterValue() }
    return try finish(parser, buffer, base)
  }

  /// Hands the tape over and gives the duplicates their names and places.
  private static func finish(
    _ parser: consuming JSONTapeParser, _ buffer: UnsafeBufferPointer<UInt8>, _ base: UnsafePointer<UInt8>
  ) throws(JSONFailure) -> (JSONTape, [DuplicateName]) {
    var counter = JSONLineCounter()
    var duplicates: [DuplicateName] = []
    for node in parser.names.duplicates {
      counter.advance(to: node.offset, in: buffer)
      duplicates.append(
        DuplicateName(
          name: JSONStringDecoder.string(node, base), line: counter.line, column: counter.column))
    }
    guard let tape = parser.finishTape() else { throw emptyText }
    return (tape, duplicates)
  }

  static let emptyText = JSONFailure(
    message: "the text is empty; a JSON value must stand here, such as {} or null", offset: 0,
    isIncomplete: true)

  static func checkSize(_ count: Int, _ limits: JSONLimits) throws(JSONFailure) {
    let maximum = min(limits.maximumBytes, JSONLimits.largestBytes)
    guard count > maximum else { return }
    throw JSONFailure(
      message: "the text has \(count) bytes and may have \(maximum); split it into smaller texts", offset: 0)
  }

  /// Where the text begins behind a byte order mark.
  static func textStart(_ buffer: UnsafeBufferPointer<UInt8>) throws(JSONFailure) -> Int {
    guard buffer.count >= 2 else { return 0 }
    if buffer.count >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { return 3 }
    let isUTF16 =
      (buffer[0] == 0xFF && buffer[1] == 0xFE) || (buffer[0] == 0xFE && buffer[1] == 0xFF)
      || buffer[0] == 0 || buffer[1] == 0
    if isUTF16 {
      throw JSONFailure(message: "the text looks like UTF-16 or UTF-32; save it as UTF-8", offset: 0)
    }
    return 0
  }
}

extension JSONTapeParser {
  consuming func finishTape() -> JSONTape? { tape.finish() }
}
