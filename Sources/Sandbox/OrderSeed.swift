import JSON

/// The orders there are at the beginning: 360, numbered from 1001.
enum OrderSeed {
  static let count = 360
  private static let firstID = 1001

  static func store() -> RecordStore {
    RecordStore((0..<count).map(order))
  }

  private static func order(_ index: Int) -> JSONObject {
    // Every customer has one or two; a few more make number 42 worth looking at.
    let isExtra = index % 90 == 41
    let customer = isExtra ? 42 : index % CustomerSeed.count + 1
    var total = 0
    let items = (0...(isExtra ? 1 : index % 3)).map { place -> JSONValue in
      let product = products[(index * 7 + place * 5 + 10) % products.count]
      let quantity = 1 + (index + place) % 4
      total += product.cents * quantity
      return [
        "sku": .string(product.sku), "name": .string(product.name),
        "quantity": JSONValue(quantity), "price": Amount(cents: product.cents).json,
      ]
    }
    return [
      "id": JSONValue(firstID + index),
      "customer": JSONValue(customer),
      "status": .string(statuses[index % statuses.count]),
      "currency": .string(currencies[customer % currencies.count]),
      "total": Amount(cents: total).json,
      "items": .array(items),
      "createdAt": .string(CustomerSeed.date(index + 3, firstYear: 2022)),
    ]
  }

  private static let statuses = ["paid", "shipped", "open", "shipped", "returned", "paid", "shipped"]
  private static let currencies = ["GBP", "EUR", "EUR", "USD"]

  private static let products: [(sku: String, name: String, cents: Int)] = [
    ("PB-1001", "Patch cable 0.5 m", 1990), ("PB-1002", "Patch cable 2 m", 2450),
    ("PB-1003", "Patch panel 24 ports", 8900), ("PB-1004", "Headset, mono", 4995),
    ("PB-1005", "Headset, stereo", 7995), ("PB-1006", "Desk telephone", 11_900),
    ("PB-1007", "Power supply 12 V", 1750), ("PB-1008", "Wall bracket", 990),
    ("PB-1009", "Switch 8 ports", 6420), ("PB-1010", "Label tape", 305),
    ("PB-1011", "Cable tester", 15_900),
  ]
}
