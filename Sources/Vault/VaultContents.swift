/// The secrets in a vault, by name.
package struct VaultContents {
  /// One secret.
  package struct Entry {
    package var name: String
    package var value: SecretBytes
    /// When it was set, in seconds since 1970.
    package var changed: Int64
  }

  /// Sorted by name.
  package private(set) var entries: [Entry] = []

  package init() {}

  package subscript(name: String) -> SecretBytes? { entries.first { $0.name == name }?.value }

  /// Puts a secret in, in place of one of that name.
  package mutating func set(_ name: String, to value: SecretBytes, at changed: Int64) {
    _ = remove(name)
    let place = entries.firstIndex { $0.name > name } ?? entries.endIndex
    entries.insert(Entry(name: name, value: value, changed: changed), at: place)
  }

  /// Takes a secret out; false when there is none of that name.
  package mutating func remove(_ name: String) -> Bool {
    let count = entries.count
    entries.removeAll { $0.name == name }
    return entries.count < count
  }

  /// Why a text is no name, or nil when it is one.
  package static func problem(withName name: String) -> String? {
    if name.isEmpty { return "a name is missing" }
    if name.utf8.count > longestName { return "a name has at most \(longestName) bytes" }
    if name.first == " " || name.last == " " { return "a name neither begins nor ends with a blank" }
    let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    return isPlain ? nil : "a name holds no control characters"
  }

  /// The longest name, in bytes.
  package static let longestName = 400
  /// The longest value, in bytes.
  package static let longestValue = 1_048_576
}

// MARK: Bytes

/// Count, then name, date and value of each with their lengths, big-endian; zeros up to a whole block at the end, so
/// that the size of a vault tells little of what is in it.
extension VaultContents {
  private static let block = 1024

  func encoded() -> SecretBytes {
    let size = entries.reduce(4) { $0 + 2 + $1.name.utf8.count + 8 + 4 + $1.value.count }
    return SecretBytes(count: (size + Self.block - 1) / Self.block * Self.block) { buffer in
      var writer = ByteWriter(buffer)
      writer.write(UInt32(entries.count))
      for entry in entries {
        writer.write(UInt16(entry.name.utf8.count))
        writer.write(bytes: Array(entry.name.utf8))
        writer.write(UInt64(bitPattern: entry.changed))
        writer.write(UInt32(entry.value.count))
        entry.value.withBytes { writer.write(bytes: $0) }
      }
    }
  }

  /// nil when the bytes are not what `encoded` writes.
  init?(decoding bytes: SecretBytes) {
    let entries = bytes.withBytes { buffer -> [Entry]? in
      var reader = ByteReader(buffer)
      guard let count = reader.read(UInt32.self) else { return nil }
      var entries: [Entry] = []
      for _ in 0..<count {
        guard let nameLength = reader.read(UInt16.self), let nameBytes = reader.read(count: Int(nameLength)),
          let name = String(validating: nameBytes, as: UTF8.self), let changed = reader.read(UInt64.self),
          let length = reader.read(UInt32.self), let value = reader.read(count: Int(length))
        else { return nil }
        entries.append(Entry(name: name, value: SecretBytes(value), changed: Int64(bitPattern: changed)))
      }
      return entries
    }
    guard let entries else { return nil }
    self.entries = entries
  }
}

/// Writes numbers and bytes one after the other.
struct ByteWriter {
  private var rest: Slice<UnsafeMutableRawBufferPointer>

  init(_ buffer: UnsafeMutableRawBufferPointer) { rest = buffer[...] }

  mutating func write(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { write(bytes: $0) }
  }

  mutating func write(bytes: some Collection<UInt8>) {
    UnsafeMutableRawBufferPointer(rebasing: rest).copyBytes(from: bytes)
    rest = rest.dropFirst(bytes.count)
  }
}

/// Reads what `ByteWriter` wrote; nil at the end.
struct ByteReader {
  private(set) var rest: Slice<UnsafeRawBufferPointer>

  init(_ buffer: UnsafeRawBufferPointer) { rest = buffer[...] }

  mutating func read<Number: FixedWidthInteger & UnsignedInteger>(_: Number.Type) -> Number? {
    guard let bytes = read(count: Number.bitWidth / 8) else { return nil }
    return bytes.reduce(0) { $0 << 8 | Number($1) }
  }

  mutating func read(count: Int) -> Slice<UnsafeRawBufferPointer>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
