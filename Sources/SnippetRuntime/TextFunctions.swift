extension BuiltinFunctions {
  static let texts: [BuiltinInfo] = [
    .init(
      "replace", "s, old, new", .inferred, "The text with every occurrence replaced.",
      "\"a-b-c\".replace(\"-\", \"\")", "abc", count: 3...3
    ) { (_, arguments) throws(RuntimeFault) in
      let old = arguments.text(1)
      guard !old.isEmpty else { return Value(arguments.text(0)) }
      let (text, new) = (arguments.text(0), arguments.text(2))
      let growth = max(0, new.utf8.count - old.utf8.count) * (text.utf8.count / old.utf8.count)
      if text.utf8.count + growth > HardLimit.textBytes {
        throw RuntimeFault(.textTooLong, "the result could be longer than \(HardLimit.textBytes >> 20) MB")
      }
      return Value(ByteText.replacing(old, with: new, in: text))
    },
    .init(
      "contains", "s, part", .inferred, "1 when the text holds the part, else 0; case counts.",
      "contains(\"Thank you\", \"you\")", "1", count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      .integer(ByteText.find(arguments.text(1), in: arguments.text(0)) == nil ? 0 : 1)
    },
    .init(
      "left", "s, n", .inferred, "The first n characters.", "\"Thank you\".left(5)", "Thank", count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      Value(String(arguments.text(0).unicodeScalars.prefix(try length(arguments, 1))))
    },
    .init(
      "length", "s", .inferred, "How many characters the text has.", "length(\"Thank you\")", "9",
      count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(ByteText.length(arguments.text(0))) },
    .init("char", "n", .inferred, "The character of a code.", "char(65)", "A", count: 1...1) {
      (_, arguments) throws(RuntimeFault) in
      let code = try arguments.integer(0, "the code")
      guard let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value) else {
        throw RuntimeFault(.argument, "no character has the code \(code)")
      }
      return Value(String(scalar))
    },
    .init(
      "append", "variable, text", .inferred, "Adds text to a variable, in place.",
      "append(log, \"one line\")", nil,
      count: 2...2, hasResult: false, isAppend: true
    ) { (_, arguments) throws(RuntimeFault) in Value(arguments.text(0) + arguments.text(1)) },
    .init(
      "throw", "text", .inferred, "Ends the Snippet with an error of this text.",
      "IF 0 { throw(\"no order\") }", nil,
      count: 1...1, hasResult: false
    ) { (_, arguments) throws(RuntimeFault) in
      let text = arguments.text(0)
      throw RuntimeFault(.thrown, text.isEmpty ? "throw() was called without a text" : text)
    },
    .init(
      "savetodb", "v, n", .inferred, "Saves a value on the platform; does nothing here.",
      "savetodb(\"x\", 1)", nil,
      count: 2...2, hasResult: false
    ) { (_, _) throws(RuntimeFault) in .null },
    .init("right", "s, n", .ours, "The last n characters.", "right(\"Thank you\", 3)", "you", count: 2...2) {
      (_, arguments) throws(RuntimeFault) in
      Value(String(arguments.text(0).unicodeScalars.suffix(try length(arguments, 1))))
    },
    .init(
      "mid", "s, start [, n]", .ours, "The characters from a place counted from 1.", "mid(\"Thank you\", 7)",
      "you",
      count: 2...3
    ) { (_, arguments) throws(RuntimeFault) in try part(arguments) },
    .init(
      "substr", "s, start [, n]", .ours, "The characters from a place counted from 1.",
      "substr(\"Thank you\", 2, 3)", "han", count: 2...3
    ) { (_, arguments) throws(RuntimeFault) in try part(arguments) },
    .init("lower", "s", .ours, "The text in small letters.", "lower(\"ABC\")", "abc", count: 1...1) {
      (_, arguments) throws(RuntimeFault) in Value(arguments.text(0).lowercased())
    },
    .init("upper", "s", .ours, "The text in capital letters.", "upper(\"abc\")", "ABC", count: 1...1) {
      (_, arguments) throws(RuntimeFault) in Value(arguments.text(0).uppercased())
    },
    .init(
      "trim", "s", .ours, "The text without blanks at both ends.", "trim(\"  a b \")", "a b", count: 1...1
    ) {
      (_, arguments) throws(RuntimeFault) in
      Value(ByteText.trimmed(arguments.text(0), left: true, right: true))
    },
    .init("ltrim", "s", .ours, "The text without blanks before it.", "ltrim(\"  a\")", "a", count: 1...1) {
      (_, arguments) throws(RuntimeFault) in
      Value(ByteText.trimmed(arguments.text(0), left: true, right: false))
    },
    .init("rtrim", "s", .ours, "The text without blanks behind it.", "rtrim(\"a  \")", "a", count: 1...1) {
      (_, arguments) throws(RuntimeFault) in
      Value(ByteText.trimmed(arguments.text(0), left: false, right: true))
    },
    .init(
      "startswith", "s, part", .ours, "1 when the text begins with the part, else 0.",
      "startswith(\"Thank you\", \"Th\")", "1", count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      .integer(arguments.text(0).utf8.starts(with: arguments.text(1).utf8) ? 1 : 0)
    },
    .init(
      "endswith", "s, part", .ours, "1 when the text ends with the part, else 0.",
      "endswith(\"Thank you\", \"you\")", "1", count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      .integer(arguments.text(0).utf8.reversed().starts(with: arguments.text(1).utf8.reversed()) ? 1 : 0)
    },
    .init(
      "asc", "s", .ours, "The code of the first character, 0 when there is none.", "asc(\"A\")", "65",
      count: 1...1
    ) {
      (_, arguments) throws(RuntimeFault) in Value(Int(arguments.text(0).unicodeScalars.first?.value ?? 0))
    },
    .init(
      "format", "v, fmt", .ours, "A number or date by a format such as 0.00, #,##0 or yyyy-MM-dd.",
      "format(1234.5, \"#,##0.00\")", "1,234.50", count: 2...2
    ) { (machine, arguments) throws(RuntimeFault) in
      if case .date(let days) = arguments[0] {
        return Value(DateFormat.text(DateParts(days: days), format: arguments.text(1)))
      }
      guard let number = arguments[0].numberIfNumeric else { return Value(arguments.text(0)) }
      return Value(try NumberPattern(arguments.text(1)).text(number))
    },
  ]

  private static func length(_ arguments: Arguments, _ index: Int) throws(RuntimeFault) -> Int {
    let length = arguments.number(index).truncated
    guard length >= 0 else {
      throw RuntimeFault(.argument, "the number of characters must be 0 or more, not \(length)")
    }
    return Int(length)
  }

  private static func part(_ arguments: Arguments) throws(RuntimeFault) -> Value {
    let start = arguments.number(1).truncated
    guard start >= 1 else {
      throw RuntimeFault(
        .argument, "the start must be 1 or more, not \(start)", suggestion: "the first character has place 1"
      )
    }
    let rest = arguments.text(0).unicodeScalars.dropFirst(Int(start) - 1)
    return Value(String(arguments[2].isNull ? rest : rest.prefix(try length(arguments, 2))))
  }
}

