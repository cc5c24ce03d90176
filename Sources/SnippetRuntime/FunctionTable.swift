/// What the machine needs to call a function.
struct FunctionRecord {
  var code: Unmanaged<Code>?
  var parameterCount: Int32 = 0
}

/// The functions of a session, each at a place that code refers to.
struct FunctionTable {
  private(set) var records: UnsafeMutablePointer<FunctionRecord>
  private var capacity = 32
  private(set) var places: [String: Int] = [:]
  private(set) var entries: [Entry] = []

  struct Entry {
    var name: String
    /// Known from a declaration, also one that did not run yet.
    var parameterCount: Int?
    var code: Code?
    var help: String?
  }

  init() { records = .allocate(capacity: capacity) }

  func release() { records.deallocate() }

  mutating func place(of name: String) -> Int {
    let folded = name.lowercased()
    if let place = places[folded] { return place }
    let place = entries.count
    places[folded] = place
    entries.append(Entry(name: name))
    if place == capacity {
      let larger = UnsafeMutablePointer<FunctionRecord>.allocate(capacity: capacity * 2)
      larger.moveInitialize(from: records, count: capacity)
      records.deallocate()
      records = larger
      capacity *= 2
    }
    (records + place).initialize(to: FunctionRecord())
    return place
  }

  func parameterCount(of name: String) -> Int? {
    places[name.lowercased()].flatMap { entries[$0].parameterCount }
  }

  mutating func declare(_ name: String, parameterCount: Int) {
    let place = place(of: name)
    entries[place].parameterCount = parameterCount
  }

  /// Gives a function its code and returns the code that it had.
  mutating func define(_ code: Code, help: String?, at place: Int) -> Code? {
    let old = entries[place].code
    entries[place].name = code.name ?? entries[place].name
    entries[place].parameterCount = code.parameterCount
    entries[place].code = code
    entries[place].help = help
    records[place] = FunctionRecord(
      code: Unmanaged.passUnretained(code), parameterCount: Int32(code.parameterCount))
    return old
  }

  mutating func forgetAll() -> [Code] {
    let old = entries.compactMap(\.code)
    for place in entries.indices {
      entries[place].code = nil
      entries[place].parameterCount = nil
      entries[place].help = nil
      records[place] = FunctionRecord()
    }
    return old
  }
}
