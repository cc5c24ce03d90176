import Shell
import TestSupport
import Testing
import Transcripts

@Suite struct TimeZoneTests {
  private let bench = SessionBench()

  /// A zone file that is one rule.
  private static func file(_ rule: String) -> [UInt8] {
    var part = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    for count in [0, 0, 0, 0, 1, 4] as [UInt8] { part += [0, 0, 0, count] }
    part += [0, 0, 0, 0, 0, 0] + Array("LMT".utf8) + [0]
    return part + part + [0x0A] + Array(rule.utf8) + [0x0A]
  }

  private static let folder = "/usr/share/zoneinfo"
  private static let noon = "asisodatetime(#\"07/01/2023 12:00\")"

  init() {
    bench.files.bytes["\(Self.folder)/America/New_York"] = Self.file("EST5EDT,M3.2.0,M11.1.0")
    bench.files.bytes["\(Self.folder)/Asia/Tokyo"] = Self.file("JST-9")
    bench.files.bytes["\(Self.folder)/Europe/Berlin"] = Self.file("CET-1CEST,M3.5.0,M10.5.0/3")
    bench.files.texts["\(Self.folder)/tzdata.zi"] =
      "# version\nZ America/New_York -4:56 - LMT 1883\nL Europe/Berlin Europe/Oslo\nZ Europe/Berlin 0:53 - LMT\n"
  }

  @Test(arguments: [
    ("America/New_York", "12:00:00.000-04:00"), (":Asia/Tokyo", "12:00:00.000+09:00"),
    ("/usr/share/zoneinfo/Europe/Berlin", "12:00:00.000+02:00"),
    ("EST5EDT,M3.2.0,M11.1.0", "12:00:00.000-04:00"),
    ("<+0545>-5:45", "12:00:00.000+05:45"), ("", "12:00:00.000Z"), ("UTC", "12:00:00.000Z"),
  ])
  func theVariableNamesTheZone(variable: String, expected: String) throws {
    bench.environment["TZ"] = variable
    #expect(try bench.output(of: Self.noon) == "2023-07-01T\(expected)")
    #expect(bench.errors.isEmpty)
  }

  @Test func withoutTheVariableTheMachinesFileHolds() throws {
    #expect(try bench.output(of: Self.noon).hasSuffix("Z"))
    let other = TimeZoneTests()
    other.bench.files.bytes["/etc/localtime"] = Self.file("JST-9")
    other.bench.files.links["/etc/localtime"] = "../usr/share/zoneinfo/Asia/Tokyo"
    #expect(try other.bench.output(of: Self.noon).hasSuffix("+09:00"))
    try other.bench.run(":save a.md")
    #expect(try other.metadata().timeZone == "Asia/Tokyo")
  }

