import JSON

/// What lists of records have in common: filters, bodies, merging, and the errors for them.
enum RecordRoutes {
  /// A member of a record that is not as it must be.
  struct FieldError {
    var field: String
    var problem: String
  }

  /// The records whose members equal the filters in the query, compared as text ignoring case.
  static func list(
    _ records: [JSONObject], filters: [String], _ request: SandboxRequest
  ) -> SandboxResponse {
    let known = filters + RecordPage.parameters.map(\.name)
    for (name, _) in request.query where !known.contains(name) {
      return .error(
        400, "unknown_parameter",
        "'\(name)' is not a parameter of \(request.path): it takes \(known.joined(separator: ", "))")
    }
    var found = records
    for (name, wanted) in request.query where filters.contains(name) {
      let wanted = wanted.lowercased()
      found = found.filter { record in record[name].map { text(of: $0).lowercased() } == wanted }
    }
    return RecordPage.answer(found, to: request)
  }

  static func text(of value: JSONValue) -> String {
    value.stringValue ?? value.text(.compact)
  }

  /// The record the path names.
  static func id(_ request: SandboxRequest) -> Int? {
    request.pathParameters["id"].flatMap { Int($0) }
  }

  static func notFound(_ kind: String, _ request: SandboxRequest) -> SandboxResponse {
    .error(404, "not_found", "There is no \(kind) \(request.pathParameters["id"] ?? "")")
  }

  /// The body's JSON object, or the answer that says why there is none.
  static func object(_ request: SandboxRequest) -> Result<JSONObject, Refusal> {
    do throws(JSONError) {
      guard let object = try JSONValue(parsing: request.body).objectValue else {
        return .failure(
          Refusal(.error(400, "invalid_json", "The body must be a JSON object")))
      }
      return .success(object)
    } catch {
      return .failure(
        Refusal(.error(400, "invalid_json", "The body is not JSON: \(error.description)")))
    }
  }

  /// An answer in place of a value.
  struct Refusal: Error {
    var response: SandboxResponse

    init(_ response: SandboxResponse) {
      self.response = response
    }
  }

  /// JSON merge patch (RFC 7396) of one level: null removes a member.
  static func merge(_ changes: JSONObject, into record: JSONObject) -> JSONObject {
    var merged = record
    for change in changes.members where change.name != "id" {
      merged[change.name] = change.value.isNull ? nil : change.value
    }
    return merged
  }

  static func invalid(_ kind: String, _ errors: [FieldError]) -> SandboxResponse {
    let fields = errors.map { error -> JSONValue in
      ["field": .string(error.field), "message": .string(error.problem)]
    }
    return .error(
      422, "validation_failed", "The \(kind) is not valid", extra: [.init("fields", .array(fields))])
  }
}
