import JSON
import JSONPath

/// The values that a query finds in a JSON text, as compact texts.
func values(_ query: String, in json: String) throws -> [String] {
  try JSONPath(query).nodes(in: try JSONValue(parsing: json)).map { $0.value.text(.compact) }
}

/// The normalized paths of what a query finds in a JSON text.
func paths(_ query: String, in json: String) throws -> [String] {
  try JSONPath(query).nodes(in: try JSONValue(parsing: json)).map(\.normalizedPath)
}

/// The error of a query that cannot be read.
func fault(_ query: String) -> JSONPathError? {
  do throws(JSONPathError) {
    _ = try JSONPath(query)
    return nil
  } catch {
    return error
  }
}
