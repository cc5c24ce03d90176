import JSON

/// What an array must hold.
final class ArrayRules: Sendable {
  let minimum: Int?
  let maximum: Int?
  let isUnique: Bool
  /// The schemas of the first elements.
  let first: [Int]
  /// The schema of all others.
  let others: Int?
  let contains: Int?
  let fewestContained: Int
  let mostContained: Int?

  init?(_ reader: KeywordReader) throws(SchemaError) {
    minimum = try reader.count("minItems")
    maximum = try reader.count("maxItems")
    isUnique = try reader.flag("uniqueItems")
    if let list = reader["items"]?.arrayValue {
      // As draft-07 writes it; there the array may be empty.
      first = list.isEmpty ? [] : try reader.schemas("items")
      others = try reader.schema("additionalItems")
    } else {
      first = try reader.schemas("prefixItems")
      others = try reader.schema("items")
    }
    contains = try reader.schema("contains")
    fewestContained = try reader.count("minContains") ?? 1
    mostContained = try reader.count("maxContains")
    if minimum == nil, maximum == nil, !isUnique, first.isEmpty, others == nil, contains == nil { return nil }
  }
}
