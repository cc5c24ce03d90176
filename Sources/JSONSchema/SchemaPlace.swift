import JSON

/// A value in the text of a schema.
struct SchemaPlace {
  let value: JSONValue
  /// The place of the value around it.
  let parent: Int?
  /// Its name or index there.
  let token: String
  /// The place of the nearest schema around it, or itself, that has an `$id`.
  var resource: Int
  /// Whether draft-07 holds, where `$ref` makes all beside it void.
  var isDraft7: Bool
}

/// A reference that was read and not yet followed.
struct SchemaReference {
  var place: Int
  var keyword: String
  var address: SchemaAddress
}

/// A draft that a schema can name under `$schema`.
enum SchemaDialect {
  case draft7, draft2020

  init?(_ name: String) {
    let name = name.hasSuffix("#") ? name.dropLast() : name[...]
    guard let start = name.firstRange(of: "json-schema.org/") else { return nil }
    switch name[start.upperBound...] {
    case "draft-06/schema", "draft-07/schema": self = .draft7
    case "draft/2019-09/schema", "draft/2020-12/schema", "schema": self = .draft2020
    default: return nil
    }
  }
}
