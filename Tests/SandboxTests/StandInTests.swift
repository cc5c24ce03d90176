import Encodings
import JSON
import Testing

@testable import Sandbox

/// The stand-ins answer in the shapes of their services.
@Suite struct StandInTests {
  let client = Client()
  private let json = [(name: "Content-Type", value: "application/json")]

  private func token(_ path: String, _ form: String) throws -> String {
    let response = client.ask("POST", path, body: form + "&client_id=demo&client_secret=demo-secret")
    return try #require(response.json["access_token"]?.stringValue)
  }

  /// Asks for the page that each answer names, until none is named; gives how many records each page had.
  private func pages(
    _ first: String, token: String? = nil, headers: [(name: String, value: String)] = [],
    records: (JSONValue) -> JSONValue?, next: (JSONValue) -> String?
  ) -> [Int] {
    var sizes: [Int] = []
    var target: String? = first
    while let address = target, sizes.count < 20 {
      let answer = client.ask("GET", address, token: token, headers: headers).json
      sizes.append(records(answer)?.arrayValue?.count ?? -1)
      target = next(answer)
    }
    return sizes
  }

  @Test func salesforce() throws {
    let form = "grant_type=client_credentials&client_id=demo&client_secret=demo-secret"
    let answer = client.ask("POST", "/salesforce/services/oauth2/token", body: form)
    #expect(answer.json["expires_in"] == nil)
    let instance = try #require(answer.json["instance_url"]?.stringValue)
    let token = try #require(answer.json["access_token"]?.stringValue)
    let data = instance + "/services/data/v60.0"
    let query = data + "/query?q=SELECT+Id,+Name+FROM+Account"
    let sizes = pages(
      query, token: token, records: { $0["records"] },
      next: { $0["nextRecordsUrl"]?.stringValue.map { instance + $0 } })
    #expect(sizes == [3, 3, 3, 3])
    #expect(client.ask("GET", query, token: token).json["done"] == false)
    let found = client.ask("GET", query + "+WHERE+Name+=+'Alan+M%C3%BCller'", token: token).json
    #expect(found["totalSize"] == 1)

    let added = client.ask("POST", data + "/sobjects/Account", token: token, body: #"{"Name":"New"}"#)
    #expect(added.status == 201)
    let id = try #require(added.json["id"]?.stringValue)
    let changed = client.ask(
      "PATCH", data + "/sobjects/Account/\(id)", token: token, body: #"{"BillingCity":"Bath"}"#)
    #expect(changed.status == 204)
    #expect(changed.body.isEmpty)
    #expect(client.ask("GET", data + "/sobjects/Account/\(id)", token: token).json["BillingCity"] == "Bath")

    for (method, path, body, status, code) in [
      ("POST", "/sobjects/Account", "{}", 400, "REQUIRED_FIELD_MISSING"),
      ("POST", "/sobjects/Account", "[", 400, "JSON_PARSER_ERROR"),
      ("GET", "/sobjects/Account/none", "", 404, "NOT_FOUND"), ("GET", "/query", "", 400, "MALFORMED_QUERY"),
      ("GET", "/query?q=SELECT+FROM", "", 400, "MALFORMED_QUERY"),
      ("GET", "/query?q=SELECT+Id+FROM+Account+WHERE", "", 400, "MALFORMED_QUERY"),
      ("GET", "/query/9-9999", "", 400, "INVALID_QUERY_LOCATOR"),
      ("GET", "/query/1-99999999", "", 400, "INVALID_QUERY_LOCATOR"),
    ] {
      let response = client.ask(method, data + path, token: token, body: body)
      #expect(response.status == status)
      #expect(response.json[0]?["errorCode"]?.stringValue == code)
    }
    let refused = client.ask("GET", data + "/query", token: "none")
    #expect(refused.status == 401)
    #expect(refused.json[0]?["errorCode"] == "INVALID_SESSION_ID")
  }

  @Test func serviceNow() throws {
    let token = try token(
      "/servicenow/oauth_token.do", "grant_type=password&username=ada&password=demo-secret")
    let table = "/servicenow/api/now/table/incident"
    let first = client.ask("GET", table + "?sysparm_limit=5&sysparm_query=state%3D2", token: token)
    #expect(first.header("x-total-count") == "4")
    let all = client.ask("GET", table + "?sysparm_limit=5&sysparm_fields=number", token: token)
    #expect(all.json["result"]?.arrayValue?.count == 5)
    #expect(all.json["result"]?[0]?.objectValue?.names == ["number"])
    #expect(all.header("link")?.contains("sysparm_offset=5>;rel=\"next\"") == true)
    #expect(all.header("link")?.contains("sysparm_fields=number") == true)
    let added = client.ask("POST", table, token: token, body: #"{"short_description":"New"}"#)
    #expect(added.status == 201)
    let id = try #require(added.json["result"]?["sys_id"]?.stringValue)
    #expect(id.utf8.count == 32)
    let changed = client.ask("PATCH", "\(table)/\(id)", token: token, body: #"{"state":"6"}"#)
    #expect(changed.json["result"]?["state"] == "6")
    let missing = client.ask("GET", table + "/none", token: token)
    #expect(missing.status == 404)
    #expect(missing.json["error"]?["message"] == "No Record found")
    #expect(missing.json["status"] == "failure")
    #expect(client.ask("GET", table).json["error"]?["message"] == "User Not Authenticated")
    let asleep = client.ask("GET", "/servicenow/asleep/api/now/table/incident")
    #expect(asleep.status == 200)
    #expect(asleep.header("content-type")?.hasPrefix("text/html") == true)
  }

  @Test func cxone() throws {
    let document = client.ask("GET", "/cxone/.well-known/openid-configuration").json
    #expect(document["issuer"] == "http://sandbox.test/cxone")
    let endpoint = try #require(document["token_endpoint"]?.stringValue)
    let token = try token(endpoint, "grant_type=password&username=demo-key&password=demo-secret")
    let login = client.ask(
      "POST", "/cxone/authentication/v1/token/access-key", headers: json,
      body: #"{"accessKeyId":"demo-key","accessKeySecret":"demo-secret"}"#)
    #expect(login.json["expires_in"] == 3600)
    let agents = "/cxone/incontactapi/services/v30.0/agents"
    let sizes = pages(
      agents + "?top=5&skip=0", token: token, records: { $0["agents"] },
      next: { $0["_links"]?["next"]?.stringValue.flatMap { $0.isEmpty ? nil : $0 } })
    #expect(sizes == [5, 5, 2])
    let changed = client.ask("PUT", agents + "/20001", token: token, body: #"{"agent":{"teamId":9}}"#)
    #expect(changed.status == 204)
    #expect(client.ask("GET", agents + "/20001", token: token).json["agents"]?[0]?["teamId"] == 9)
    #expect(client.ask("GET", agents + "/1", token: token).json["error"] == "not_found")
    #expect(client.ask("GET", agents).status == 401)
  }

  @Test func zendesk() {
    let basic = [
      (
        name: "Authorization",
        value: "Basic " + Base64.encode(Array("ada@example.com/token:demo-secret".utf8))
      )
    ]
    let tickets = "/zendesk/api/v2/tickets"
    let sizes = pages(
      tickets + "?page[size]=5", headers: basic, records: { $0["tickets"] },
      next: { $0["meta"]?["has_more"] == true ? $0["links"]?["next"]?.stringValue : nil })
    #expect(sizes == [5, 5, 2])
    let added = client.ask(
      "POST", tickets, headers: basic, body: #"{"ticket":{"subject":"New","comment":{"body":"x"}}}"#)
    #expect(added.status == 201)
    #expect(added.json["ticket"]?["status"] == "new")
    let changed = client.ask("PUT", tickets + "/13", headers: basic, body: #"{"ticket":{"status":"solved"}}"#)
    #expect(changed.json["ticket"]?["status"] == "solved")
    let invalid = client.ask("POST", tickets, headers: basic, body: #"{"ticket":{}}"#)
    #expect(invalid.status == 422)
    #expect(invalid.json["details"]?["base"]?[0]?["error"] == "BlankValue")
    let missing = client.ask("GET", tickets + "/99", headers: basic)
    #expect(missing.json["error"] == "RecordNotFound")
    let statuses = (0..<3).map { _ in client.ask("GET", "/zendesk/api/v2/search", headers: basic) }
    #expect(statuses.map(\.status) == [429, 200, 429])
    #expect(statuses[0].header("retry-after") == "1")
    #expect(client.ask("GET", tickets).status == 401)
  }

  @Test func hubSpot() {
    let contacts = "/hubspot/crm/v3/objects/contacts"
    let sizes = pages(
      contacts + "?limit=5", token: "demo-secret", records: { $0["results"] },
      next: { $0["paging"]?["next"]?["link"]?.stringValue })
    #expect(sizes == [5, 5, 2])
    let body = #"{"properties":{"email":"new@example.com"}}"#
    let added = client.ask("POST", contacts, token: "demo-secret", body: body)
    #expect(added.status == 201)
    #expect(added.json["id"] == "13")
    let taken = client.ask("POST", contacts, token: "demo-secret", body: body)
    #expect(taken.status == 409)
    #expect(taken.json["category"] == "CONFLICT")
    #expect(taken.json["correlationId"] != nil)
    let changed = client.ask(
      "PATCH", contacts + "/13", token: "demo-secret", body: #"{"properties":{"city":"Bath"}}"#)
    #expect(changed.json["properties"]?["city"] == "Bath")
    #expect(client.ask("GET", contacts + "/99", token: "demo-secret").status == 404)
    #expect(client.ask("GET", contacts).json["category"] == "INVALID_AUTHENTICATION")
  }

  @Test func epicTakesNothingButItsOwnKey() {
    for assertion in ["", "a.b.c", "eyJhbGciOiJub25lIn0.e30."] {
      let response = client.ask(
        "POST", "/epic/oauth2/token", body: "grant_type=client_credentials&client_assertion=\(assertion)")
      #expect(response.status == 400)
      #expect(response.json["error"] == "invalid_client")
    }
  }

  @Test func epic() throws {
    let token = try client.token()
    let base = "/epic/api/FHIR/R4"
    let sizes = pages(
      base + "/Patient?_count=5", token: token, records: { $0["entry"] },
      next: { bundle in
        bundle["link"]?.arrayValue?.first { $0["relation"] == "next" }?["url"]?.stringValue
      })
    #expect(sizes == [5, 5, 2])
    let bundle = client.ask("GET", base + "/Observation?patient=ePT000001", token: token)
    #expect(bundle.body.count > 32 * 1024)
    #expect(bundle.header("content-type") == "application/fhir+json")
    let added = client.ask(
      "POST", base + "/Observation", token: token,
      body:
        #"{"resourceType":"Observation","subject":{"reference":"Patient/x"},"valueQuantity":{"value":72}}"#)
    #expect(added.status == 201)
    #expect(added.body.isEmpty)
    #expect(added.header("location") == "http://sandbox.test\(base)/Observation/eOB000161")
    let missing = client.ask("GET", base + "/Patient/none", token: token)
    #expect(missing.status == 404)
    #expect(missing.json["resourceType"] == "OperationOutcome")
    #expect(missing.json["issue"]?[0]?["code"] == "not-found")
    #expect(client.ask("GET", base + "/Patient").status == 401)
  }
}
