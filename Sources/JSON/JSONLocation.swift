/// A place in a JSON text, line and column counted from 1.
package struct JSONLocation: Equatable, Sendable {
  /// The UTF-8 offset.
  package var offset: Int
  /// The line, counted from 1.
  package var line: Int
  /// The column in Unicode scalars, counted from 1.
  package var column: Int
}

extension JSONDocument {
  /// Where the value at a path begins, for messages about what it says; nil when there is none.
  package func location(of path: [JSONPathStep]) -> JSONLocation? {
    source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var index = 0
      for step in path {
        guard let next = child(step, of: index, base) else { return nil }
        index = next
      }
      let offset = tape.nodes[index].offset
      var counter = JSONLineCounter()
      counter.advance(to: offset, in: buffer)
      return JSONLocation(offset: offset, line: counter.line, column: counter.column)
    }
  }

  private func child(_ step: JSONPathStep, of index: Int, _ base: UnsafePointer<UInt8>) -> Int? {
    let container = tape.nodes[index]
    var at = index + 1
    var found: Int?
    switch (step, base[container.offset]) {
    case (.name(let name), UInt8(ascii: "{")):
      while at < container.next {
        // The last of several members with one name counts, as it does in `JSONObject`.
        if JSONStringDecoder.string(tape.nodes[at], base).utf8.elementsEqual(name.utf8) { found = at + 1 }
        at = after(at + 1, base)
      }
    case (.index(let wanted), UInt8(ascii: "[")):
      var position = 0
      while at < container.next, position < wanted {
        at = after(at, base)
        position += 1
      }
      if at < container.next, position == wanted { found = at }
    default: break
    }
    return found
  }

  /// The node behind a value and all it holds.
  private func after(_ index: Int, _ base: UnsafePointer<UInt8>) -> Int {
    let first = base[tape.nodes[index].offset]
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? tape.nodes[index].next : index + 1
  }
}
