/// What the machine needs to call a function.
struct FunctionRecord {
  var code: Unmanaged<Code>?
  var instructions: UnsafeMutablePointer<Instruction>?
  var frameSize: Int32
  var parameterCount: UInt16
  /// The steps that a call costs.
  var weight: UInt16
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

  private static var undefined: FunctionRecord {
    FunctionRecord(
      code: nil, instructions: nil, frameSize: 0,
      parameterCount: 0, weight: 0)
  }

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
    (records + place).initialize(to: FunctionTable.undefined)
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
      code: Unmanaged.passUnretained(code), instructions: code.instructions,
      frameSize: Int32(truncatingIfNeeded: code.frameSize),
      parameterCount: UInt16(truncatingIfNeeded: code.parameterCount), weight: code.weight)
    return old
  }

  mutating func forgetAll() -> [Code] {
    let old = entries.compactMap(\.code)
    for place in entries.indices {
      entries[place].code = nil
      entries[place].parameterCount = nil
      entries[place].help = nil
      records[place] = FunctionTable.undefined
    }
    return old
  }
}
