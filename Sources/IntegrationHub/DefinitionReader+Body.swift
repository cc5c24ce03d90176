import JSON

/// Reads the members that say what a request sends.
extension DefinitionReader {
  /// A request has one of them at most: a JSON body can hold members of any name, so the kind of body is told
  /// by the member beside it and never by what is inside.
  static let bodyMembers = ["body", "form", "multipart", "bodyFile"]

  /// The body of a definition or of a Studio payload, by its canonical member names.
  static func body(from json: JSONObject, _ owner: String) throws(HubError) -> RequestBody? {
    let members = Members(json, of: owner)
    let given = bodyMembers.filter { json[$0] != nil && json[$0] != .null }
    guard given.count < 2 else {
      throw HubError(
        .definition, "\(owner) has both \"\(given[0])\" and \"\(given[1])\", and can send one only",
        suggestion: "leave one of them out", member: given[1])
    }
    switch given.first {
    case "form": return .form(try members.pairs("form"))
    case "multipart": return .multipart(try parts(members, json["multipart"]))
    case "bodyFile": return .file(try members.filePath("bodyFile") ?? "")
    default: return json["body"].map { .value($0) }
    }
  }

  private static let partExample =
    "a list such as [{\"name\": \"file\", \"file\": \"report.csv\"}, {\"name\": \"note\", \"value\": \"...\"}]"

  private static func parts(_ members: Members, _ json: JSONValue?) throws(HubError) -> [RequestBody.Part] {
    guard let list = json?.arrayValue, !list.isEmpty else { throw members.wrong("multipart", partExample) }
    return try list.map { entry throws(HubError) in
      guard let object = entry.objectValue else { throw members.wrong("multipart", partExample) }
      return try HubError.within("multipart") { () throws(HubError) in try part(object) }
    }
  }

  private static func part(_ json: JSONObject) throws(HubError) -> RequestBody.Part {
    let members = Members(json, of: "a part")
    try members.check(["name", "value", "file", "filename", "contentType"])
    let name = try members.required("name")
    let content: RequestBody.Part.Content
    switch (try members.filePath("file"), json["value"]) {
    case (let path?, nil): content = .file(path)
    case (nil, let value?):
      content =
        if let text = value.scalarText { .text(text) } else { .json(value) }
    case (nil, nil):
      throw HubError(
        .definition, "part '\(name)' has neither \"value\" nor \"file\"",
        suggestion: "add \"value\": \"...\" or \"file\": \"path\"", member: "name")
    case (.some, .some):
      throw HubError(
        .definition, "part '\(name)' has both \"value\" and \"file\"", suggestion: "leave one of them out",
        member: "value")
    }
    return RequestBody.Part(
      name: name, content: content, fileName: try members.text("filename"),
      contentType: try members.text("contentType"))
  }
}
