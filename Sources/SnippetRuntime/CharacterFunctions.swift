extension BuiltinFunctions {
  static let characters: [BuiltinInfo] = [
    .init(
      "lower", "s", .ours, "The text in small letters.",
      [(#"lower("ABC")"#, "abc"), (#""ÉA".lower()"#, "éa")],
      count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(arguments.text(0).lowercased()) },
    .init(
      "upper", "s", .ours, "The text in capital letters.",
      [(#"upper("abc")"#, "ABC"), (#""éa".upper()"#, "ÉA")],
      count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(arguments.text(0).uppercased()) },
    trimming("trim", "The text without blanks at both ends.", "[a b]", left: true, right: true),
    trimming("ltrim", "The text without blanks before it.", "[a b ]", left: true, right: false),
    trimming("rtrim", "The text without blanks behind it.", "[ a b]", left: false, right: true),
    .init(
      "char", "n", .inferred, "The character of a Unicode code.",
      [("char(65)", "A"), ("char(8364)", "€"), ("\"10\".char().length()", "1")], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      let code = try arguments.integer(0, "the code")
      guard let value = UInt32(exactly: code), let scalar = Unicode.Scalar(value) else {
        throw RuntimeFault(
          .argument, "no character has the code \(code)", suggestion: "0 to 55295 or 57344 to 1114111")
      }
      return Value(String(scalar))
    },
    .init(
      "asc", "s", .ours, "The Unicode code of the first character, 0 when there is none.",
      [(#"asc("A")"#, "65"), (#""€uro".asc()"#, "8364"), (#"asc("")"#, "0")], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      Value(Int(arguments.text(0).unicodeScalars.first?.value ?? 0))
    },
    .init(
      "format", "v, fmt", .ours,
      "A number by a format such as 0.00, #,##0, 0% or N2, a date as datefmt does; other text as it is.",
      [
        (##"format(1234.5, "#,##0.00")"##, "1,234.50"), (#"format(7, "000")"#, "007"),
        (#"format(0.5, "0%")"#, "50%"), (#"format("2.345", "F2")"#, "2.35"),
        (#"format(1234567, "N0")"#, "1,234,567"),
        (##"#"02/09/2023".format("yyyy-MM-dd")"##, "2023-02-09"), (#"format("abc", "0.00")"#, "abc"),
      ], count: 2...2
    ) { (machine, arguments) throws(RuntimeFault) in
      if case .date = arguments[0] { return try formatted(machine, arguments) }
      guard let number = arguments[0].numberIfNumeric, !arguments.text(1).isEmpty else {
        return Value(arguments.text(0))
      }
      return Value(try NumberPattern(arguments.text(1)).text(number))
    },
  ]

  private static func trimming(
    _ name: String, _ help: String, _ result: String, left: Bool, right: Bool
  ) -> BuiltinInfo {
    .init(
      name, "s", .ours, help,
      [
        (#"TRACE "[{\#(name)(" a b ")}]""#, result),
        (#"TRACE "[{$"\ta\n".\#(name)().length()}]""#, left && right ? "[1]" : "[2]"),
      ],
      count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      Value(ByteText.trimmed(arguments.text(0), left: left, right: right))
    }
  }
}
