/// Redacts a text that comes in pieces; the pieces together give what the whole would give.
///
/// What could be the beginning of a secret is held back until more text decides.
package final class RedactionStream {
  private let redactor: Redactor
  private let keepsForms: Bool
  private let escapes: Bool
  /// What was written already and may matter to what follows, then what was not written yet.
  private var text: [UInt8] = []
  private var written = 0
  /// The mark still to be set behind a number, as a place in the text.
  private var quote: (end: Int, mark: [UInt8])?
  /// The match that was written last, as a place in the text, while another may begin within it.
  private var last: Range<Int>?

  /// How far the rules look back.
  private static let contextLength = RedactionPass.reach + 256

  /// A stream of its own state; the redactor may learn more between two pieces.
  ///
  /// Without `escapes` what is a reference already stays, as `Redactor.mask` leaves it.
  package init(_ redactor: Redactor, keepsForms: Bool = false, escapes: Bool = true) {
    self.redactor = redactor
    self.keepsForms = keepsForms
    self.escapes = escapes
  }

  /// Takes a piece and gives what can be said of the text so far.
  package func append(_ piece: some Sequence<UInt8>) -> [UInt8] {
    text += piece
    return redact(isFinal: false)
  }

  /// Bytes that were taken and not given yet.
  package var heldBack: Int { text.count - written }

  /// Gives the rest; the stream is as new then.
  package func finish() -> [UInt8] {
    defer { (text, written, quote, last) = ([], 0, nil, nil) }
    return redact(isFinal: true)
  }

  /// Where a text that was cut may end, so that no half of a known secret stands there.
  package static func endOfWhole(in text: [UInt8], _ redactor: Redactor) -> Int {
    let stream = RedactionStream(redactor)
    _ = stream.append(text)
    return text.count - stream.heldBack
  }

  private func redact(isFinal: Bool) -> [UInt8] {
    let (result, end, rest, match) = text.withUnsafeBufferPointer { text in
      var writer = RedactionWriter(redactor, text, keepsForms: keepsForms, from: written)
      writer.quote = quote
      var pass = RedactionPass(redactor.table, text, escapes: escapes, isFinal: isFinal, last: last)
      var end = writer.run(&pass) ?? text.count
      if !isFinal {
        // A match may take along the digits before it.
        let low = max(writer.copied, end - RedactionPass.reach)
        while end > low, RedactionPass.mayBeTaken(text[end - 1]) { end -= 1 }
      }
      writer.copy(to: max(end, writer.copied))
      return (writer.result, writer.copied, writer.quote, pass.last)
    }
    var dropped = max(0, end - Self.contextLength)
    last = nil
    if let match, match.upperBound == end {
      dropped = min(dropped, match.lowerBound)
      last = match.lowerBound - dropped..<end - dropped
    }
    text.removeFirst(dropped)
    written = end - dropped
    quote = rest.map { ($0.end - dropped, $0.mark) }
    return result
  }
}
