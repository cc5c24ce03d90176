/// Puts the whole records of a journal together, up to the first that is not whole.
package struct JournalReader {
  /// A longer line is none that was written here.
  private static let longestLine = 256 << 20

  /// What the journal says of itself; nil as long as there is no whole record.
  package private(set) var head: JournalRecord.Head?
  /// The session so far.
  package private(set) var transcript = Transcript()
  /// Its recording so far, if it has one.
  package private(set) var recording: HARRecording?
  /// The beginning of a line.
  private var rest: [UInt8] = []
  private var foundDamage = false
  /// The names of the cells so far, each of which a session file may have once.
  private var names: Set<String> = []

  /// A reader that has seen nothing.
  package init() {}

  /// Whether something stands behind the last whole record.
  package var isDamaged: Bool { foundDamage || !rest.isEmpty }

  /// Takes the next bytes; false when all that follows is of no use.
  package mutating func take(_ bytes: [UInt8]) -> Bool {
    var start = 0
    var searched = rest.count
    rest += bytes
    while !foundDamage, let end = rest[searched...].firstIndex(of: UInt8(ascii: "\n")) {
      foundDamage = !takeLine(rest[start..<end])
      start = end + 1
      searched = start
    }
    rest.removeFirst(start)
    if rest.count > Self.longestLine { foundDamage = true }
    return !foundDamage
  }

  private mutating func takeLine(_ line: ArraySlice<UInt8>) -> Bool {
    guard let record = JournalRecord(line: line), (head == nil) == (record.head != nil) else { return false }
    for case let id? in record.transcript.fences.map(\.id) {
      guard names.insert(id).inserted else { return false }
    }
    if let head = record.head {
      self.head = head
      transcript = record.transcript
      recording = record.recording
      return true
    }
    take(record.transcript.metadata)
    for fence in record.transcript.fences { transcript.append(fence) }
    guard let new = record.recording else { return true }
    guard recording != nil else {
      recording = new
      return true
    }
    recording?.entries += new.entries
    recording?.secretLengths.merge(new.secretLengths) { $1 }
    for path in record.goneLengths { recording?.secretLengths[path] = nil }
    return true
  }

  private mutating func take(_ metadata: TranscriptMetadata) {
    guard !metadata.isEmpty else { return }
    var clock = transcript.metadata.clock
    for run in metadata.clock {
      if let last = clock.last, last.unixMilliseconds == run.unixMilliseconds,
        last.zoneOffsetSeconds == run.zoneOffsetSeconds
      {
        let (sum, overflow) = last.count.addingReportingOverflow(run.count)
        clock[clock.count - 1].count = overflow ? .max : sum
      } else {
        clock.append(run)
      }
    }
    transcript.metadata = metadata
    transcript.metadata.clock = clock
  }
}
