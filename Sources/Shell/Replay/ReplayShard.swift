/// One of several parts of a suite, so that as many machines replay it together.
package struct ReplayShard: Equatable, Sendable {
  /// Which part, counted from 1.
  package let number: Int
  /// How many parts there are.
  package let count: Int

  /// Why a text names no part.
  package struct Mistake: Error, CustomStringConvertible {
    package let description: String
  }

  /// Reads `K/N`, such as `2/3`.
  package init(_ argument: String) throws(Mistake) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? Int($0) : nil }
    guard parts.count == 2, numbers.count == 2 else {
      throw Mistake(description: "write which part of how many, such as 2/3")
    }
    (number, count) = (numbers[0], numbers[1])
    guard count > 0 else { throw Mistake(description: "there is at least 1 part, as in 1/1") }
    guard 1...count ~= number else {
      throw Mistake(description: "the parts are 1/\(count)\(count > 1 ? " to \(count)/\(count)" : "")")
    }
  }

  /// The transcripts of this part, in their order.
  ///
  /// They are dealt out in turn, sorted by their paths, so that it does not matter in which order a machine names them.
  package func part(of items: [ReplayItem]) -> [ReplayItem] {
    let sorted = items.indices.sorted { left, right in
      let (path, other) = (items[left].path.utf8, items[right].path.utf8)
      return path.elementsEqual(other) ? left < right : path.lexicographicallyPrecedes(other)
    }
    let places = Set(stride(from: number - 1, to: items.count, by: count).map { sorted[$0] })
    return items.indices.filter(places.contains).map { items[$0] }
  }
}
