/// Writes a value as XML without attributes; an array repeats the element of its name.
struct XMLWriter {
  private(set) var text = ""
  private var nodes = HardLimit.valueNodes

  mutating func write(_ value: Value) throws(RuntimeFault) {
    if case .object(let object) = value, object.isArray {
      text += "<root>"
      for element in object.elements { try write(element, "item", depth: 1) }
      text += "</root>"
    } else {
      try write(value, "root", depth: 0)
    }
  }

  private mutating func write(_ value: Value, _ name: String, depth: Int) throws(RuntimeFault) {
    nodes -= 1
    if depth > HardLimit.valueDepth || nodes < 0 {
      throw BuiltinFunctions.nestedTooDeep("written as XML")
    }
    guard case .object(let object) = value else {
      let content = MarkupEncoding.encode(value.displayText)
      text += content.isEmpty ? "<\(name)/>" : "<\(name)>\(content)</\(name)>"
      return
    }
    if object.isArray {
      for element in object.elements { try write(element, name, depth: depth + 1) }
      return
    }
    text += "<\(name)>"
    for member in object.members {
      try write(member.value, XMLWriter.elementName(member.name), depth: depth + 1)
    }
    for element in object.elements { try write(element, "item", depth: depth + 1) }
    text += "</\(name)>"
  }

  /// The name with `_` for each character that may not stand in the name of an element.
  private static func elementName(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic || scalar == "_"
      let isInner = scalar.properties.numericType != nil || scalar == "-" || scalar == "."
      if !isLetter, isInner, result.isEmpty { result.append("_") }
      result.unicodeScalars.append(isLetter || isInner ? scalar : "_")
    }
    return result.isEmpty ? "_" : result
  }
}
