/// The places of all variables and constants of a session; they are found by negative operands.
struct VariableTable {
  /// Place -1 is just below this address.
  private(set) var base: UnsafeMutablePointer<Value>
  private(set) var count = 0
  private var capacity: Int
  private var memory: UnsafeMutablePointer<Value>

  private(set) var names: [String: Int32] = [:]
  private(set) var spellings: [Int32: String] = [:]
  /// The variables in the order in which their names first stood in code.
  private(set) var variables: [Int32] = []
  private var integers: [Int64: Int32] = [:]
  private var texts: [String: Int32] = [:]

  init() {
    capacity = 64
    memory = .allocate(capacity: capacity)
    base = memory + capacity
  }

  func release() {
    (base - count).deinitialize(count: count)
    memory.deallocate()
  }

  /// The place of a variable, made if it is new.
  mutating func variable(_ name: String) -> Int32 {
    let folded = VariableTable.folded(name)
    if let place = names[folded] { return place }
    let place = add(.absent)
    names[folded] = place
    spellings[place] = name
    variables.append(place)
    return place
  }

  /// The place of a variable whose name stood somewhere already.
  func existing(_ name: String) -> Int32? { names[VariableTable.folded(name)] }

  /// A place that holds a value which no code changes.
  mutating func constant(_ value: Value) -> Int32 {
    switch value {
    case .integer(let number):
      if let place = integers[number] { return place }
      let place = add(value)
      integers[number] = place
      return place
    case .text(let text) where text.string.utf8.allSatisfy { $0 < 0x80 }:
      if let place = texts[text.string] { return place }
      let place = add(value)
      texts[text.string] = place
      return place
    default: return add(value)
    }
  }

  private mutating func add(_ value: Value) -> Int32 {
    if count == capacity {
      let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
      let newBase = larger + capacity * 2
      (newBase - count).moveInitialize(from: base - count, count: count)
      memory.deallocate()
      memory = larger
      base = newBase
      capacity *= 2
    }
    count += 1
    (base - count).initialize(to: value)
    return Int32(-count)
  }

  /// The spelling under which names are compared; the four names of the error are one.
  static func folded(_ name: String) -> String {
    let folded = name.lowercased()
    switch folded {
    case "err", "__err", "_err": return "_err"
    default: return folded
    }
  }
}
