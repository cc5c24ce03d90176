import Shell
import TestSupport
import Testing
import Transcripts

/// Journals that were cut off, overwritten or are none: what stands before the damage comes back.
@Suite struct JournalDamageTests {
  private let bench = SessionBench()
  private static let folder = "/home/me/.local/share/patchbay/recovery"
  private static let path = folder + "/20260115T120000-0000002a.journal"

  /// The journal of a session at a prompt.
  private func journal(of cells: [String]) throws -> [UInt8] {
    bench.session.journal.begin()
    for cell in cells { try bench.run(cell) }
    let path = try #require(bench.files.entries(inFolder: Self.folder).first).name
    let bytes = try bench.files.readBytes(Self.folder + "/" + path)
    _ = bench.newSession()
    bench.files.remove(Self.folder + "/" + path)
    return bytes
  }

  /// How many cells come back, as far as the reader goes; nil when nothing does.
  private func cells(in bytes: some Sequence<UInt8>, pieces: Int = 1 << 20) -> Int? {
    var reader = JournalReader()
    var rest = Array(bytes)[...]
    while !rest.isEmpty, reader.take(Array(rest.prefix(pieces))) { rest = rest.dropFirst(pieces) }
    return reader.head.map { _ in reader.transcript.fences.count }
  }

  private func whole(_ bytes: some Sequence<UInt8>) -> Int? {
    let lines = bytes.count { $0 == UInt8(ascii: "\n") }
    return lines == 0 ? nil : lines - 1
  }

  @Test func cutAnywhereItGivesTheWholeRecords() throws {
    bench.transport.answer(200, #"{"name": "Zoë — 東京"}"#)
    let bytes = try journal(of: [
      #"connection c { "baseUrl": "http://h", "requests": { "r": { "url": "/" } } }"#, "test c r",
      "x = \"ö\"", "t = now()", "x",
    ])
    #expect(whole(bytes) == 5)
    for end in 0...bytes.count {
      let cut = bytes.prefix(end)
      let found = cells(in: cut, pieces: 7)
      guard found != whole(cut) else { continue }
      Issue.record("cut at \(end) of \(bytes.count): \(String(describing: found)) cells")
    }
    // And a session is made of what there is.
    for end in stride(from: 0, through: bytes.count, by: 41) + [bytes.count] {
      let cut = Array(bytes.prefix(end))
      bench.files.texts[Self.path] = ""
      bench.files.bytes[Self.path] = cut
      let session = bench.newSession()
      let status = try bench.type(":recover").status
      #expect(status == (whole(cut) == nil ? .fileError : .done), "cut at \(end)")
      #expect(session.cellCount == whole(cut) ?? 0, "cut at \(end)")
    }
    #expect(bench.transport.requests.count == 1)
  }

  @Test(arguments: [1, 2] as [UInt64])
  func aLargeOneIsCutOrOverwritten(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bytes = try journal(of: (1...120).map { "x\($0) = \"\(String(repeating: "é\\n", count: $0 % 40))\"" })
    for _ in 0..<12 {
      let cut = bytes.prefix(Int.random(in: 0...bytes.count, using: &random))
      #expect(cells(in: cut) == whole(cut), "cut at \(cut.count)")
    }
    for _ in 0..<12 {
      let start = Int.random(in: 0..<bytes.count, using: &random)
      let garbage = (0..<Int.random(in: 4...4096, using: &random)).map { _ in
        UInt8.random(in: 0x80...0xBF, using: &random)
      }
      let before = whole(bytes[..<start])
      let damaged = bytes[..<start] + garbage + bytes[start...].dropFirst(garbage.count)
      #expect(cells(in: damaged) == before, "overwritten at \(start)")
    }
  }

  @Test func whatIsNoJournalIsRefused() throws {
    let head = #"{"journal":1,"mayUseSecrets":true,"transcript":""}"#
    let texts = [
      "", "\n", "{}\n", "[]\n", "null\n", "\u{0}\u{0}\n", head, #"{"transcript":""}"# + "\n",
      #"{"journal":2,"mayUseSecrets":true,"transcript":""}"# + "\n",
      #"{"journal":1,"transcript":""}"# + "\n",
      #"{"journal":1,"mayUseSecrets":true,"transcript":"```patchbay"}"# + "\n",
      #"{"journal":1,"mayUseSecrets":true,"transcript":"","recording":"{"}"# + "\n",
      String(repeating: "[", count: 100_000) + "\n",
    ]
    for text in texts {
      bench.files.texts[Self.path] = text
      _ = bench.newSession()
      #expect(try bench.type(":recover").status == .fileError, "\(text.prefix(60))")
      #expect(bench.files.texts[Self.path] == text)
    }
    // A second head, or a count that is too large, ends what is whole.
    let run =
      #"{"transcript":"<!-- patchbay {\"formatVersion\":1,\"clock\":[[0,0,9223372036854775807]]} -->\n"}"#
    #expect(cells(in: [head, run, run, head, ""].joined(separator: "\n").utf8) == 0)
    bench.files.texts[Self.path] = [head, run, run, head, ""].joined(separator: "\n")
    _ = bench.newSession()
    #expect(try bench.typedOutput(of: ":recover").contains("is left out"))
  }

  @Test func aNameThatStandsTwiceEndsWhatIsWhole() throws {
    let head = #"{"journal":1,"mayUseSecrets":true,"transcript":""}"#
    let cell = #"{"transcript":"```patchbay id=a\nx = 1\n```\n"}"#
    bench.files.texts[Self.path] = [head, cell, cell, ""].joined(separator: "\n")
    _ = bench.newSession()
    #expect(try bench.typedOutput(of: ":recover").contains("is left out"))
    #expect(bench.session.cellCount == 1)
  }

  @Test func eachCellCostsTheSameToWrite() throws {
    bench.session.journal.begin()
    for number in 1...1000 { try bench.run("\"cell \(1000 + number) at {now()}\"") }
    let writes = bench.files.writes
    // The first is all of the file so far; later ones have the cell alone, and its moment.
    #expect(writes.count == 1000)
    #expect(writes.dropFirst(2).allSatisfy { $0 < 700 }, "\(writes.max() ?? 0)")
  }
}
