import HTTPExchange
import Redaction
import TextLayout

/// A body that lies in a file, read in pieces, with what has become a secret since it was stored masked too.
struct LongText {
  private static let pieceSize = 1 << 16

  private let file: BodyDestination
  private let redaction: RedactionStream
  private var offset = 0
  private var isAtEnd = false
  /// Bytes of a character or a line end of which the rest is still to come.
  private var pending: [UInt8] = []

  init(_ file: BodyDestination, redactor: Redactor) {
    self.file = file
    redaction = RedactionStream(redactor, escapes: false)
  }

  /// The next bytes; nil at the end, or where the file cannot be read.
  mutating func nextBytes() -> [UInt8]? {
    while !isAtEnd {
      guard let bytes = file.bytes(from: offset, upTo: Self.pieceSize), !bytes.isEmpty else {
        isAtEnd = true
        let rest = redaction.finish()
        return rest.isEmpty ? nil : rest
      }
      offset += bytes.count
      let piece = redaction.append(bytes)
      if !piece.isEmpty { return piece }
    }
    return nil
  }

  /// The next text as a terminal may show it.
  mutating func nextText() -> String? {
    while true {
      guard let bytes = nextBytes() else {
        defer { pending = [] }
        return pending.isEmpty ? nil : ControlCharacters.visible(String(decoding: pending, as: UTF8.self))
      }
      pending += bytes
      var end = pending.count
      while end > 0, pending.count - end < 4, pending[end - 1] & 0xC0 == 0x80 { end -= 1 }
      if end > 0, pending[end - 1] >= 0xC0 { end -= 1 } else { end = pending.count }
      if end > 0, pending[end - 1] == 0x0D { end -= 1 }
      guard end > 0 else { continue }
      defer { pending.removeSubrange(..<end) }
      return ControlCharacters.visible(String(decoding: pending[..<end], as: UTF8.self))
    }
  }
}
