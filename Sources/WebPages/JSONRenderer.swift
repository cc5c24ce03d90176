import JSON

/// Renders a JSON value as a tree whose parts fold; it reads and copies as JSON.
struct JSONRenderer {
  /// Trees with more values are shown as text.
  private static let largestTree = 5_000
  /// Objects and arrays this deep are open, unless they have many members.
  private static let openDepth = 3
  private static let openCount = 25
  /// What is no longer than this and holds no other object or array stands on one line.
  private static let shortLine = 72

  /// Whether a value is small enough for a tree.
  static func isTree(_ value: JSONValue) -> Bool {
    var left = largestTree
    func count(_ value: JSONValue) {
      left -= 1
      guard left > 0 else { return }
      for child in children(value) { count(child.value) }
    }
    count(value)
    return left > 0
  }

  static func render(_ value: JSONValue, into html: inout HTMLBuilder) {
    html.element("div", class: "json", [("tabindex", "0")]) { html in
      self.value(value, prefix: nil, suffix: "", depth: 0, &html)
    }
  }

  private static func children(_ value: JSONValue) -> [(name: String?, value: JSONValue)] {
    switch value {
    case .array(let elements): elements.map { (nil, $0) }
    case .object(let object): object.members.map { ($0.name, $0.value) }
    default: []
    }
  }

  private static func value(
    _ value: JSONValue, prefix name: String?, suffix: StaticString, depth: Int, _ html: inout HTMLBuilder
  ) {
    let children = children(value)
    if children.isEmpty || isShort(value, children) {
      html.element("div") { html in
        self.name(name, &html)
        line(value, &html)
        html.literal(suffix)
      }
      return
    }
    let isArray = value.arrayValue != nil
    let isOpen =
      depth == 0 ? children.count <= 4 * openCount : depth < openDepth && children.count <= openCount
    html.open("details", isOpen ? [("open", "")] : [])
    html.element("summary") { html in
      self.name(name, &html)
      if isArray { html.literal("[") } else { html.literal("{") }
      html.element("span", class: "count") { html in
        html.text("\(children.count) \(isArray ? "element" : "member")\(children.count == 1 ? "" : "s")")
      }
    }
    html.element("div", class: "in") { html in
      for (index, child) in children.enumerated() {
        self.value(
          child.value, prefix: child.name, suffix: index + 1 < children.count ? "," : "", depth: depth + 1,
          &html)
      }
    }
    html.literal("</details>")
    html.element("div") { html in
      if isArray { html.literal("]") } else { html.literal("}") }
      html.literal(suffix)
    }
  }

  private static func isShort(_ value: JSONValue, _ children: [(name: String?, value: JSONValue)]) -> Bool {
    guard children.count <= 8,
      children.allSatisfy({ $0.value.arrayValue == nil && $0.value.objectValue == nil })
    else { return false }
    return value.objectValue == nil && value.text(.compact).utf8.count <= shortLine
  }

  private static func name(_ name: String?, _ html: inout HTMLBuilder) {
    guard let name else { return }
    html.element("span", class: "nm") { $0.data(JSONValue.string(name).text()) }
    html.literal(": ")
  }

  /// A value on one line.
  private static func line(_ value: JSONValue, _ html: inout HTMLBuilder) {
    switch value {
    case .string: html.element("bdi", class: "st") { $0.data(value.text()) }
    case .number: html.element("span", class: "nu") { $0.text(value.text()) }
    case .bool, .null: html.element("span", class: "co") { $0.text(value.text()) }
    case .array(let elements):
      html.literal("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { html.literal(", ") }
        line(element, &html)
      }
      html.literal("]")
    case .object: html.literal("{}")
    }
  }
}
