import Encodings
import IntegrationHub
import Transcripts

/// Where the journals of sessions are (docs/decisions/recovery.md).
struct RecoveryFolder {
  /// A session that was kept.
  struct Kept: Equatable {
    var path: String
    /// When it began, in the time of that place: `2026-11-22 14:03`.
    var time: String
  }

  let path: String
  private let context: ShellContext
  private static let suffix = ".journal"

  /// Nil where there is no folder for data.
  init?(_ context: ShellContext) {
    guard let folder = context.dataFolder else { return nil }
    path = folder + "/recovery"
    self.context = context
  }

  /// All whose session lives no longer, the newest last; `own` is one that this session goes on with.
  func kept(own: String? = nil) -> [Kept] {
    names(endingIn: Self.suffix).compactMap { name in
      let path = path + "/" + name
      guard path == own || context.files.isFree(path) else { return nil }
      // 20261122T140305-1f2e3d4c.journal
      let digits = Array(name.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.prefix(12))
      func part(_ range: Range<Int>) -> String {
        digits.count < 12 ? "?" : String(decoding: digits[range], as: UTF8.self)
      }
      return Kept(
        path: path,
        time: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8)) \(part(8..<10)):\(part(10..<12))")
    }
  }

  private func names(endingIn suffix: String) -> [String] {
    context.files.entries(inFolder: path).map(\.name).filter { $0.hasSuffix(suffix) }.sorted()
  }

  /// A path that no other session takes.
  func newPath() -> String {
    let now = context.clock()
    // Not the zone of the session, which notes what it is asked.
    let zone = SessionTimeZone(finder: TimeZoneFinder(context), warn: { _ in })
    let offset = zone.offset(at: now / 1000 - (now % 1000 < 0 ? 1 : 0))
    let time = BasicTimestamp.text(now + Int64(offset) * 1000).dropLast()
    let number = context.randomSeed()
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    return "\(path)/\(time)-\(Hexadecimal.encode(bytes))\(Self.suffix)"
  }

  /// Removes what was being written when its writer was ended.
  func removeLeftovers() {
    for name in names(endingIn: Self.suffix + SystemFileStore.newSuffix) {
      let path = path + "/" + name
      if context.files.isFree(path) { context.files.remove(path) }
    }
  }
}

extension OpenedTranscript {
  private static let chunk = 1 << 20

  /// The session that a journal holds, and whether something behind its last whole record could not be read.
  static func read(journal file: any HeldFile, path: String) throws(FileError) -> (Self, isDamaged: Bool) {
    var reader = JournalReader()
    var offset = 0
    while case let bytes = file.read(at: offset, upTo: chunk), !bytes.isEmpty, reader.take(bytes) {
      offset += bytes.count
    }
    let text = TranscriptWriter.write(reader.transcript)
    guard let head = reader.head, let transcript = try? TranscriptReader.read(text, name: path) else {
      throw FileError("\(path) is damaged from its start; :recover drop removes it")
    }
    var opened = OpenedTranscript(
      path: path, text: text, transcript: transcript, recording: reader.recording,
      recordingText: reader.recording.map { HARWriter.write($0) })
    opened.mayUseSecrets = head.mayUseSecrets
    return (opened, reader.isDamaged)
  }
}
