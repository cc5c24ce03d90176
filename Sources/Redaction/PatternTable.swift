import Encodings

/// Every secret with all that is searched for on its account.
final class PatternTable {
  /// One value and what stands for it.
  struct KnownSecret {
    let value: [UInt8]
    let reference: SecretReference
    let placeholder: [UInt8]
    /// The value can stand in JSON without quotation marks.
    let isNumber: Bool
  }

  private(set) var secrets: [KnownSecret] = []
  let texts = PatternGroup(.text)
  let base64 = PatternGroup(.base64)
  let hexadecimal = PatternGroup(.hexadecimal)
  private var places: [[UInt8]: Int] = [:]

  /// One bit for the hash of every four bytes with which a pattern can begin.
  let filter = UnsafeMutablePointer<UInt32>.allocate(capacity: 1 << 12)
  /// What a byte may be the first sign of.
  let marks = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
  /// Whether a byte is among the first four of any pattern.
  private(set) var leads = [Bool](repeating: false, count: 256)

  // Computed, since a stored one would be looked up with every byte.
  static var isPlain: UInt8 { 0 }
  /// The byte has to be looked at in itself.
  static var isNoted: UInt8 { 1 }
  static var isStarter: UInt8 { 2 }
  static var isLineEnd: UInt8 { 4 }

  /// Shorter parts of Base64 would be found in ordinary words.
  private static let shortestPart = 8
  /// Base64 in Base64 is looked for where the value is no document.
  private static let longestTwice = 256
  /// Bytes that the filter looks at.
  private static let keyLength = 4

  init() {
    filter.initialize(repeating: 0, count: 1 << 12)
    marks.initialize(repeating: 0, count: 256)
    for byte in "%\\&=".utf8 { marks[Int(byte)] = Self.isStarter }
    marks[0x0A] = Self.isLineEnd
    marks[0x0D] = Self.isLineEnd
    marks[Int(Placeholder.mark[0])] = Self.isNoted
  }

  deinit {
    filter.deallocate()
    marks.deallocate()
  }

  @inline(__always)
  private static func hash(_ word: UInt32) -> Int { Int((word &* 0x9E37_79B1) >> 15) }

  @inline(__always)
  static func mayBegin(_ word: UInt32, _ filter: UnsafeMutablePointer<UInt32>) -> Bool {
    let hash = hash(word)
    return (filter[hash >> 5] >> UInt32(truncatingIfNeeded: hash & 31)) & 1 != 0
  }

  // MARK: Registration

  /// Adds a value, unless it is known under any name; `rule` is where it counts.
  func insert(_ value: [UInt8], reference: SecretReference, rule: PatternGroup.Rule) {
    guard places[value] == nil else { return }
    let secret = secrets.count
    places[value] = secret
    secrets.append(
      KnownSecret(
        value: value, reference: reference, placeholder: Array(reference.placeholder.utf8),
        isNumber: value.allSatisfy(ValueContext.isNumberPart)))
    insert(value, secret, rule)
    if value.count >= Self.keyLength {
      for bytes in SecretSpellings.inHexadecimal(value) {
        let hex = Array(Hexadecimal.encode(bytes).utf8)
        if hexadecimal.insert(hex, secret: secret, rule: .anywhere) { insertKeys(ofHexadecimal: hex) }
      }
    }
    for spelling in SecretSpellings.inBase64(value) { insertBase64(of: spelling, secret) }
    if rule != .wholeValue {
      for bytes in SecretSpellings.inCharacterSets(value) + SecretSpellings.misread(value)
      where bytes.count >= Self.keyLength { insert(bytes, secret, .anywhere) }
    }
    if let host = SecretSpellings.asHost(value) { insert(host, secret, rule) }
    guard value.count <= Self.longestTwice else { return }
    for part in Base64.innerParts(of: value) where part.count >= Self.shortestPart {
      for twice in Base64.innerParts(of: part) where twice.count >= Self.shortestPart {
        insert(base64: twice, secret, .anywhere)
      }
    }
  }

  /// Adds Base64 of `identifier:value`, which is found where the value alone is too short to be.
  func insertPair(_ identifier: String, _ value: [UInt8]) {
    guard let secret = places[value], value.count < 7 else { return }
    for pair in SecretSpellings.pairs(identifier, value) {
      insert(base64: Array(Base64.encodeForURL(pair).utf8), secret, .wholeRun)
    }
  }

  private func insertBase64(of spelling: [UInt8], _ secret: Int) {
    let parts = Base64.innerParts(of: spelling)
    for part in parts where part.count >= Self.shortestPart { insert(base64: part, secret, .anywhere) }
    guard spelling.count >= Self.keyLength, parts[0].count < Self.shortestPart else { return }
    insert(base64: Array(Base64.encodeForURL(spelling).utf8), secret, .wholeRun)
  }

  private func insert(_ value: [UInt8], _ secret: Int, _ rule: PatternGroup.Rule) {
    guard texts.insert(value, secret: secret, rule: rule) else { return }
    insertKeys(value.prefix(Self.keyLength).map { $0 == UInt8(ascii: " ") ? [$0, UInt8(ascii: "+")] : [$0] })
    guard value.count < Self.keyLength else { return }
    for byte in value[0] == UInt8(ascii: " ") ? Array(" +".utf8) : [value[0]] {
      marks[Int(byte)] |= Self.isNoted
    }
  }

  private func insert(base64 part: [UInt8], _ secret: Int, _ rule: PatternGroup.Rule) {
    guard base64.insert(part, secret: secret, rule: rule) else { return }
    insertKeys(
      part.prefix(Self.keyLength).map { digit in
        switch digit {
        case UInt8(ascii: "+"), UInt8(ascii: "-"): Array("+-".utf8)
        case UInt8(ascii: "/"), UInt8(ascii: "_"): Array("/_".utf8)
        default: [digit]
        }
      })
  }

  private func insertKeys(ofHexadecimal digits: [UInt8]) {
    let cases = digits.prefix(Self.keyLength).map { $0 < UInt8(ascii: "a") ? [$0] : [$0, $0 & 0xDF] }
    insertKeys(cases)
    insertKeys([cases[0], cases[1], Array(": -+".utf8), cases[2]])
  }

  /// Adds every way to write the first bytes of a pattern.
  private func insertKeys(_ alternatives: [[UInt8]]) {
    var keys: [[UInt8]] = [[]]
    for bytes in alternatives {
      for byte in bytes { leads[Int(byte)] = true }
      keys = keys.flatMap { key in bytes.map { key + [$0] } }
    }
    for key in keys where key.count == Self.keyLength {
      let hash = Self.hash(key.reversed().reduce(0) { $0 << 8 | UInt32($1) })
      filter[hash >> 5] |= 1 << UInt32(hash & 31)
    }
  }
}
