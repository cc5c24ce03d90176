/// The classes that ECMA-262 has letters and long names for.
extension CharacterClass {
  static let digits: [ClosedRange<Unicode.Scalar>] = ["0"..."9"]
  static let wordCharacters: [ClosedRange<Unicode.Scalar>] = ["0"..."9", "A"..."Z", "_"..."_", "a"..."z"]
  static let whiteSpace: [ClosedRange<Unicode.Scalar>] = [
    "\t"..."\r", " "..." ", "\u{A0}"..."\u{A0}", "\u{1680}"..."\u{1680}", "\u{2000}"..."\u{200A}",
    "\u{2028}"..."\u{2029}", "\u{202F}"..."\u{202F}", "\u{205F}"..."\u{205F}", "\u{3000}"..."\u{3000}",
    "\u{FEFF}"..."\u{FEFF}",
  ]

  /// What `\b` calls a character of a word.
  static let word: CharacterClass = {
    var set = CharacterClass()
    set.insert(wordCharacters, isNegated: false)
    return set
  }()

  /// What `.` fits.
  static let anyButLineEnd: CharacterClass = {
    var set = CharacterClass(isNegated: true)
    for scalar in ["\n", "\r", "\u{2028}", "\u{2029}"] as [Unicode.Scalar] { set.insert(scalar...scalar) }
    return set
  }()

  /// Adds these characters, or all others; the ranges stand in order and apart from one another.
  mutating func insert(_ ranges: [ClosedRange<Unicode.Scalar>], isNegated: Bool) {
    guard isNegated else {
      for range in ranges { insert(range) }
      return
    }
    var next: UInt32 = 0
    for range in ranges {
      if let first = Unicode.Scalar(next), let last = Unicode.Scalar(range.lowerBound.value &- 1),
        first <= last
      {
        insert(first...last)
      }
      next = range.upperBound.value + 1
    }
    if let first = Unicode.Scalar(next) { insert(first..."\u{10FFFF}") }
  }

  /// The general categories of a long name such as `Letter` or `Uppercase_Letter`; nil when there is none.
  static func categories(longName: String) -> UInt32? {
    longNames.first { $0.name == longName }.flatMap { categories($0.short) }
  }

  private static let longNames: [(name: String, short: String)] = [
    ("Letter", "L"), ("Lowercase_Letter", "Ll"), ("Uppercase_Letter", "Lu"), ("Titlecase_Letter", "Lt"),
    ("Modifier_Letter", "Lm"), ("Other_Letter", "Lo"), ("Mark", "M"), ("Nonspacing_Mark", "Mn"),
    ("Spacing_Mark", "Mc"), ("Enclosing_Mark", "Me"), ("Number", "N"), ("Decimal_Number", "Nd"),
    ("digit", "Nd"), ("Letter_Number", "Nl"), ("Other_Number", "No"), ("Punctuation", "P"), ("punct", "P"),
    ("Connector_Punctuation", "Pc"), ("Dash_Punctuation", "Pd"), ("Open_Punctuation", "Ps"),
    ("Close_Punctuation", "Pe"), ("Initial_Punctuation", "Pi"), ("Final_Punctuation", "Pf"),
    ("Other_Punctuation", "Po"), ("Symbol", "S"), ("Math_Symbol", "Sm"), ("Currency_Symbol", "Sc"),
    ("Modifier_Symbol", "Sk"), ("Other_Symbol", "So"), ("Separator", "Z"), ("Space_Separator", "Zs"),
    ("Line_Separator", "Zl"), ("Paragraph_Separator", "Zp"), ("Other", "C"), ("Control", "Cc"),
    ("Format", "Cf"), ("Unassigned", "Cn"), ("Private_Use", "Co"),
  ]
}
