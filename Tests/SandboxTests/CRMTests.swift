import JSON
import Testing

@testable import Sandbox

@Suite struct CRMTests {
  let client = Client()
  let token: String

  init() throws {
    token = try client.token()
  }

  func ask(_ method: String, _ target: String, _ body: String = "") -> SandboxResponse {
    client.ask(method, target, token: token, body: body)
  }

  @Test(arguments: ["/crm/customers", "/crm/customers/42", "/crm/orders", "/crm/search?q=ada"])
  func nothingWithoutAToken(_ target: String) {
    let response = client.ask("GET", target)
    #expect(response.status == 401)
    #expect(response.header("www-authenticate") == "Bearer realm=\"sandbox\"")
    #expect(response.names == ["error", "message"])
    #expect(client.ask("GET", target, token: "made-up").json["error"] == "invalid_token")
    let basic = client.ask("GET", target, headers: [("Authorization", "Basic eA==")])
    #expect(basic.json["error"] == "invalid_request")
  }

  @Test func customer42IsAda() {
    #expect(
      ask("GET", "/crm/customers/42").bodyText
        == #"{"id":42,"name":"Ada Lovelace","email":"ada.lovelace@example.com","#
        + #""phone":"+44 20 555 0142","city":"London","country":"GB","status":"active","vip":true,"#
        + #""creditLimit":3500.00,"tags":["analytics","founder"],"createdAt":"2023-07-15","notes":null}"#)
  }

  @Test func theSeedIsLargeAndHasNoDoubles() {
    let customers = CustomerSeed.store().all
    #expect(customers.count == 240)
    #expect(Set(customers.compactMap { $0["email"]?.stringValue }).count == 240)
    #expect(customers.filter { $0["name"] == "Ada Lovelace" }.count == 1)
    #expect(customers.compactMap { $0["id"]?.intValue } == Array(1...240))
    #expect(OrderSeed.store().all.count == 360)
  }

  @Test func everyTotalIsTheSumOfItsItems() throws {
    for order in OrderSeed.store().all {
      var cents = 0
      for item in order["items"]?.arrayValue ?? [] {
        let price = try #require(item["price"].flatMap { Amount($0) })
        cents += price.cents * (item["quantity"]?.intValue ?? 0)
      }
      #expect(order["total"] == Amount(cents: cents).json)
      #expect((1...240).contains(order["customer"]?.intValue ?? 0))
    }
  }

  @Test func ordersOfACustomer() throws {
    let found = ask("GET", "/crm/orders?customer=42")
    let items = try #require(found.json["items"]?.arrayValue)
    #expect(items.count == 5)
    #expect(items.allSatisfy { $0["customer"] == 42 })
    #expect(found.bodyText.contains("\"price\":19.90"))
    #expect(ask("GET", "/crm/customers/42/orders").json["items"] == .array(items))
    #expect(ask("GET", "/crm/customers/999/orders").status == 404)
  }

  @Test func pagesLinkToEachOther() throws {
    var seen: [Int] = []
    var target: String? = "/crm/customers?status=active&size=50"
    while let next = target {
      let page = ask("GET", next)
      #expect(page.status == 200)
      seen += page.json["items"]?.arrayValue?.compactMap { $0["id"]?.intValue } ?? []
      target = page.json["next"]?.stringValue
      #expect(page.header("link")?.contains("rel=\"next\"") == (target != nil))
      #expect(page.header("x-total-count") == page.json["total"]?.text(.compact))
    }
    #expect(seen == seen.sorted())
    #expect(Set(seen).count == ask("GET", "/crm/customers?status=active").json["total"]?.intValue)
  }

