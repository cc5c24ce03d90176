package import Patterns

/// A kind of text that expected output names as `[..NAME]`.
package struct NamedPattern: Sendable {
  /// A letter, then letters, digits, `_` and `-`.
  package let name: String
  /// An I-Regexp (RFC 9485), which fits the whole text that the placeholder stands for.
  package let pattern: String
  /// The pattern, read.
  package let expression: RegularExpression

  /// A larger pattern would make a comparison long.
  static let largestSize = 2_000

  /// A name with its pattern; `message` of the error says what is wrong and what would be right.
  package init(name: String, pattern: String) throws(NamedPatternError) {
    guard WildcardText.isName(name) else {
      throw NamedPatternError("'\(name)' is no name of a placeholder; write it like order-id")
    }
    do throws(RegularExpressionError) {
      expression = try RegularExpression(pattern)
    } catch {
      throw NamedPatternError(
        "the pattern of '\(name)' is no I-Regexp (RFC 9485): \(error.message); \(error.suggestion)")
    }
    guard !expression.namesEnds else {
      throw NamedPatternError(
        "the pattern of '\(name)' fits a whole text anyway; leave ^ and $ out, or write \\^ and [$]")
    }
    guard expression.size <= Self.largestSize else {
      throw NamedPatternError("the pattern of '\(name)' is too large; repeat less, or use * or +")
    }
    self.name = name
    self.pattern = pattern
  }
}

/// Why a placeholder cannot be declared.
package struct NamedPatternError: Error {
  /// What is wrong and what would be right.
  package let message: String

  init(_ message: String) { self.message = message }
}

extension NamedPattern: Equatable {
  /// Whether both say the same.
  package static func == (left: NamedPattern, right: NamedPattern) -> Bool {
    left.name.utf8.elementsEqual(right.name.utf8) && left.pattern.utf8.elementsEqual(right.pattern.utf8)
  }
}

extension NamedPattern {
  private static let day = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
  private static let hour = "([01][0-9]|2[0-3]):[0-5][0-9]"
  private static let second = ":([0-5][0-9]|60)([.][0-9]+)?"

  /// The placeholders that need no declaration, the more telling ones first.
  ///
  /// - `uuid`: 32 hexadecimal digits in groups, such as `7f9c24e8-3b12-4f5a-9c1d-0a1b2c3d4e5f`.
  /// - `datetime`: a date and time of RFC 3339, such as `2026-01-15T12:00:00.5Z`.
  /// - `date`: a day of ISO 8601, such as `2026-01-15`.
  /// - `time`: a time of day, such as `12:00`, `12:00:00` or `12:00:00.5`.
  /// - `integer`: a whole number with or without a sign.
  /// - `number`: a decimal number with or without a sign and an exponent.
  /// - `hex`: hexadecimal digits.
  /// - `token`: at least 16 characters of base64url, in parts with dots between them, as tokens are.
  /// - `word`: letters, digits, `_` and `-`.
  package static let builtIn: [NamedPattern] = [
    ("uuid", "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    ("datetime", "\(day)[Tt ]\(hour)\(second)([Zz]|[+\\-]\(hour))"), ("date", day),
    ("time", "\(hour)(\(second))?"), ("integer", "[+\\-]?[0-9]+"),
    ("number", "[+\\-]?[0-9]+([.][0-9]+)?([eE][+\\-]?[0-9]+)?"), ("hex", "[0-9A-Fa-f]+"),
    ("token", "[A-Za-z0-9_\\-]{16,}([.][A-Za-z0-9_\\-]+)*={0,2}"), ("word", "[\\p{L}\\p{M}\\p{N}_\\-]+"),
  ].compactMap { try? NamedPattern(name: $0.0, pattern: $0.1) }
}
