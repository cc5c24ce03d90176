/// Prints JSON, coloured if wished.
///
/// A document's texts are printed as its source has them: number text, escapes, order and duplicates stay. Control
/// characters, also U+007F to U+009F, are always escaped, so that no data can command a terminal.
package struct JSONPrinter: Sendable {
  /// The colours; nil prints plain text.
  package var palette: JSONPalette?

  /// A printer with or without colours.
  package init(palette: JSONPalette? = nil) {
    self.palette = palette
  }

  /// Prints a document in pieces of about `chunkBytes`; no line end is added at the end.
  package func write<Failure: Error>(
    _ document: JSONDocument, style: JSONStyle = .pretty, chunkBytes: Int = 64 << 10,
    into sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var failure: Failure?
    let deliver: (UnsafeRawBufferPointer) -> Bool = { chunk in
      do throws(Failure) {
        try sink(chunk)
        return true
      } catch {
        failure = error
        return false
      }
    }
    withoutActuallyEscaping(deliver) { deliver in
      var emitter = JSONEmitter(style: style, palette: palette, chunkBytes: chunkBytes, deliver: deliver)
      JSONPrinter.emit(document, to: &emitter)
      emitter.flush()
    }
    if let failure { throw failure }
  }

  /// Prints a document laid out over lines; see `write`.
  package func pretty<Failure: Error>(
    _ document: JSONDocument, into sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try write(document, style: .pretty, into: sink)
  }

  /// A document's text.
  package func text(_ document: JSONDocument, _ style: JSONStyle = .pretty) -> String {
    var bytes: [UInt8] = []
    write(document, style: style) { bytes.append(contentsOf: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A value's text.
  package func text(_ value: JSONValue, _ style: JSONStyle = .pretty) -> String {
    var bytes: [UInt8] = []
    var emitter = JSONEmitter(style: style, palette: palette, chunkBytes: 4096) {
      bytes.append(contentsOf: $0)
      return true
    }
    JSONPrinter.emit(value, to: &emitter)
    emitter.flush()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The beginning of a value's text, of about so many bytes; all of it when it is not longer.
  package func beginning(
    of value: JSONValue, _ style: JSONStyle = .compact, upToBytes limit: Int
  ) -> String {
    var bytes: [UInt8] = []
    var emitter = JSONEmitter(style: style, palette: palette, chunkBytes: 256) {
      bytes.append(contentsOf: $0)
      return bytes.count < limit
    }
    JSONPrinter.emit(value, to: &emitter)
    emitter.flush()
    // A chunk may end within a character.
    if emitter.isStopped {
      while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
      if let last = bytes.last, last >= 0xC0 { bytes.removeLast() }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func emit(_ document: JSONDocument, to emitter: inout JSONEmitter) {
    document.source.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      emit(document.tape, base, to: &emitter)
    }
  }

  private static func emit(
    _ tape: JSONTape, _ base: UnsafePointer<UInt8>, to emitter: inout JSONEmitter
  ) {
    let nodes = UnsafePointer(tape.nodes)
    var open: [(end: Int, isObject: Bool)] = []
    var end = -1
    var isObject = false
    var index = 0
    while !emitter.isStopped {
      if isObject {
        emitter.token(nodes[index], base, isName: true)
        index += 1
      }
      let node = nodes[index]
      let first = base[node.offset]
      index += 1
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        let opensObject = first == UInt8(ascii: "{")
        if index < node.next {
          open.append((end, isObject))
          end = node.next
          isObject = opensObject
          emitter.open(isObject: opensObject)
          continue
        }
        emitter.empty(isObject: opensObject)
      } else {
        emitter.token(node, base, isName: false)
      }
      while index == end, let outer = open.popLast() {
        emitter.close(isObject: isObject)
        (end, isObject) = outer
      }
      if open.isEmpty { return }
      emitter.comma()
    }
  }

  /// A value built in memory may be of any depth, so this keeps its own stack too.
  private static func emit(_ value: JSONValue, to emitter: inout JSONEmitter) {
    var open: [(value: JSONValue, next: Int)] = []
    var value = value
    while !emitter.isStopped {
      switch value {
      case .null: emitter.plain("null")
      case .bool(let flag): emitter.plain(flag ? "true" : "false")
      case .number(let text): emitter.plain(text)
      case .string(let text): emitter.string(text, isName: false)
      case .array(let elements) where elements.isEmpty: emitter.empty(isObject: false)
      case .object(let object) where object.isEmpty: emitter.empty(isObject: true)
      case .array:
        emitter.open(isObject: false)
        open.append((value, 0))
      case .object:
        emitter.open(isObject: true)
        open.append((value, 0))
      }
      var following: JSONValue?
      while following == nil, let last = open.indices.last {
        let index = open[last].next
        let isObject = open[last].value.objectValue != nil
        if index > 0, index < childCount(open[last].value) { emitter.comma() }
        following = child(open[last].value, index, &emitter)
        open[last].next += 1
        if following == nil {
          emitter.close(isObject: isObject)
          open.removeLast()
        }
      }
      guard let following else { return }
      value = following
    }
  }

  private static func childCount(_ value: JSONValue) -> Int {
    switch value {
    case .array(let elements): elements.count
    case .object(let object): object.count
    default: 0
    }
  }

  /// The child at an index, its name already written.
  private static func child(_ value: JSONValue, _ index: Int, _ emitter: inout JSONEmitter) -> JSONValue? {
    switch value {
    case .array(let elements) where index < elements.count: return elements[index]
    case .object(let object) where index < object.count:
      emitter.string(object.members[index].name, isName: true)
      return object.members[index].value
    default: return nil
    }
  }
}

extension JSONValue {
  /// The value as JSON text; non-ASCII characters stay, control characters are escaped.
  package func text(_ style: JSONStyle = .compact) -> String {
    JSONPrinter().text(self, style)
  }
}

extension JSONValue: CustomStringConvertible {
  /// The compact text.
  package var description: String { text(.compact) }
}