/// Searching and cutting by bytes, so that case and accents count as they are written.
enum ByteText {
  /// The offset of a part in a text.
  static func find(_ part: String, in text: String) -> Int? {
    var (part, text) = (part, text)
    return part.withUTF8 { part in text.withUTF8 { find(part, in: $0, from: 0) } }
  }

  static func find(
    _ part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let first = part.first else { return start }
    var position = start
    while position + part.count <= text.count {
      if text[position] == first,
        UnsafeBufferPointer(rebasing: text[position..<position + part.count]).elementsEqual(part)
      {
        return position
      }
      position += 1
    }
    return nil
  }

  /// The number of characters: of bytes that do not continue one.
  static func length(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var count = 0
      for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
      return count
    }
  }

  static func replacing(_ old: String, with new: String, in text: String) -> String {
    var (old, text) = (old, text)
    let new = Array(new.utf8)
    return old.withUTF8 { old in
      text.withUTF8 { text in
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var start = 0
        while let found = find(old, in: text, from: start) {
          result.append(contentsOf: text[start..<found])
          result.append(contentsOf: new)
          start = found + old.count
        }
        result.append(contentsOf: text[start...])
        return String(decoding: result, as: UTF8.self)
      }
    }
  }

  static func trimmed(_ text: String, left: Bool, right: Bool) -> String {
    var scalars = text.unicodeScalars[...]
    if left { scalars = scalars.drop { $0.properties.isWhitespace } }
    if right { while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() } }
    return String(scalars)
  }
}
