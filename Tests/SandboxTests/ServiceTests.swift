import JSON
import Testing

@testable import Sandbox

@Suite struct ServiceTests {
  let client = Client()

  @Test func anUnknownPathPointsToTheDescription() {
    let response = client.ask("GET", "/nowhere")
    #expect(response.status == 404)
    #expect(response.json["hint"] == "GET / describes everything this service has")
  }

  @Test func anotherMethodIsToldWhatIsAllowed() {
    let response = client.ask("DELETE", "/crm/customers")
    #expect(response.status == 405)
    #expect(response.header("allow") == "GET, POST")
    #expect(client.ask("OPTIONS", "/crm/customers").status == 204)
    #expect(client.ask("HEAD", "/").status == 200)
  }

  @Test func strangeTargetsDoNoHarm() {
    for target in [
      "", "?", "//", "/crm//customers", "/%", "/%zz/%f", "*", "http://a.test", "http://a.test/echo?b",
    ] {
      #expect((200..<500).contains(client.ask("GET", target).status))
    }
    #expect(client.ask("GET", "http://a.test/echo?b=1").json["path"] == "/echo")
  }

  @Test func describesExactlyTheRoutesItServes() throws {
    let document = client.ask("GET", "/").json
    #expect(document["openapi"] == "3.1.0")
    #expect(document["info"]?["description"]?.stringValue?.contains("demo-secret") == true)
    let paths = try #require(document["paths"]?.objectValue)
    let patterns = Set(SandboxService.routes.map { $0.pattern.replacing("...}", with: "}") })
    #expect(Set(paths.names) == patterns)
    let customer = try #require(paths["/crm/customers/{id}"]?.objectValue)
    #expect(customer.names == ["get", "put", "patch", "delete"])
    #expect(customer["get"]?["parameters"]?[0]?["in"] == "path")
    #expect(customer["get"]?["security"] != nil)
    for path in paths.members {
      for operation in path.value.objectValue?.members ?? [] {
        #expect(operation.value["responses"]?.objectValue?.isEmpty == false)
        #expect(operation.value["summary"]?.stringValue?.isEmpty == false)
      }
    }
  }
}