  @Test func aPageSaysWhereItIs() {
    let page = ask("GET", "/crm/customers")
    #expect(page.names == ["items", "page", "size", "total", "next"])
    #expect(page.json["items"]?.arrayValue?.count == 20)
    #expect(page.json["next"] == "http://sandbox.test/crm/customers?page=2")
    #expect(
      page.header("link")
        == "<http://sandbox.test/crm/customers?page=1>; rel=\"first\","
        + " <http://sandbox.test/crm/customers?page=2>; rel=\"next\","
        + " <http://sandbox.test/crm/customers?page=12>; rel=\"last\"")
    let beyond = ask("GET", "/crm/customers?page=99")
    #expect(beyond.status == 200)
    #expect(beyond.json["items"] == [])
    #expect(beyond.json["next"]?.isNull == true)
  }

  @Test(arguments: ["page=0", "page=x", "size=0", "size=101", "page=99999999999999999999", "colour=red"])
  func badParametersAreRefused(_ query: String) {
    #expect(ask("GET", "/crm/customers?\(query)").status == 400)
  }

  @Test func filtersIgnoreCaseAndMayBeJoined() {
    let both = ask("GET", "/crm/customers?city=london&vip=true")
    #expect(both.json["total"]?.intValue ?? 0 > 0)
    #expect(
      both.json["items"]?.arrayValue?.allSatisfy { $0["city"] == "London" && $0["vip"] == true } == true)
    #expect(ask("GET", "/crm/customers?city=S%C3%A3o+Paulo").json["total"]?.intValue ?? 0 > 0)
  }

  @Test func createReadChangeRemove() throws {
    let created = ask(
      "POST", "/crm/customers", #"{"name":"Mary Shelley","email":"mary@example.com","x":1.50}"#)
    #expect(created.status == 201)
    #expect(created.header("location") == "/crm/customers/241")
    #expect(
      created.bodyText == #"{"id":241,"name":"Mary Shelley","email":"mary@example.com","x":1.50,"#
        + #""status":"active","createdAt":"2026-01-15"}"#)
    #expect(ask("GET", "/crm/customers/241").json == created.json)

    let patched = ask("PATCH", "/crm/customers/241", #"{"city":"Bath","x":null,"id":7}"#)
    #expect(patched.status == 204)
    #expect(patched.body.isEmpty)
    let now = ask("GET", "/crm/customers/241").json
    #expect(now["city"] == "Bath")
    #expect(now["x"] == nil)
    #expect(now["id"] == 241)

    let put = ask("PUT", "/crm/customers/241", #"{"name":"M","email":"m@example.com"}"#)
    #expect(put.status == 200)
    #expect(put.json["city"] == nil)

    #expect(ask("DELETE", "/crm/customers/241").status == 204)
    #expect(ask("DELETE", "/crm/customers/241").status == 404)
    #expect(ask("GET", "/crm/customers/241").status == 404)
    client.service.reset()
    #expect(client.ask("GET", "/crm/customers/42", token: try client.token()).status == 200)
  }

  @Test func removingACustomerRemovesItsOrders() {
    #expect(ask("DELETE", "/crm/customers/42").status == 204)
    #expect(ask("GET", "/crm/orders?customer=42").json["total"] == 0)
  }

  @Test func aTakenEmailIsAConflict() {
    let body = #"{"name":"A","email":"ADA.lovelace@example.com"}"#
    let response = ask("POST", "/crm/customers", body)
    #expect(response.status == 409)
    #expect(response.json["error"] == "duplicate_email")
    #expect(response.json["customer"] == 42)
    #expect(ask("PUT", "/crm/customers/42", body).status == 200)
    #expect(ask("PATCH", "/crm/customers/41", body).status == 409)
  }

  @Test func invalidFieldsAreNamed() {
    let response = ask("POST", "/crm/customers", #"{"name":"","email":"x@","status":"gone"}"#)
    #expect(response.status == 422)
    #expect(response.json["error"] == "validation_failed")
    let fields = response.json["fields"]?.arrayValue?.compactMap { $0["field"]?.stringValue }
    #expect(fields == ["name", "email", "status"])
    #expect(ask("POST", "/crm/customers", "{").json["error"] == "invalid_json")
    #expect(ask("POST", "/crm/customers", "[]").status == 400)
    #expect(ask("POST", "/crm/customers").status == 400)
    #expect(ask("PATCH", "/crm/customers/42", #"{"name":null}"#).status == 422)
  }

  @Test func ordersAreAddedUp() {
    let created = ask(
      "POST", "/crm/orders",
      #"{"customer":42,"items":[{"sku":"A","quantity":3,"price":19.9},{"sku":"B","quantity":1,"price":5}]}"#)
    #expect(created.status == 201)
    #expect(created.header("location") == "/crm/orders/1361")
    #expect(created.bodyText.contains("\"total\":64.70"))
    #expect(ask("PATCH", "/crm/orders/1361", #"{"status":"paid"}"#).status == 204)
    #expect(ask("GET", "/crm/orders/1361").json["status"] == "paid")
    let bad = ask("POST", "/crm/orders", #"{"customer":999,"items":[{"quantity":0,"price":1.234}]}"#)
    #expect(bad.status == 422)
    let fields = bad.json["fields"]?.arrayValue?.compactMap { $0["field"]?.stringValue }
    #expect(fields == ["customer", "items[0].sku", "items[0].quantity", "items[0].price"])
    #expect(ask("POST", "/crm/orders", #"{"items":[]}"#).status == 422)
    #expect(ask("DELETE", "/crm/orders/1361").status == 204)
  }

  @Test func searchFindsBothKinds() {
    let found = ask("GET", "/crm/search?q=LOVELACE")
    #expect(found.json["total"] == 1)
    #expect(found.json["items"]?[0]?["type"] == "customer")
    #expect(ask("GET", "/crm/search?q=cable+tester&size=1").json["items"]?[0]?["type"] == "order")
    #expect(ask("GET", "/crm/search").status == 400)
  }

  @Test(arguments: ["19.90", "0", "1000000", "5.5"]) func amountsAreExact(_ text: String) throws {
    #expect(try #require(Amount(.number(text))).cents == Int((try #require(Double(text)) * 100).rounded()))
  }

  @Test(arguments: ["-1", "1.234", "1e3", "1000001", "99999999999999999999"])
  func strangeAmountsAreRefused(_ text: String) {
    #expect(Amount(.number(text)) == nil)
  }
}
