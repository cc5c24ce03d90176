import HTTPExchange
import Shell
import TestSupport

/// A connection with requests of every kind, for tests of `:dry`.
extension SessionBench {
  static let dryDefinition = """
    connection crm {
      "baseUrl": "URL/api", "proxy": "none", "headers": {"X-Region": "[[region]]"}, SETTINGS
      "variables": {"region": "eu", "id": "4 2"},
      "requests": {
        "get": {"url": "/customers/[[id]]", "parameters": {"fields": "name,[[region]]"}},
        "json": {"verb": "POST", "url": "/customers", "body": {"name": "Ada", "region": "[[region]]"}},
        "text": {"verb": "PUT", "url": "/note", "body": "one\\ntwo [[region]]"},
        "form": {"verb": "POST", "url": "/form", "form": {"a": "1 2", "key": "[[key]]"}},
        "parts": {"verb": "POST", "url": "/parts", "multipart": [{"name": "note", "value": "hello"},
          {"name": "file", "file": "report.csv"}]},
        "upload": {"verb": "PUT", "url": "/upload", "bodyFile": "report.csv"},
        "any": {"verb": "POST", "url": "/any"},
        "studio": {"kind": "studio"}
      }
    }
    secret crm key from env KEY
    id = 42
    DYNAMIC payload
    payload.url = "/orders/{id}"
    payload.verb = "PATCH"
    payload.body.text = "x"

    """

  static let dryKey = "swordfish-9"

  /// A session on a real transport, with the connection `crm` to a server.
  static func dry(_ server: RawServer, _ settings: String = "") throws -> SessionBench {
    let bench = SessionBench(transport: CurlTransport(userAgent: "patchbay/test"))
    bench.environment["KEY"] = dryKey
    bench.files.texts["report.csv"] = "a,b\n1,2\n"
    try bench.run(
      dryDefinition.replacing("URL", with: server.url).replacing(
        "SETTINGS", with: settings.isEmpty ? "" : settings + ","))
    return bench
  }
}
