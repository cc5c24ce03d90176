import Encodings

/// Every secret with all that is searched for on its account.
final class PatternTable {
  /// One value and what stands for it.
  struct KnownSecret {
    let value: [UInt8]
    let reference: SecretReference
    let placeholder: [UInt8]
    /// What makes this value of the one that the reference stands for.
    let spelling: [SecretEncoding.Layer]
    /// The value can stand in JSON without quotation marks.
    let isNumber: Bool
  }

  private(set) var secrets: [KnownSecret] = []
  let texts = PatternGroup(.text)
  let base64 = PatternGroup(.base64)
  let hexadecimal = PatternGroup(.hexadecimal)
  private var places: [[UInt8]: Int] = [:]

  /// What is known of texts that were found, as long as nothing is added.
  let found = FoundTexts()
  let filter = PrefixFilter()
  /// Whether a byte is the first of a value that is too short for the filter.
  let isShortStart = UnsafeMutablePointer<Bool>.allocate(capacity: 256)
  private(set) var hasShortValues = false

  /// Shorter parts of Base64 would be found in ordinary words.
  private static let shortestPart = 8
  /// Base64 in Base64 is looked for where the value is no document.
  private static let longestTwice = 256

  init() { isShortStart.initialize(repeating: false, count: 256) }

  deinit { isShortStart.deallocate() }

  // MARK: Registration

  /// Adds a value, unless it is known under any name; `rule` is where it counts.
  func insert(
    _ value: [UInt8], reference: SecretReference, spelling: [SecretEncoding.Layer], rule: PatternGroup.Rule
  ) {
    guard places[value] == nil else { return }
    let secret = secrets.count
    places[value] = secret
    found.removeAll()
    secrets.append(
      KnownSecret(
        value: value, reference: reference, placeholder: Array(reference.placeholder.utf8),
        spelling: spelling, isNumber: value.allSatisfy(ValueContext.isNumberPart)))
    insert(value, secret, rule)
    if value.count >= PrefixFilter.keyLength {
      for bytes in SecretSpellings.inHexadecimal(value) {
        let hex = Array(Hexadecimal.encode(bytes).utf8)
        if hexadecimal.insert(hex, secret: secret, rule: .anywhere) { insertKeys(ofHexadecimal: hex) }
      }
    }
    for spelling in SecretSpellings.inBase64(value) { insertBase64(of: spelling, secret) }
    if rule != .wholeValue {
      for bytes in SecretSpellings.inCharacterSets(value) + SecretSpellings.misread(value)
      where bytes.count >= PrefixFilter.keyLength { insert(bytes, secret, .anywhere) }
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
      let digits = Array(Base64.encodeForURL(pair).utf8)
      // So many digits stand in no other text by chance, whatever touches them.
      insert(base64: digits, secret, digits.count < Self.shortestPart ? .wholeRun : .anywhere)
    }
  }

  private func insertBase64(of spelling: [UInt8], _ secret: Int) {
    let parts = Base64.innerParts(of: spelling)
    for part in parts where part.count >= Self.shortestPart { insert(base64: part, secret, .anywhere) }
    guard spelling.count >= PrefixFilter.keyLength, parts[0].count < Self.shortestPart else { return }
    insert(base64: Array(Base64.encodeForURL(spelling).utf8), secret, .wholeRun)
  }

  private func insert(_ value: [UInt8], _ secret: Int, _ rule: PatternGroup.Rule) {
    guard texts.insert(value, secret: secret, rule: rule) else { return }
    filter.insert(
      value.prefix(PrefixFilter.keyLength).map { $0 == UInt8(ascii: " ") ? [$0, UInt8(ascii: "+")] : [$0] })
    guard value.count < PrefixFilter.keyLength else { return }
    hasShortValues = true
    for byte in value[0] == UInt8(ascii: " ") ? Array(" +".utf8) : [value[0]] {
      isShortStart[Int(byte)] = true
    }
  }

  private func insert(base64 part: [UInt8], _ secret: Int, _ rule: PatternGroup.Rule) {
    guard base64.insert(part, secret: secret, rule: rule) else { return }
    found.removeAll()
    filter.insert(
      part.prefix(PrefixFilter.keyLength).map { digit in
        switch digit {
        case UInt8(ascii: "+"), UInt8(ascii: "-"): Array("+-".utf8)
        case UInt8(ascii: "/"), UInt8(ascii: "_"): Array("/_".utf8)
        default: [digit]
        }
      })
  }

  private func insertKeys(ofHexadecimal digits: [UInt8]) {
    let cases = digits.prefix(PrefixFilter.keyLength).map { $0 < UInt8(ascii: "a") ? [$0] : [$0, $0 & 0xDF] }
    filter.insert(cases)
    filter.insert([cases[0], cases[1], Array(": -+".utf8), cases[2]])
  }
}
