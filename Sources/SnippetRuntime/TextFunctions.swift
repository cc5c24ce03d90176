extension BuiltinFunctions {
  /// Positions and lengths count Unicode code points, from 1.
  static let texts: [BuiltinInfo] = [
    .init(
      "left", "s, n", .inferred, "The first n characters.",
      [(#""Thank you".left(5)"#, "Thank"), (#"left("añb", 2)"#, "añ"), (#"left("ab", 9)"#, "ab")],
      count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      Value(String(arguments.text(0).unicodeScalars.prefix(try arguments.length(1))))
    },
    .init(
      "right", "s, n", .ours, "The last n characters.",
      [(#"right("Thank you", 3)"#, "you"), (#""12345".right(2)"#, "45"), (#"right("ab", 0)"#, "")],
      count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      Value(String(arguments.text(0).unicodeScalars.suffix(try arguments.length(1))))
    },
    part("mid"), part("substr"),
    .init(
      "length", "s", .inferred, "How many characters the text has.",
      [(#"length("Thank you")"#, "9"), (#""añb😀".length()"#, "4"), ("length(nothing)", "0")], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(ByteText.length(arguments.text(0))) },
    .init(
      "contains", "s, part", .inferred, "1 when the text holds the part, else 0; case counts.",
      [(#"contains("Thank you", "you")"#, "1"), (#""Thank you".contains("YOU")"#, "0")], count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      .integer(ByteText.find(arguments.text(1), in: arguments.text(0)) == nil ? 0 : 1)
    },
    .init(
      "startswith", "s, part", .ours, "1 when the text begins with the part, else 0; case counts.",
      [(#"startswith("Thank you", "Th")"#, "1"), (#""Thank you".startswith("th")"#, "0")], count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      .integer(arguments.text(0).utf8.starts(with: arguments.text(1).utf8) ? 1 : 0)
    },
    .init(
      "endswith", "s, part", .ours, "1 when the text ends with the part, else 0; case counts.",
      [(#"endswith("Thank you", "you")"#, "1"), (#""Thank you".endswith("Thank")"#, "0")], count: 2...2
    ) { (_, arguments) throws(RuntimeFault) in
      .integer(arguments.text(0).utf8.reversed().starts(with: arguments.text(1).utf8.reversed()) ? 1 : 0)
    },
    .init(
      "replace", "s, old, new", .inferred, "The text with every occurrence replaced; case counts.",
      [
        (#""a-b-c".replace("-", "")"#, "abc"), (#"replace("aaa", "a", "bb")"#, "bbbbbb"),
        (#"replace("abc", "", "x")"#, "abc"), (#"replace("abc", "B", "x")"#, "abc"),
      ], count: 3...3
    ) { (_, arguments) throws(RuntimeFault) in
      Value(try ByteText.replaced(arguments.text(1), with: arguments.text(2), in: arguments.text(0)))
    },
    .init(
      "append", "variable, text", .inferred, "Adds text to a variable, in place.",
      [
        ("line = \"a\"\nappend(line, \"b\")\nTRACE \"{line}\"", "ab"),
        ("list = \"a|b\"\nlist.append(\"|c\")\nTRACE \"{list.size}\"", "3"),
      ], count: 2...2, hasResult: false, isAppend: true
    ) { (_, arguments) throws(RuntimeFault) in Value(arguments.text(0) + arguments.text(1)) },
  ]

  private static func part(_ name: String) -> BuiltinInfo {
    .init(
      name, "s, start [, n]", .ours, "The characters from a place counted from 1: n of them, or all.",
      [
        (#"\#(name)("Thank you", 7)"#, "you"), (#""Thank you".\#(name)(2, 3)"#, "han"),
        (#"\#(name)("ab", 9)"#, ""), (#"\#(name)("añb", 2, 1)"#, "ñ"),
      ], count: 2...3
    ) { (_, arguments) throws(RuntimeFault) in
      let start = try arguments.numeric(1, "the start").truncated
      guard start >= 1 else {
        throw RuntimeFault(
          .argument, "the start must be 1 or more, not \(start)",
          suggestion: "the first character has place 1")
      }
      let rest = arguments.text(0).unicodeScalars.dropFirst(Int(start) - 1)
      return Value(String(arguments.count < 3 ? rest : rest.prefix(try arguments.length(2))))
    }
  }
}
