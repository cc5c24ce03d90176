import JSON
import TestSupport
import Testing

/// Forms, parts and files arrive as those that curl sends.
@Suite(.needsServers) struct UploadTests {
  struct Upload: Sendable, CustomTestStringConvertible {
    var name: String
    /// The member of the request.
    var member: String
    var curl: [String]
    /// Which parts of the server's echo are the same.
    var echo = ["args", "data", "files", "form", "json"]

    var testDescription: String { name }
  }

  private static let whole = ["args", "data", "files", "form", "json", "Content-Type"]

  static let uploads = [
    Upload(
      name: "a form",
      member: #""form": { "a": "1 & 2 = 3", "list": ["x", "y"], "ü": "✓ + %20", "empty": "" }"#,
      curl: [
        "--data-urlencode", "a=1 & 2 = 3", "--data", "list=x", "--data", "list=y", "--data-urlencode",
        "%C3%BC=✓ + %20", "--data", "empty=",
      ], echo: whole),
    Upload(
      name: "fields",
      member: #""multipart": [{ "name": "a", "value": "ünï\ncode" }, { "name": "a", "value": "2" }]"#,
      curl: ["--form-string", "a=ünï\ncode", "--form-string", "a=2"]),
    Upload(
      name: "files",
      member: #"""
        "multipart": [{ "name": "table", "file": "table.csv", "contentType": "text/csv" },
          { "name": "raw", "file": "raw.bin", "filename": "a \"b\" ü.bin" }, { "name": "note", "value": "two files" }]
        """#,
      curl: [
        "--form", "table=@table.csv;type=text/csv", "--form", "raw=@raw.bin;filename=\"a \\\"b\\\" ü.bin\"",
        "--form-string", "note=two files",
      ]),
    Upload(
      name: "a value",
      member: #""multipart": [{ "name": "meta", "value": { "n": 1 } }, { "name": "q\"x", "value": "" }]"#,
      curl: ["--form", "meta={\"n\":1};type=application/json", "--form-string", "q\"x="]),
    Upload(
      name: "a file as it is", member: #""bodyFile": "raw.bin""#,
      curl: ["--data-binary", "@raw.bin", "--header", "Content-Type: application/octet-stream"], echo: whole),
    Upload(
      name: "JSON in a file", member: #""bodyFile": "data.json""#,
      curl: ["--data-binary", "@data.json", "--header", "Content-Type: application/json"], echo: whole),
    Upload(
      name: "a file with a type",
      member: #""bodyFile": "table.csv", "headers": { "Content-Type": "text/x-table" }"#,
      curl: ["--data-binary", "@table.csv", "--header", "Content-Type: text/x-table"], echo: whole),
  ]

  @Test(arguments: uploads) func arrivesAsFromCurl(upload: Upload) throws {
    let place = Workplace()
    place.folder.write("id,name\r\n1,\"ü, x\"\r\n[[note]]", to: "table.csv")
    place.folder.write("{\"n\": 1.50, \"text\": \"[[x]]\"}\n", to: "data.json")
    let raw = place.folder.file("raw.bin")
    _ = try ProcessRunner.run(
      "/usr/bin/env", ["curl", "--silent", "--output", raw, Servers.httpbin + "/bytes/70000?seed=5"])
    #expect(place.folder.bytes("raw.bin")?.count == 70_000)
    let session = try SavedSession(
      """
      connection c { "baseUrl": "\(Servers.httpbin)", "requests": { "r": { "verb": "POST", "url": "/post?a=1", \(upload.member) } } }
      connectrequest c r
      """, in: place)
    let arguments = upload.curl.map {
      $0.replacing("=@", with: "=@\(place.folder.path)/").replacing(/^@/, with: "@\(place.folder.path)/")
    }
    let wanted = try JSONValue(parsing: Curl.answer(to: Servers.httpbin + "/post?a=1", arguments).body)
    let ours = try #require(session.answer, "\(session.outcome.said)")
    for part in upload.echo {
      let isHeader = part == "Content-Type"
      let (left, right) =
        isHeader ? (ours["headers"]?[part], wanted["headers"]?[part]) : (ours[part], wanted[part])
      #expect(left != nil && left == right, "\(part): \(left?.text(.compact).prefix(300) ?? "none")")
    }
  }
}
