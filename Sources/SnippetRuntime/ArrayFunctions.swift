extension BuiltinFunctions {
  static let arrays: [BuiltinInfo] = [
    .init(
      "indexof", "array, value", .stated, "The place of the equal element, 0 when there is none.",
      "\"a|b|c\".indexof(\"c\")", "3", count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in Value(place(of: arguments[1], in: arguments[0])) },
    .init(
      "index", "array, value", .stated, "The place of the equal element, 0 when there is none.",
      "\"a|b|c\".index(\"z\")", "0", count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in Value(place(of: arguments[1], in: arguments[0])) },
    .init(
      "split", "s, sep", .ours, "A string array of the parts between separators.",
      "split(\"a,b,c\", \",\")", "a|b|c", count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      let separator = arguments.text(1)
      guard !separator.isEmpty else {
        throw RuntimeFault(.argument, "split needs a separator that is not empty")
      }
      return Value(ByteText.replacing(separator, with: "|", in: arguments.text(0)))
    },
    .init(
      "join", "array, sep", .ours, "The elements as one text with a separator between them.",
      "join(\"a|b|c\", \", \")", "a, b, c", count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      let separator = arguments.text(1)
      if case .object(let object) = arguments[0] {
        return Value(object.elements.map(\.displayText).joined(separator: separator))
      }
      return Value(ByteText.replacing("|", with: separator, in: arguments.text(0)))
    },
  ]

  private static func place(of value: Value, in array: Value) -> Int {
    switch array {
    case .object(let object):
      return (object.elements.firstIndex { Value.compare($0, value) == .equal }).map { $0 + 1 } ?? 0
    case .absent, .null, .proxy: return 0
    case .text(let text): return place(of: value, in: text)
    default: return Value.compare(array, value) == .equal ? 1 : 0
    }
  }

  private static func place(of value: Value, in text: Text) -> Int {
    let count = text.count
    guard count > 0 else { return 0 }
    for place in 1...count {
      if let element = text.element(at: place), Value.compare(element, value) == .equal { return place }
    }
    return 0
  }
}
