extension BuiltinFunctions {
  static let arrays: [BuiltinInfo] = [
    place("indexof"), place("index"),
    .init(
      "split", "s, sep", .ours, "A string array of the parts between separators.",
      [
        (#"split("a,b,c", ",")"#, "a|b|c"), (#""a::b".split("::").size"#, "2"),
        (#"split("a,,b", ",")[2]"#, ""), (#"split(nothing, ",").size"#, "0"),
      ], count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      let separator = arguments.text(1)
      guard !separator.isEmpty else {
        throw RuntimeFault(.argument, "the separator must not be empty", suggestion: "split(s, \",\")")
      }
      return Value(ByteText.replacing(separator, with: "|", in: arguments.text(0)))
    },
    .init(
      "join", "array, sep", .ours, "The elements as one text with a separator between them.",
      [
        (#"join("a|b|c", ", ")"#, "a, b, c"), (#"fromjson("[1,2]").join("-")"#, "1-2"),
        (#"join("a|b", "")"#, "ab"),
      ], count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      let separator = arguments.text(1)
      guard case .object(let object) = arguments[0] else {
        return Value(try ByteText.replaced("|", with: separator, in: arguments.text(0)))
      }
      let texts = object.elements.map(\.displayText)
      let size = texts.reduce(0) { $0 + $1.utf8.count + separator.utf8.count }
      guard size <= HardLimit.textBytes else { throw ByteText.tooLong }
      return Value(texts.joined(separator: separator))
    },
  ]

  private static func place(_ name: String) -> BuiltinInfo {
    .init(
      name, "array, value", .stated, "The place of the first equal element, 0 when there is none.",
      [
        (#""a|b|c".\#(name)("c")"#, "3"), (#"\#(name)("a|b|c", "B")"#, "0"),
        (#"\#(name)("1|2.0|3", 2)"#, "2"),
        (#"\#(name)(fromjson("[10, 20]"), 20)"#, "2"), (#"\#(name)(nothing, "a")"#, "0"),
      ], count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in Value(place(of: arguments[1], in: arguments[0])) }
  }

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
