import JSON

/// The customers there are at the beginning: 240, number 42 always the same person.
enum CustomerSeed {
  static let count = 240

  static func store() -> RecordStore {
    RecordStore((1...count).map(customer))
  }

  private static func customer(_ number: Int) -> JSONObject {
    let given = givenNames[number % givenNames.count]
    let family = familyNames[number % familyNames.count]
    let city = cities[number * 5 % cities.count]
    var customer: JSONObject = [
      "id": JSONValue(number),
      "name": .string("\(given.name) \(family.name)"),
      "email": .string("\(given.ascii).\(family.ascii)@example.com"),
      "phone": .string("\(city.prefix) 555 0\(100 + number)"),
      "city": .string(city.name),
      "country": .string(city.country),
      "status": .string(statuses[number % statuses.count]),
      "vip": .bool(number % 12 == 6),
      "creditLimit": Amount(cents: (1 + number % 9) * 50_000).json,
      "tags": .array(tags[number % tags.count].map { .string($0) }),
      "createdAt": .string(date(number, firstYear: 2021)),
      "notes": number % 4 == 1 ? "Prefers e-mail" : .null,
    ]
    if number == 42 {
      customer["name"] = "Ada Lovelace"
      customer["email"] = "ada.lovelace@example.com"
      customer["phone"] = "+44 20 555 0142"
      customer["city"] = "London"
      customer["country"] = "GB"
      customer["status"] = "active"
      customer["vip"] = true
      customer["tags"] = ["analytics", "founder"]
    }
    return customer
  }

  /// A day that is spread over the years but the same at every start.
  static func date(_ number: Int, firstYear: Int) -> String {
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let month = 1 + number * 5 % 12
    let day = 1 + number * 11 % 28
    return "\(firstYear + number % 5)-\(padded(month))-\(padded(day))"
  }

  private static let statuses = [
    "active", "active", "trial", "active", "closed", "active", "active", "trial",
  ]

  private static let tags: [[String]] = [
    [], ["newsletter"], ["wholesale"], ["newsletter", "wholesale"], ["press"],
  ]

  private typealias Name = (name: String, ascii: String)

  // 24 and 25 have no common factor, so 240 pairs in a row are all different.
  private static let givenNames: [Name] = [
    ("Grace", "grace"), ("Alan", "alan"), ("Zoë", "zoe"), ("Edsger", "edsger"),
    ("Jürgen", "juergen"), ("Barbara", "barbara"), ("François", "francois"), ("Radia", "radia"),
    ("Søren", "soren"), ("Katherine", "katherine"), ("Dennis", "dennis"), ("Inés", "ines"),
    ("Tim", "tim"), ("Hedy", "hedy"), ("Łukasz", "lukasz"), ("Margaret", "margaret"),
    ("Niklaus", "niklaus"), ("Frances", "frances"), ("Yukihiro", "yukihiro"), ("Adele", "adele"),
    ("Bjarne", "bjarne"), ("Shafi", "shafi"), ("Ken", "ken"), ("Joan", "joan"),
  ]

  private static let familyNames: [Name] = [
    ("Hopper", "hopper"), ("Müller", "mueller"), ("O'Brien", "obrien"), ("Novák", "novak"),
    ("Garcia", "garcia"), ("Tanaka", "tanaka"), ("Smith", "smith"), ("Rossi", "rossi"),
    ("Kowalska", "kowalska"), ("Dubois", "dubois"), ("Jensen", "jensen"), ("Silva", "silva"),
    ("van den Berg", "vandenberg"), ("Nguyen", "nguyen"), ("Ivanova", "ivanova"),
    ("Papadopoulos", "papadopoulos"), ("Andersson", "andersson"), ("Kim", "kim"),
    ("Haddad", "haddad"), ("Okafor", "okafor"), ("Patel", "patel"), ("Weber", "weber"),
    ("Costa", "costa"), ("Lindqvist", "lindqvist"), ("Murphy", "murphy"),
  ]

  private static let cities: [(name: String, country: String, prefix: String)] = [
    ("London", "GB", "+44 20"), ("Berlin", "DE", "+49 30"), ("Paris", "FR", "+33 1"),
    ("Madrid", "ES", "+34 91"), ("Kraków", "PL", "+48 12"), ("Lisbon", "PT", "+351 21"),
    ("New York", "US", "+1 212"), ("Tokyo", "JP", "+81 3"), ("Zürich", "CH", "+41 44"),
    ("Copenhagen", "DK", "+45 33"), ("São Paulo", "BR", "+55 11"), ("Nairobi", "KE", "+254 20"),
  ]
}
