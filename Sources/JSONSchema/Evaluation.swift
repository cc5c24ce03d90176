/// Which elements or members of a value some schema has looked at.
struct Evaluation {
  private var isAll = false
  private var indices: Set<Int> = []

  mutating func insert(_ index: Int) {
    if !isAll { indices.insert(index) }
  }

  mutating func insertAll() {
    isAll = true
    indices = []
  }

  mutating func formUnion(_ other: Evaluation) {
    if other.isAll { insertAll() } else if !isAll { indices.formUnion(other.indices) }
  }

  func contains(_ index: Int) -> Bool { isAll || indices.contains(index) }
}
