import SnippetRuntime
import Testing

@Suite("Time zones")
struct TimeZoneTests {
  @Test("Rules for all years", arguments: RuleRow.all)
  func rules(_ row: RuleRow) throws {
    let zone = try #require(TimeZone(rule: row.rule))
    #expect(zone.name == row.rule)
    #expect(!zone.isFromFile)
    for (moment, offset) in row.offsets { #expect(zone.offset(at: moment) == offset, "\(moment)") }
  }

  @Test("A stretch holds its moment and ends where the clocks change")
  func stretches() throws {
    let zone = try #require(TimeZone(rule: "EST5EDT,M3.2.0,M11.1.0"))
    let summer = zone.stretch(at: 1_688_169_600)
    #expect(summer == .init(start: 1_678_604_400, end: 1_699_164_000, offset: -14_400))
    #expect(zone.offset(at: 1_678_604_399) == -18_000)
    #expect(zone.offset(at: 1_699_164_000) == -18_000)
    #expect(zone.stretch(at: 1_699_164_000).end == 1_710_054_000)
    #expect(TimeZone.utc.stretch(at: .max) == .init(start: nil, end: nil, offset: 0))
    for moment in [Int64.min, .max, -1 << 53, 1 << 53] { #expect(zone.stretch(at: moment).contains(moment)) }
  }

  @Test(
    "What is no rule",
    arguments: [
      "", "E", "EST", "5", "EST25", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0",
      "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J365", "EST5EDT,366,1", "EST5EDT,M3.2.0/168,M11.1.0", "<E5",
      "EST5EDT,M3.2.0,M11.1.0,", "EST5:60", "Europe/Berlin", "EST5EDT M3", String(repeating: "A", count: 200),
    ])
  func noRule(_ text: String) { #expect(TimeZone(rule: text) == nil) }

  // MARK: Files

  private static let berlin = ZoneFile(
    transitions: [(-1_693_706_400, 1), (-1_680_483_600, 2), (1_679_792_400, 1), (1_698_541_200, 2)],
    offsets: [3208, 7200, 3600], rule: "CET-1CEST,M3.5.0,M10.5.0/3")

  @Test("A file holds transitions, and a rule for what comes later", arguments: [2, 3, 4, 5] as [UInt8])
  func file(_ version: UInt8) throws {
    var file = Self.berlin
    file.version = version + 0x30
    let zone = try TimeZone(file: file.bytes, name: "Europe/Berlin")
    #expect(zone.name == "Europe/Berlin")
    #expect(zone.isFromFile)
    let expected: [(Int64, Int)] = [
      (.min, 3208), (-1_693_706_401, 3208), (-1_693_706_400, 7200), (-1_680_483_600, 3600), (0, 3600),
      (1_679_792_399, 3600), (1_679_792_400, 7200), (1_698_541_200, 3600),
      // By the rule: the last Sundays of March and October of 2024 and 2099.
      (1_711_846_799, 3600), (1_711_846_800, 7200), (1_729_990_800, 3600), (4_078_429_200, 7200),
      (4_096_573_199, 7200), (4_096_573_200, 3600),
    ]
    for (moment, offset) in expected { #expect(zone.offset(at: moment) == offset, "\(moment)") }
  }

  @Test("A file of version 1 has 32 bits and no rule")
  func firstVersion() throws {
    var file = Self.berlin
    file.version = 0
    let zone = try TimeZone(file: file.bytes, name: nil)
    #expect(zone.offset(at: 1_679_792_400) == 7200)
    #expect(zone.offset(at: 1_711_846_800) == 3600)
    #expect(zone.stretch(at: 1_711_846_800).end == nil)
  }

  @Test("A file without transitions is its rule, and without a name it bears the rule's")
  func ruleAlone() throws {
    let file = ZoneFile(transitions: [], offsets: [-10800], rule: "<-03>3")
    let zone = try TimeZone(file: file.bytes, name: nil)
    #expect(zone.name == "<-03>3")
    #expect(zone.offset(at: 0) == -10800)
    let bare = ZoneFile(transitions: [], offsets: [3600], rule: "")
    #expect(try TimeZone(file: bare.bytes, name: "X").offset(at: 9_999_999_999) == 3600)
  }

  @Test("A file that is cut anywhere is refused")
  func cut() {
    let bytes = Self.berlin.bytes
    for count in 0..<bytes.count {
      #expect(throws: TimeZone.Failure.self, "\(count)") {
        try TimeZone(file: Array(bytes[..<count]), name: "X")
      }
    }
  }

  @Test("No changed byte does harm")
  func changed() {
    let bytes = Self.berlin.bytes
    for place in bytes.indices {
      for value in [0, 0x7F, 0x80, 0xFF, bytes[place] ^ 1] as [UInt8] {
        var copy = bytes
        copy[place] = value
        guard let zone = try? TimeZone(file: copy, name: "X") else { continue }
        for moment in [Int64.min, -1_700_000_000, 0, 1_700_000_000, .max] {
          #expect(zone.stretch(at: moment).contains(moment))
        }
      }
    }
  }

  @Test("What is wrong with a file is told")
  func faults() {
    func message(_ file: ZoneFile, _ change: (inout [UInt8]) -> Void = { _ in }) -> String {
      var bytes = file.bytes
      change(&bytes)
      do throws(TimeZone.Failure) {
        _ = try TimeZone(file: bytes, name: "X")
        return ""
      } catch {
        return error.message
      }
    }
    var file = Self.berlin
    #expect(message(file) { $0[0] = 0 } == "it is no file of the zone database")
    #expect(message(file) { $0[4] = 0x31 } == "its version is unknown")
    file.transitions.swapAt(0, 1)
    #expect(message(file) == "its transitions are not in order")
    file = Self.berlin
    file.transitions[0].type = 3
    #expect(message(file) == "a transition has no kind of time")
    file = Self.berlin
    file.offsets[1] = 100_000
    #expect(message(file) == "a distance from UTC is over a day")
    file = Self.berlin
    file.rule = "CET"
    #expect(message(file) == "its rule for later years, 'CET', cannot be read")
    file = Self.berlin
    file.leapSeconds = 1
    #expect(message(file).hasPrefix("it counts leap seconds"))
    file.offsets = []
    #expect(message(file) == "it names no kind of time")
    #expect(message(Self.berlin) { $0.replaceSubrange(32..<36, with: [0xFF, 0xFF, 0xFF, 0xFF]) } != "")
  }
}

/// Builds files of the zone database.
struct ZoneFile {
  var version = UInt8(ascii: "2")
  var transitions: [(moment: Int64, type: UInt8)]
  var offsets: [Int32]
  var rule: String
  var leapSeconds = 0

  init(transitions: [(moment: Int64, type: UInt8)], offsets: [Int32], rule: String) {
    self.transitions = transitions
    self.offsets = offsets
    self.rule = rule
  }

  var bytes: [UInt8] {
    let first = part(timeSize: 4)
    return version == 0 ? first : first + part(timeSize: 8) + [0x0A] + Array(rule.utf8) + [0x0A]
  }

  private func part(timeSize: Int) -> [UInt8] {
    func big<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
      withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
    var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
    for count in [0, 0, leapSeconds, transitions.count, offsets.count, 4] { bytes += big(UInt32(count)) }
    for transition in transitions {
      bytes += timeSize == 4 ? big(Int32(truncatingIfNeeded: transition.moment)) : big(transition.moment)
    }
    bytes += transitions.map(\.type)
    for offset in offsets { bytes += big(offset) + [0, 0] }
    bytes += Array("LMT".utf8) + [0]
    return bytes + [UInt8](repeating: 0, count: leapSeconds * (timeSize + 4))
  }
}
