#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One value or member name of a parsed text: eight bytes that point into the source.
struct JSONNode {
  /// Where the value begins; its first byte also tells its kind.
  var start: UInt32
  /// Arrays and objects: the index of the node after all they hold; others: the length, and for strings the flags.
  var extra: UInt32

  static let hasEscapes: UInt32 = 1 << 31
  static let hasControls: UInt32 = 1 << 30
  static let lengthMask: UInt32 = (1 << 30) - 1

  var offset: Int { Int(start) }
  var length: Int { Int(extra & JSONNode.lengthMask) }
  var next: Int { Int(extra) }
}

/// The nodes of a text in the order in which they stand; an object holds name, value, name, value.
final class JSONTape: @unchecked Sendable {  // Nothing changes after the parser has handed it over.
  let nodes: UnsafeMutablePointer<JSONNode>
  let count: Int

  /// Takes over memory from `malloc`.
  init(taking nodes: UnsafeMutablePointer<JSONNode>, count: Int) {
    self.nodes = nodes
    self.count = count
  }

  deinit { free(nodes) }
}

/// The tape while it grows: `realloc` moves large blocks without copying, which keeps the peak low.
///
/// There is memory once a node has been appended, so the accesses to nodes do not check for it again.
struct JSONTapeBuilder: ~Copyable {
  private var nodes: UnsafeMutablePointer<JSONNode>?
  private var capacity = 0
  private(set) var count = 0

  init(expecting bytes: Int) {
    nodes = nil
    _ = grow(to: bytes / 8 + 16)
  }

  deinit { free(nodes) }

  private mutating func grow(to newCapacity: Int) -> Bool {
    let size = newCapacity * MemoryLayout<JSONNode>.stride
    guard let memory = realloc(nodes, size) else { return false }
    nodes = memory.bindMemory(to: JSONNode.self, capacity: newCapacity)
    capacity = newCapacity
    return true
  }

  /// False when there is no memory left.
  @inline(__always)
  mutating func append(_ node: JSONNode) -> Bool {
    if count == capacity, !grow(to: max(16, capacity * 2)) { return false }
    nodes.unsafelyUnwrapped[count] = node
    count += 1
    return true
  }

  @inline(__always)
  mutating func close(_ index: Int) {
    nodes.unsafelyUnwrapped[index].extra = UInt32(truncatingIfNeeded: count)
  }

  @inline(__always)
  func node(_ index: Int) -> JSONNode {
    nodes.unsafelyUnwrapped[index]
  }

  consuming func finish() -> JSONTape? {
    if count > 0, count < capacity { _ = grow(to: count) }
    guard let memory = nodes else { return nil }
    nodes = nil
    return JSONTape(taking: memory, count: count)
  }
}
