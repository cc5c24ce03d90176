/// The names of the objects that are open, to notice one that stands twice.
///
/// Small objects are searched by a cheap hash; large ones move to a `Set`, whose seeded hash no sender can aim at.
struct JSONNameTable: ~Copyable {
  private struct Entry {
    var hash: UInt32
    var node: JSONNode
  }

  private struct LargeObject {
    var level: Int
    var names: Set<JSONNameKey>
  }

  /// Duplicates, in the order of the text; no more than `maximumDuplicates` are kept.
  private(set) var duplicates: [JSONNode] = []
  private let base: UnsafePointer<UInt8>
  private var entries: [Entry] = []
  /// Where each open object's names begin in `entries`.
  private var starts: [Int] = []
  private var large: [LargeObject] = []

  static let maximumDuplicates = 100
  private static let smallObject = 32

  init(_ base: UnsafePointer<UInt8>) {
    self.base = base
  }

  mutating func openObject() {
    starts.append(entries.count)
  }

  mutating func closeObject() {
    if large.last?.level == starts.count { large.removeLast() }
    guard let start = starts.popLast() else { return }
    entries.removeLast(entries.count - start)
  }

  mutating func note(_ name: JSONNode) {
    guard let start = starts.last else { return }
    if large.last?.level == starts.count {
      let isNew = large[large.count - 1].names.insert(JSONNameKey(name, base)).inserted
      if !isNew { noteDuplicate(name) }
      return
    }
    let hash = hash(name)
    let isDuplicate = entries.withUnsafeBufferPointer { entries in
      var index = start
      while index < entries.count {
        if entries[index].hash == hash, isSame(entries[index].node, name) { return true }
        index += 1
      }
      return false
    }
    if isDuplicate {
      noteDuplicate(name)
      return
    }
    entries.append(Entry(hash: hash, node: name))
    if entries.count - start > JSONNameTable.smallObject {
      var names = Set<JSONNameKey>(minimumCapacity: 256)
      for entry in entries[start...] { names.insert(JSONNameKey(entry.node, base)) }
      large.append(LargeObject(level: starts.count, names: names))
    }
  }

  private mutating func noteDuplicate(_ name: JSONNode) {
    if duplicates.count < JSONNameTable.maximumDuplicates { duplicates.append(name) }
  }

  private func isSame(_ left: JSONNode, _ right: JSONNode) -> Bool {
    JSONNameKey(left, base) == JSONNameKey(right, base)
  }

  private func hash(_ name: JSONNode) -> UInt32 {
    if name.extra & JSONNode.hasEscapes != 0 {
      return JSONNameKey(name, base).withBytes { JSONNameTable.hash($0) }
    }
    return JSONNameTable.hash(
      UnsafeRawBufferPointer(start: base + name.offset + 1, count: name.length - 2))
  }

  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = UInt64(truncatingIfNeeded: bytes.count)
    var at = 0
    while at + 8 <= bytes.count {
      hash = (hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* prime
      hash ^= hash >> 29
      at += 8
    }
    while at < bytes.count {
      hash = (hash ^ UInt64(bytes[at])) &* prime
      at += 1
    }
    return UInt32(truncatingIfNeeded: hash >> 32)
  }
}

/// A name by its decoded bytes, so that `"a"` and `"\u0061"` are one name, and no Unicode folding takes place.
struct JSONNameKey: Hashable {
  private let plain: UnsafeRawBufferPointer
  private let decoded: [UInt8]?

  /// Valid while the source text is.
  init(_ node: JSONNode, _ base: UnsafePointer<UInt8>) {
    plain = UnsafeRawBufferPointer(start: base + node.offset + 1, count: node.length - 2)
    decoded =
      node.extra & JSONNode.hasEscapes == 0
      ? nil : JSONStringDecoder.bytes(plain.bindMemory(to: UInt8.self))
  }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard let decoded else { return body(plain) }
    return decoded.withUnsafeBytes(body)
  }

  static func == (left: JSONNameKey, right: JSONNameKey) -> Bool {
    left.withBytes { left in
      right.withBytes { right in left.count == right.count && left.elementsEqual(right) }
    }
  }

  func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(bytes: $0) }
  }
}