  @Test func aZoneThatCannotBeHadIsToldAndIsUTC() throws {
    bench.environment["TZ"] = "Europe/Berln"
    #expect(try bench.output(of: "TRACE \"{\(Self.noon)}\"\nTRACE \"{\(Self.noon)}\"").hasSuffix("Z"))
    #expect(
      bench.errors
        == "warning: TZ: there is no time zone 'Europe/Berln' on this machine; times are in UTC (did you mean 'Europe/Berlin'?)\n"
    )
    let other = TimeZoneTests()
    other.bench.environment["TZ"] = "Asia/Tokyo"
    other.bench.files.bytes["\(Self.folder)/Asia/Tokyo"] = Array("TZif2".utf8)
    #expect(try other.bench.output(of: Self.noon).hasSuffix("Z"))
    #expect(
      other.bench.errors.contains("/usr/share/zoneinfo/Asia/Tokyo is damaged: it ends inside a header"))
  }

  @Test func theSettingChoosesAZone() throws {
    bench.environment["TZ"] = "Asia/Tokyo"
    #expect(try bench.output(of: ":set timezone Europe/Berlin\n\(Self.noon)").hasSuffix("+02:00"))
    #expect(try bench.output(of: ":set timezone local\n\(Self.noon)").hasSuffix("+09:00"))
    #expect(try bench.output(of: ":set timezone UTC\n\(Self.noon)").hasSuffix("Z"))
    #expect(try bench.output(of: ":set timezone EST5\n\(Self.noon)").hasSuffix("-05:00"))
    #expect(try bench.output(of: ":reset\n\(Self.noon)").hasSuffix("+09:00"))
  }

  @Test(arguments: [
    ("europe/berlin", "did you mean 'Europe/Berlin'?"), ("Berlin", "did you mean 'Europe/Berlin'?"),
    ("America/NewYork", "did you mean 'America/New_York'?"), ("Osl", "did you mean 'Europe/Oslo'?"),
    ("Nowhere/Land", "a name such as Europe/Berlin, local or UTC"),
  ])
  func anUnknownNameSuggestsTheNearest(name: String, advice: String) throws {
    let cell = try bench.run(":set timezone \(name)")
    #expect(cell.status == .invalid)
    let output = bench.session.storedOutput(of: cell)
    #expect(output.contains("there is no time zone '\(name)' on this machine"))
    #expect(output.contains(advice))
  }

  @Test(arguments: ["../../../etc/passwd", "/etc/passwd", "Europe", "Europe/", "Europe//Berlin", "a.b"])
  func noNameLeavesTheFolder(name: String) throws {
    #expect(try bench.status(of: ":set timezone \(name)") == .invalid)
    let paths = bench.files.asked.filter {
      !$0.hasPrefix("/usr/") && !$0.hasPrefix("/var/db/timezone/zoneinfo/")
    }
    #expect(paths.isEmpty)
    #expect(bench.files.asked.allSatisfy { !$0.contains("..") })
  }

  @Test func nothingIsReadBeforeADateNeedsIt() throws {
    bench.environment["TZ"] = "Asia/Tokyo"
    try bench.run("x = 1\nd = #\"02/09/2023\"\nasdate(d)\nconnection c {}")
    #expect(bench.files.asked.allSatisfy { !$0.contains("zoneinfo") && !$0.contains("localtime") })
    try bench.run(":save a.md")
    #expect(try metadata().timeZone == nil)
  }

  @Test func theVariablesFollowTheZone() throws {
    bench.milliseconds = 1_688_230_800_000 - 1000
    bench.environment["TZ"] = "Asia/Tokyo"
    #expect(try bench.output(of: "\"{date} {time}\"").hasPrefix("07/02/2023 02:00:0"))
    #expect(try bench.output(of: ":set timezone America/New_York\nnow()").hasPrefix("07/01/2023 13:00:0"))
  }

  // MARK: Replay

  private static let cells = """
    TRACE "{\(noon)}"
    TRACE "{asutc(#"01/01/2023 12:00")} {asutc("2023-07-01T12:00:00")}"
    x = now()
    TRACE "{x.datefmt("HH:mm zzz")}"
    :set timezone Europe/Berlin
    TRACE "{\(noon)}"
    :set timezone local
    TRACE "{asisodatetime(#"03/12/2023 02:30")}"
    :save a.md
    """

  private func metadata() throws -> TranscriptMetadata {
    try TranscriptReader.read(bench.files.texts["a.md"] ?? "", name: "a.md").metadata
  }

  private func record() throws {
    bench.environment["TZ"] = "America/New_York"
    try bench.run(Self.cells)
  }

  @Test func aReplayReadsTimesInTheRecordedZone() throws {
    try record()
    #expect(try metadata().timeZone == "America/New_York")
    let text = bench.files.texts["a.md"] ?? ""
    #expect(text.contains("2023-07-01T12:00:00.000-04:00") && text.contains("2023-07-01T12:00:00.000+02:00"))
    #expect(text.contains("2023-03-12T03:30:00.000-04:00"))
    bench.environment["TZ"] = "Asia/Tokyo"
    #expect(bench.replay("a.md") == .done, "\(bench.output)")
    #expect(bench.replay("a.md") { $0.updates = true } == .done)
    #expect(bench.files.texts["a.md"] == text)
  }

  @Test func aLiveReplayDoesToo() throws {
    bench.environment["TZ"] = "America/New_York"
    try bench.run("TRACE \"{\(Self.noon)} {asutc(#\"01/01/2023 12:00\")}\"\n:save a.md")
    #expect(bench.files.texts["a.md"]?.contains("12:00:00.000-04:00 01/01/2023 17:00:00") == true)
    bench.environment["TZ"] = "Asia/Tokyo"
    #expect(bench.replay("a.md") { $0.isLive = true } == .done, "\(bench.output)")
  }

  @Test func aReplayNeedsNoZoneFiles() throws {
    try record()
    bench.environment["TZ"] = "Asia/Tokyo"
    bench.files.bytes = [:]
    bench.files.texts["\(Self.folder)/tzdata.zi"] = nil
    #expect(bench.replay("a.md") == .done, "\(bench.output)")
    #expect(bench.errors.isEmpty)
  }

  @Test func aMomentThatWasNotRecordedNeedsTheZone() throws {
    try record()
    bench.files.texts["a.md"] = bench.files.texts["a.md"]?.replacing(
      "01/01/2023 12:00", with: "01/01/1999 12:00")
    #expect(bench.replay("a.md") == .differs)
    #expect(bench.output.contains("+01/01/1999 17:00:00"))
    bench.files.bytes = [:]
    #expect(bench.replay("a.md") == .differs)
    #expect(
      bench.errors.contains("there is no time zone 'America/New_York' on this machine; times are in UTC"))
  }

  @Test func anOpenedTranscriptGoesOnInItsZone() throws {
    try record()
    let other = TimeZoneTests()
    other.bench.files.texts["a.md"] = bench.files.texts["a.md"]
    other.bench.environment["TZ"] = "Asia/Tokyo"
    #expect(try other.bench.output(of: "\(Self.noon)\n:open a.md\n\(Self.noon)").hasSuffix("-04:00"))
    try other.bench.run(":save")
    #expect(other.bench.replay("a.md") == .done, "\(other.bench.output)")
  }

  @Test(arguments: [
    "1", "[]", "[[1,2]]", "{\"America/New_York\": 5}",
    "{\"America/New_York\": [[1,\"x\",2],[null],[null,null,9e99]]}",
  ])
  func damagedOffsetsAreLeftOut(offsets: String) throws {
    bench.files.texts["a.md"] =
      "<!-- patchbay {\"formatVersion\": 1, \"timeZone\": \"America/New_York\", \"zoneOffsets\": \(offsets)} -->\n"
      + "```patchbay\n\(Self.noon)\n```\n```output\n2023-07-01T12:00:00.000-04:00\n```\n"
    #expect(bench.replay("a.md") == .done, "\(bench.output)\(bench.errors)")
  }
}
