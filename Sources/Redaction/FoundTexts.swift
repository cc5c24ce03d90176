/// What is known of texts that were found to be secrets, since a value mostly comes back as it stood before.
///
/// It holds until another value is learnt.
final class FoundTexts {
  private struct Entry {
    var bytes: [UInt8] = []
    var openEnd: Int?
    var placeholder: (secret: Int, bytes: [UInt8])?
  }

  private var entries: [Entry] = []
  /// For the hash of each text its place among the entries.
  private var places: [Int: Int] = [:]
  private var byteCount = 0

  private static let most = 4096
  private static let mostBytes = 1 << 22

  /// Forgets all.
  func removeAll() {
    if entries.isEmpty { return }
    (entries, places, byteCount) = ([], [:], 0)
  }

  /// How many bytes at the end of a text may be the beginning of another secret.
  func openEnd(of text: UnsafeBufferPointer<UInt8>, _ find: () -> Int) -> Int {
    guard let place = place(of: text) else { return find() }
    if let known = entries[place].openEnd { return known }
    let openEnd = find()
    // What was asked meanwhile may have changed the places.
    if let place = self.place(of: text) { entries[place].openEnd = openEnd }
    return openEnd
  }

  /// What stands for a secret in the form of a text.
  func placeholder(of text: UnsafeBufferPointer<UInt8>, _ secret: Int, _ make: () -> [UInt8]) -> [UInt8] {
    guard let place = place(of: text) else { return make() }
    if let known = entries[place].placeholder, known.secret == secret { return known.bytes }
    let placeholder = make()
    if let place = self.place(of: text) { entries[place].placeholder = (secret, placeholder) }
    return placeholder
  }

  /// The place of a text, which is new there unless it was met before; nil where it is not to be remembered.
  private func place(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.count <= Self.mostBytes / 16 else { return nil }
    let hash = Self.hash(text)
    if let place = places[hash] {
      let isKnown = entries[place].bytes.withUnsafeBufferPointer { Self.areSame($0, text) }
      return isKnown ? place : nil
    }
    if entries.count == Self.most || byteCount + text.count > Self.mostBytes { removeAll() }
    places[hash] = entries.count
    entries.append(Entry(bytes: Array(text)))
    byteCount += text.count
    return entries.count - 1
  }

  // MARK: Eight bytes at a time

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = UInt64(text.count)
    func add(_ bytes: UInt64) {
      hash = (hash ^ bytes) &* 0xD6E8_FEB8_6659_FD93
      hash ^= hash >> 32
    }
    let bytes = UnsafeRawBufferPointer(text)
    var index = 0
    while index + 8 <= bytes.count {
      add(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    while index < bytes.count {
      add(UInt64(bytes[index]))
      index += 1
    }
    return Int(truncatingIfNeeded: hash)
  }

  private static func areSame(
    _ first: UnsafeBufferPointer<UInt8>, _ second: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard first.count == second.count else { return false }
    let (one, other) = (UnsafeRawBufferPointer(first), UnsafeRawBufferPointer(second))
    var index = 0
    while index + 8 <= one.count {
      let bytes = one.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard bytes == other.loadUnaligned(fromByteOffset: index, as: UInt64.self) else { return false }
      index += 8
    }
    return first[index...].elementsEqual(second[index...])
  }
}
