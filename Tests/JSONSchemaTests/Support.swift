import JSON
import JSONSchema

/// What a JSON text breaks of a schema, as the lines that a user reads.
func faults(_ schema: String, _ value: String) throws -> [String] {
  try JSONSchema(JSONValue(parsing: schema)).validate(JSONValue(parsing: value)).map(\.description)
}

/// The error of a schema that is faulty.
func error(_ schema: String) throws -> SchemaError? {
  let value = try JSONValue(parsing: schema)
  do throws(SchemaError) {
    _ = try JSONSchema(value)
    return nil
  } catch {
    return error
  }
}
