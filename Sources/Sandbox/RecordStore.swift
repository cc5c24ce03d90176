import JSON

/// Numbered records, each a JSON object whose first member is `id`.
struct RecordStore {
  private var records: [Int: JSONObject]
  private var nextID: Int

  init(_ seed: [JSONObject]) {
    records = Dictionary(
      seed.compactMap { record in record["id"]?.intValue.map { ($0, record) } },
      uniquingKeysWith: { first, _ in first })
    nextID = (records.keys.max() ?? 0) + 1
  }

  /// In the order of their ids.
  var all: [JSONObject] {
    records.sorted { $0.key < $1.key }.map(\.value)
  }

  func record(_ id: Int) -> JSONObject? {
    records[id]
  }

  /// Adds a record under the next id, which it returns.
  mutating func add(_ members: JSONObject) -> Int {
    let id = nextID
    nextID += 1
    put(members, id: id)
    return id
  }

  /// Puts a record in place of the one with this id; an `id` among the members has no effect.
  mutating func put(_ members: JSONObject, id: Int) {
    var rest = members
    rest["id"] = nil
    records[id] = JSONObject([.init("id", JSONValue(id))] + rest.members)
  }

  mutating func remove(_ id: Int) -> Bool {
    records.removeValue(forKey: id) != nil
  }

  mutating func removeAll(where condition: (JSONObject) -> Bool) {
    records = records.filter { !condition($0.value) }
  }
}
