import JSON
import Patterns

/// What a string must be.
final class TextRules: Sendable {
  let minimum: Int?
  let maximum: Int?
  let pattern: RegularExpression?
  let patternText: String
  let format: SchemaFormat?

  init?(_ reader: KeywordReader) throws(SchemaError) {
    minimum = try reader.count("minLength")
    maximum = try reader.count("maxLength")
    patternText = try reader.text("pattern") ?? ""
    pattern =
      reader.has("pattern") ? try reader.compiler.pattern(patternText, at: reader.location("pattern")) : nil
    format = try reader.text("format").flatMap { SchemaFormat(rawValue: $0) }
    if minimum == nil, maximum == nil, pattern == nil, format == nil { return nil }
  }

  /// What is wrong with a text, but for the pattern.
  func faults(_ text: String) -> [RuleFault] {
    var faults: [RuleFault] = []
    if minimum != nil || maximum != nil {
      let count = text.unicodeScalars.count
      let shown = ShownValue.count(count, "character")
      if let minimum, count < minimum {
        faults.append(RuleFault("minLength", "has \(shown), fewer than \(minimum)"))
      }
      if let maximum, count > maximum {
        faults.append(RuleFault("maxLength", "has \(shown), more than \(maximum)"))
      }
    }
    if let format, !format.fits(text) {
      faults.append(
        RuleFault("format", "is \(ShownValue.text(.string(text))), not \(format.nameWithArticle)"))
    }
    return faults
  }
}
