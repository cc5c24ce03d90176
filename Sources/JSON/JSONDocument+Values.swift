extension JSONDocument {
  /// The whole text as a value, built anew at each call.
  package var value: JSONValue {
    source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return .null }
      return JSONValueBuilder.value(tape, base)
    }
  }
}

extension JSONValue {
  /// Reads a text that holds one JSON value and nothing else.
  package init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
    self = try JSONDocument(parsing: text, limits: limits).value
  }

  /// Reads UTF-8 that holds one JSON value and nothing else; a byte order mark may stand before it.
  package init(
    parsing utf8: some Collection<UInt8>, limits: JSONLimits = JSONLimits()
  ) throws(JSONError) {
    self = try JSONDocument(parsing: Array(utf8), limits: limits).value
  }

  /// What stands at the beginning of a longer text.
  package enum Prefix: Equatable, Sendable {
    /// A whole value; `end` is the offset just behind it. A number at the very end of the text counts as whole.
    case complete(JSONValue, end: Int)
    /// The text ended inside an array, an object or a string, or held only blanks; the error says what is open.
    case incomplete(JSONError)
    /// No text added at the end could make it right.
    case invalid(JSONError)
  }

  /// Reads the one value that begins at `start`, whatever follows it; blanks before it are skipped.
  package static func parsePrefix(
    _ utf8: [UInt8], from start: Int = 0, limits: JSONLimits = JSONLimits()
  ) -> Prefix {
    utf8.withUnsafeBufferPointer { buffer in
      do throws(JSONFailure) {
        let (value, end) = try prefix(buffer, start, limits)
        return .complete(value, end: end)
      } catch {
        let place = JSONError(error, in: buffer)
        return error.isIncomplete ? .incomplete(place) : .invalid(place)
      }
    }
  }

  /// Tries many places of one text: like `parsePrefix`, but a failure costs no counting of lines.
  ///
  /// `end` is the offset behind the value, or how far the text was read in vain.
  package static func searchPrefix(
    _ utf8: [UInt8], from start: Int, limits: JSONLimits = JSONLimits()
  ) -> (value: JSONValue?, end: Int) {
    utf8.withUnsafeBufferPointer { buffer in
      do throws(JSONFailure) {
        let (value, end) = try prefix(buffer, start, limits)
        return (value, end)
      } catch {
        return (nil, error.isIncomplete ? buffer.count : error.offset)
      }
    }
  }

  private static func prefix(
    _ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ limits: JSONLimits
  ) throws(JSONFailure) -> (JSONValue, end: Int) {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { throw JSONDocument.emptyText }
    try JSONDocument.checkSize(buffer.count, limits)
    let start = min(max(0, start), buffer.count)
    let from = start == 0 ? try JSONDocument.textStart(buffer) : start
    var parser = JSONTapeParser(buffer, base: base, from: from, limits: limits, expecting: 1024)
    try parser.parseValue()
    let end = parser.position
    guard let tape = parser.finishTape() else { throw JSONDocument.emptyText }
    return (JSONValueBuilder.value(tape, base), end)
  }
}

/// Builds values from a tape with a stack of its own, so that depth costs no call stack.
enum JSONValueBuilder {
  private struct Level {
    var end: Int
    var isObject: Bool
    var elements: [JSONValue] = []
    var members: [JSONObject.Member] = []
    var name = ""

    mutating func add(_ value: JSONValue) {
      if isObject { members.append(JSONObject.Member(name, value)) } else { elements.append(value) }
    }

    var value: JSONValue { isObject ? .object(JSONObject(members)) : .array(elements) }
  }

  static func value(_ tape: JSONTape, _ base: UnsafePointer<UInt8>) -> JSONValue {
    var levels: [Level] = []
    var index = 0
    while true {
      if let last = levels.indices.last, levels[last].isObject {
        levels[last].name = JSONStringDecoder.string(tape.nodes[index], base)
        index += 1
      }
      let node = tape.nodes[index]
      let first = base[node.offset]
      index += 1
      var value: JSONValue
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        let level = Level(end: node.next, isObject: first == UInt8(ascii: "{"))
        if index < node.next {
          levels.append(level)
          continue
        }
        value = level.value
      } else {
        value = scalar(node, first, base)
      }
      while true {
        guard let last = levels.indices.last else { return value }
        levels[last].add(value)
        guard levels[last].end == index else { break }
        value = levels.removeLast().value
      }
    }
  }

  private static func scalar(_ node: JSONNode, _ first: UInt8, _ base: UnsafePointer<UInt8>) -> JSONValue {
    switch first {
    case UInt8(ascii: "\""): .string(JSONStringDecoder.string(node, base))
    case UInt8(ascii: "t"): .bool(true)
    case UInt8(ascii: "f"): .bool(false)
    case UInt8(ascii: "n"): .null
    default:
      .number(
        String(
          decoding: UnsafeBufferPointer(start: base + node.offset, count: node.length), as: UTF8.self))
    }
  }
}
