/// The schemas that are asked of the same value, and how their answers are joined.
final class CombinationRules: Sendable {
  let all: [Int]
  let any: [Int]
  let one: [Int]
  let not: Int?
  let condition: Int?
  let then: Int?
  let otherwise: Int?

  init?(_ reader: KeywordReader) throws(SchemaError) {
    all = try reader.schemas("allOf")
    any = try reader.schemas("anyOf")
    one = try reader.schemas("oneOf")
    not = try reader.schema("not")
    condition = try reader.schema("if")
    then = try reader.schema("then")
    otherwise = try reader.schema("else")
    if places.isEmpty { return nil }
  }

  /// All of them; `then` and `else` count only beside an `if`.
  var places: [Int] {
    let branches = condition == nil ? [] : [condition, then, otherwise]
    return all + any + one + ([not] + branches).compactMap { $0 }
  }
}
