import JSON
import JSONPath

/// What holds for JSONPath queries whatever their text is; a zero byte stands between the query and the value.
enum PathProperties {
  private static let limits = JSONPathLimits(maximumWork: 20_000)

  static func failure(on bytes: [UInt8]) -> String? {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(decoding: parts[0], as: UTF8.self)
    let value = parts.count > 1 ? (try? JSONValue(parsing: parts[1])) ?? sample : sample
    do throws(JSONPathError) {
      let query = try JSONPath(text, limits: limits)
      for warning in query.warnings {
        if let failure = errorFailure(warning, text) { return failure }
      }
      return try nodesFailure(query, value)
    } catch {
      return errorFailure(error, text)
    }
  }

  private static let sample: JSONValue = [
    "a": [1, .number("-1.5"), "b", .null, true, ["c": ["d", ["a": "é"]]]], "b": ["a": ["b": "ab"]],
    "": [[], [:], [[0]]],
  ]

  private static func errorFailure(_ error: JSONPathError, _ text: String) -> String? {
    if error.range.upperBound > text.utf8.count { return "the error lies outside the query: \(error)" }
    if error.message.isEmpty || error.suggestion.isEmpty { return "the error has no words: \(error)" }
    if error.description.utf8.count > 600 { return "the message is too long: \(error)" }
    return nil
  }

  private static func nodesFailure(_ query: JSONPath, _ value: JSONValue) throws(JSONPathError) -> String? {
    let nodes = try query.nodes(in: value)
    if query.isSingular, nodes.count > 1 { return "a query for one value finds \(nodes.count)" }
    for node in nodes.prefix(20) {
      for path in [node.normalizedPath, node.path.shortPath] {
        let found: [JSONPathNode]
        do throws(JSONPathError) {
          found = try JSONPath(path).nodes(in: value)
        } catch {
          return "the path \(path) is no query: \(error)"
        }
        if found.map(\.normalizedPath) != [node.normalizedPath] || found.map(\.value) != [node.value] {
          return "the path \(path) leads elsewhere"
        }
      }
    }
    return nil
  }
}
