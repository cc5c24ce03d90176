import Encodings
import IntegrationHub

/// Where sessions are kept that were ended from outside before they were saved.
struct RecoveryFolder {
  /// A session that was kept.
  struct Kept: Equatable {
    var path: String
    /// When, in the time of that place: `2026-11-22 14:03`.
    var time: String
  }

  let path: String
  private let context: ShellContext

  /// Nil where there is no folder for data.
  init?(_ context: ShellContext) {
    guard let folder = context.dataFolder else { return nil }
    path = folder + "/recovery"
    self.context = context
  }

  /// All that are kept, the newest last.
  var kept: [Kept] {
    context.files.entries(inFolder: path).map(\.name).filter { $0.hasSuffix(".md") }.sorted().map { name in
      // 20261122T140305-1f2e3d4c.md
      let digits = Array(name.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.prefix(12))
      func part(_ range: Range<Int>) -> String {
        digits.count < 12 ? "?" : String(decoding: digits[range], as: UTF8.self)
      }
      return Kept(
        path: path + "/" + name,
        time: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8)) \(part(8..<10)):\(part(10..<12))")
    }
  }

  /// A path that no other session takes.
  func newPath(localMilliseconds: Int64) -> String {
    let time = BasicTimestamp.text(localMilliseconds).dropLast()
    let number = context.randomSeed()
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    return "\(path)/\(time)-\(Hexadecimal.encode(bytes)).md"
  }

  func remove(_ kept: String) {
    context.files.remove(kept)
    context.files.remove(TranscriptFiles.recordingPath(for: kept))
  }
}
