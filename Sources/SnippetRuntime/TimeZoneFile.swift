import SnippetSyntax

/// The contents of a file of the zone database: the format TZif, versions 1 to 4 (RFC 8536 and 9636).
struct TimeZoneFile {
  /// What holds before the first transition.
  private(set) var firstOffset = 0
  private(set) var transitions: [(moment: Int64, offset: Int)] = []
  private(set) var rule: TimeZoneRule?
  private(set) var ruleText: String?

  private static let headerSize = 44

  init(_ bytes: [UInt8]) throws(TimeZone.Failure) {
    let first = try Header(bytes, at: 0)
    guard first.version > 0 else {
      try readData(bytes, first, at: Self.headerSize, timeSize: 4)
      return
    }
    // The first part is for old readers; the second has 64-bit times and the rule.
    let second = Self.headerSize + first.dataSize(timeSize: 4)
    let header = try Header(bytes, at: second)
    try readData(bytes, header, at: second + Self.headerSize, timeSize: 8)
    try readRule(bytes, from: second + Self.headerSize + header.dataSize(timeSize: 8))
  }

  private struct Header {
    var version: UInt8
    var universalMarks: Int
    var standardMarks: Int
    var leapSeconds: Int
    var transitions: Int
    var types: Int
    var nameBytes: Int

    init(_ bytes: [UInt8], at start: Int) throws(TimeZone.Failure) {
      guard start + TimeZoneFile.headerSize <= bytes.count else {
        throw TimeZone.Failure("it ends inside a header")
      }
      guard bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
        throw TimeZone.Failure("it is no file of the zone database")
      }
      let version = bytes[start + 4]
      guard version == 0 || version >= UInt8(ascii: "2") else {
        throw TimeZone.Failure("its version is unknown")
      }
      self.version = version
      func count(_ index: Int) -> Int { TimeZoneFile.integer(bytes, at: start + 20 + index * 4, size: 4) }
      // The counts have no sign.
      universalMarks = count(0) & 0xFFFF_FFFF
      standardMarks = count(1) & 0xFFFF_FFFF
      leapSeconds = count(2) & 0xFFFF_FFFF
      transitions = count(3) & 0xFFFF_FFFF
      types = count(4) & 0xFFFF_FFFF
      nameBytes = count(5) & 0xFFFF_FFFF
    }

    func dataSize(timeSize: Int) -> Int {
      transitions * (timeSize + 1) + types * 6 + nameBytes + leapSeconds * (timeSize + 4) + standardMarks
        + universalMarks
    }
  }

  private mutating func readData(
    _ bytes: [UInt8], _ header: Header, at start: Int, timeSize: Int
  ) throws(TimeZone.Failure) {
    guard start + header.dataSize(timeSize: timeSize) <= bytes.count else {
      throw TimeZone.Failure("it ends inside its data")
    }
    guard (1...256).contains(header.types), header.nameBytes > 0 else {
      throw TimeZone.Failure("it names no kind of time")
    }
    guard header.leapSeconds == 0 else {
      throw TimeZone.Failure("it counts leap seconds; take the file of this zone that does not")
    }
    let indices = start + header.transitions * timeSize
    let types = indices + header.transitions
    var offsets: [Int] = []
    for type in 0..<header.types {
      let offset = Self.integer(bytes, at: types + type * 6, size: 4)
      guard abs(offset) <= 26 * 3600 else { throw TimeZone.Failure("a distance from UTC is over a day") }
      offsets.append(offset)
    }
    firstOffset = offsets[0]
    transitions.reserveCapacity(header.transitions)
    for index in 0..<header.transitions {
      let moment = Int64(Self.integer(bytes, at: start + index * timeSize, size: timeSize))
      let type = Int(bytes[indices + index])
      guard type < offsets.count else { throw TimeZone.Failure("a transition has no kind of time") }
      if let last = transitions.last, last.moment >= moment {
        throw TimeZone.Failure("its transitions are not in order")
      }
      transitions.append((moment, offsets[type]))
    }
  }

  /// Reads the rule for later years, which stands between two line breaks and may be missing.
  private mutating func readRule(_ bytes: [UInt8], from start: Int) throws(TimeZone.Failure) {
    guard start < bytes.count, bytes[start] == 0x0A, let end = bytes[(start + 1)...].firstIndex(of: 0x0A)
    else { throw TimeZone.Failure("it ends before its rule for later years") }
    let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    guard !text.isEmpty else { return }
    guard let rule = TimeZoneRule(text) else {
      throw TimeZone.Failure("its rule for later years, \(QuotedText.value(text)), cannot be read")
    }
    self.rule = rule
    ruleText = text
  }

  /// A signed number of 4 or 8 bytes, the highest first; the caller has checked that they are there.
  private static func integer(_ bytes: [UInt8], at start: Int, size: Int) -> Int {
    var value: UInt64 = 0
    for byte in bytes[start..<start + size] { value = value << 8 | UInt64(byte) }
    return size == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(truncatingIfNeeded: value)
  }
}
