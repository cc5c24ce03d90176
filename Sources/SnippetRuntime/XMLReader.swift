/// Reads XML into an object: children are members, repeated ones an array, attributes `@name`, other text `#text`.
///
/// The members are those of the root element; document types and their entities are not read.
struct XMLReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func read() throws(RuntimeFault) -> Value {
    try skipMisc()
    guard take("<") else { throw fault("an element was expected") }
    let value = try element(depth: 0)
    try skipMisc()
    guard position == bytes.count else { throw fault("text stands behind the root element") }
    if case .object = value.value { return value.value }
    let object = DynamicObject()
    _ = object.setMember("#text", to: value.value, hint: -1)
    return .object(object)
  }

  /// Reads an element whose `<` was taken.
  private mutating func element(depth: Int) throws(RuntimeFault) -> (name: String, value: Value) {
    if depth > HardLimit.valueDepth {
      throw fault("elements are nested more than \(HardLimit.valueDepth) deep")
    }
    let name = try self.name()
    let object = DynamicObject()
    while true {
      skipBlanks()
      if take("/>") { return (name, object.members.isEmpty ? Value("") : .object(object)) }
      if take(">") { break }
      let attribute = try self.name()
      skipBlanks()
      guard take("=") else { throw fault("'=' was expected after an attribute") }
      skipBlanks()
      _ = object.setMember("@" + attribute, to: Value(try quoted()), hint: -1)
    }
    var text = ""
    while true {
      guard position < bytes.count else { throw fault("the element '\(name)' is not closed") }
      if take("</") {
        guard try self.name() == name else { throw fault("'</\(name)>' was expected") }
        skipBlanks()
        guard take(">") else { throw fault("'>' was expected") }
        break
      }
      if take("<![CDATA[") {
        text += try upTo("]]>")
      } else if take("<!--") {
        _ = try upTo("-->")
      } else if take("<?") {
        _ = try upTo("?>")
      } else if take("<") {
        let child = try element(depth: depth + 1)
        XMLReader.add(child.value, child.name, to: object)
      } else {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        text += MarkupEncoding.decode(String(decoding: bytes[start..<position], as: UTF8.self))
      }
    }
    if object.members.isEmpty { return (name, Value(text)) }
    let rest = ByteText.trimmed(text, left: true, right: true)
    if !rest.isEmpty { _ = object.setMember("#text", to: Value(rest), hint: -1) }
    return (name, .object(object))
  }

  private static func add(_ value: Value, _ name: String, to object: DynamicObject) {
    guard let first = object[name] else {
      object[name] = value
      return
    }
    if case .object(let array) = first, array.isArray {
      array.setElement(at: array.elements.count + 1, to: value)
    } else {
      object[name] = .object(DynamicObject(elements: [first, value]))
    }
  }

  private mutating func skipMisc() throws(RuntimeFault) {
    while true {
      skipBlanks()
      if take("<?") {
        _ = try upTo("?>")
      } else if take("<!--") {
        _ = try upTo("-->")
      } else if take("<!DOCTYPE") {
        throw fault("a document type is not read")
      } else if position == 0, take("\u{FEFF}") {
        continue
      } else {
        return
      }
    }
  }

  private mutating func name() throws(RuntimeFault) -> String {
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "<"),
        UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard position > start else { throw fault("a name was expected") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
      default: position += 1
      }
    }
    throw fault("a name is not finished")
  }

  private mutating func quoted() throws(RuntimeFault) -> String {
    if take("\"") { return MarkupEncoding.decode(try upTo("\"")) }
    if take("'") { return MarkupEncoding.decode(try upTo("'")) }
    throw fault("the value of an attribute must stand in quotes")
  }

  private mutating func upTo(_ mark: String) throws(RuntimeFault) -> String {
    let start = position
    while position < bytes.count {
      let end = position
      if take(mark) { return String(decoding: bytes[start..<end], as: UTF8.self) }
      position += 1
    }
    throw fault("'\(mark)' is missing")
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ mark: String) -> Bool {
    guard bytes[position...].starts(with: mark.utf8) else { return false }
    position += mark.utf8.count
    return true
  }

  private func fault(_ message: String) -> RuntimeFault {
    let line = bytes[..<min(position, bytes.count)].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    return RuntimeFault(.xml, "this text is not XML that can be read: line \(line): \(message)")
  }
}
