import JSON

/// What the stand-ins hold; a new one is exactly as seeded.
struct StandInRecords {
  /// The queries that pages may still be asked of.
  var queries: [String] = []

  var accounts = RecordStore(
    people(12).map { person in
      person.object([("Name", "name"), ("Phone", "phone"), ("BillingCity", "city")])
    })

  var incidents = RecordStore(
    people(12).map { person in
      var incident = person.object([])
      incident["short_description"] = .string("\(person["name"]) cannot sign in")
      incident["state"] = .string(String(1 + person.id % 3))
      incident["priority"] = .string(String(1 + person.id % 5))
      return incident
    })

  var agents = RecordStore(
    people(12).map { person in
      var agent = person.object([("userName", "email"), ("emailAddress", "email")])
      let names = person["name"].split(separator: " ", maxSplits: 1).map(String.init)
      agent["firstName"] = .string(names.first ?? "")
      agent["lastName"] = .string(names.last ?? "")
      agent["isActive"] = .bool(person.id % 4 != 0)
      agent["teamId"] = JSONValue(1 + person.id % 2)
      return agent
    })

  var tickets = RecordStore(
    people(12).map { person in
      var ticket = person.object([])
      ticket["subject"] = .string("A question of \(person["name"])")
      ticket["status"] = person.id % 3 == 0 ? "pending" : "open"
      ticket["priority"] = person.id % 5 == 0 ? "urgent" : .null
      return ticket
    })

  var contacts = RecordStore(
    people(12).map { person in
      person.object([("email", "email"), ("firstname", "name"), ("city", "city")])
    })

  var patients = RecordStore(
    people(12).map { person in
      var patient = person.object([("name", "name")])
      patient["birthDate"] = .string(CustomerSeed.date(person.id, firstYear: 1960))
      return patient
    })

  var observations = RecordStore(
    (1...160).map { ["id": JSONValue($0), "value": JSONValue(60 + $0 * 7 % 40)] })

  /// One of the customers, seen as a person.
  private struct Person {
    var id: Int
    var customer: JSONObject

    subscript(_ name: String) -> String { customer[name]?.stringValue ?? "" }

    /// The id, and members of the customer under other names.
    func object(_ names: [(new: String, old: String)]) -> JSONObject {
      JSONObject([.init("id", JSONValue(id))] + names.map { .init($0.new, .string(self[$0.old])) })
    }
  }

  private static func people(_ count: Int) -> [Person] {
    CustomerSeed.store().all.prefix(count).enumerated().map {
      Person(id: $0.offset + 1, customer: $0.element)
    }
  }
}
