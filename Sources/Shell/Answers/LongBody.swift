import Encodings
import HTTPExchange
import IntegrationHub
import JSON
import Redaction

/// A body that is too long for memory: redacted on its way into a private file, with a look at its beginning and shape.
final class LongBody {
  /// Bytes of the beginning that a script gets and the recording keeps.
  static let longestExcerpt = 1 << 16
  /// A body without end must not fill the disk.
  private static let sizeLimit = 2 << 30
  /// Bytes that are redacted at once.
  private static let blockSize = 1 << 18

  /// Where the redacted text lies.
  let file: BodyDestination
  /// Bytes as they came.
  private(set) var count = 0

  private let hub: Hub
  private let isText: Bool
  private let redaction: RedactionStream
  private let excerptLimit: Int
  private var beginning: [UInt8] = []
  private var pending: [UInt8] = []
  /// Followed to the end of `pending`.
  private var outline = JSONOutline()
  /// Where `pending` may be cut.
  private var boundary: Int?
  private var beginsWithinText = false
  private var isMarkup = false

  init(_ head: HTTPHead, hub: Hub, folder: String, excerptLimit: Int) {
    self.hub = hub
    self.excerptLimit = excerptLimit
    isText = AnswerText.isText(head)
    redaction = RedactionStream(hub.redactor, escapes: false)
    file = BodyDestination(memoryLimit: 0, sizeLimit: Self.sizeLimit, folder: folder)
    file.begin(head)
    // What the answer itself says is a credential must not come into the file.
    hub.learn(fromHead: head)
  }

  /// Why not all of it could be kept.
  var failure: String? { file.failure }

  /// False when no more can be kept.
  func append(_ piece: UnsafeRawBufferPointer) -> Bool {
    if count == 0 { isMarkup = piece.first { $0 > 0x20 } == UInt8(ascii: "<") }
    count += piece.count
    if beginning.count < excerptLimit { beginning += piece.prefix(excerptLimit - beginning.count) }
    outline.append(piece)
    if let place = outline.lastBoundary { boundary = pending.count + place }
    pending += piece
    return pending.count < Self.blockSize || store(isLast: false)
  }

  /// Stores the rest; false when nothing could be stored at all.
  func finish() -> Bool {
    _ = store(isLast: true)
    return file.count > 0
  }

  private func store(isLast: Bool) -> Bool {
    guard let end = isLast ? pending.count : endOfBlock() else { return true }
    var block = Array(pending[..<end])
    pending.removeSubrange(..<end)
    boundary = nil
    if isText, String(validating: block, as: UTF8.self) == nil {
      block = Array(TextDecoding.lenient(block).utf8)
    }
    if outline.isJSON, !beginsWithinText {
      hub.learn(fromPart: [UInt8(ascii: "[")] + block)
    } else if isMarkup {
      hub.learn(fromPart: block)
    }
    var stored = redaction.append(block)
    if isLast { stored += redaction.finish() }
    return stored.withUnsafeBytes { file.receive($0) }
  }

  /// Where names and values stay together, so that credentials are found by their names; nil waits for such a place.
  private func endOfBlock() -> Int? {
    let isLong = pending.count >= Self.blockSize * 8
    if outline.isJSON {
      let isWithinText = boundary == nil
      if isWithinText, !isLong { return nil }
      beginsWithinText = isWithinText
      if let boundary { return boundary }
    } else if isMarkup, !isLong {
      return pending.lastIndex(of: UInt8(ascii: "<")).flatMap { $0 > 0 ? $0 : nil }
    }
    return Self.endOfCharacters(pending)
  }

  /// Before a character that is not whole.
  private static func endOfCharacters(_ bytes: [UInt8]) -> Int {
    var end = bytes.count
    while end > max(0, bytes.count - 3), bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
    return end > 0 && bytes[end - 1] >= 0xC0 ? end - 1 : bytes.count
  }

  // MARK: What is known of it

  /// The beginning as it came; its end is no place within a known secret.
  private(set) lazy var excerpt: [UInt8] = {
    var end = RedactionStream.endOfWhole(in: beginning, hub.redactor)
    // Behind a line or a comma, where one is near, nothing is cut that may turn out to be a secret later.
    let near = beginning[max(0, end - 4_096)..<end]
    if let place = near.lastIndex(of: 0x0A) ?? near.lastIndex(of: UInt8(ascii: ",")) { end = place + 1 }
    while end > 0, end < beginning.count, beginning[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(beginning[..<end])
  }()

  /// With `events` the shape of a stream is how many came.
  func summary(_ events: String?) -> BodySummary {
    BodySummary(digest: Hexadecimal.encode(file.digest), shape: events ?? outline.text)
  }
}
