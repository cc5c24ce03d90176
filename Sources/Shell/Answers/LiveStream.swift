import HTTPExchange
import IntegrationHub
import Redaction
import TextLayout

/// Shows a stream while it arrives: each event as soon as it is whole, redacted, with what it says itself learnt before.
final class LiveStream {
  private let hub: Hub
  private let show: (OutputPart) -> Void
  private var text: StreamedText
  private let redaction: RedactionStream
  /// Redacted, up to a line end that is still to come.
  private var line: [UInt8] = []
  /// False once something came that is no UTF-8: it has to be read as a whole before it can be searched.
  private(set) var isShown = true

  init(_ format: StreamFormat, hub: Hub, show: @escaping (OutputPart) -> Void) {
    self.hub = hub
    self.show = show
    text = StreamedText(format)
    redaction = RedactionStream(hub.redactor)
  }

  /// Events or values so far.
  var count: Int { text.count }
  var noun: String { text.noun }

  func append(_ piece: UnsafeRawBufferPointer) { take(text.append(piece)) }

  /// Shows what is left.
  func finish() {
    if let last = text.finish() { take([last]) }
    guard isShown else { return }
    line += redaction.finish()
    if line.last != 0x0A, !line.isEmpty { line.append(0x0A) }
    showLines()
  }

  private func take(_ items: [StreamedText.Item]) {
    guard isShown, !items.isEmpty else { return }
    for item in items {
      // A zero byte or a character that could not be read is a sign of another character set.
      guard !item.text.utf8.contains(0), !item.text.unicodeScalars.contains("\u{FFFD}") else {
        isShown = false
        break
      }
      hub.learn(fromPart: item.payload)
      line += redaction.append(Array(item.text.utf8) + [0x0A])
    }
    showLines()
  }

  private func showLines() {
    guard let end = line.lastIndex(of: 0x0A) else { return }
    let lines = line[..<end].split(separator: 0x0A, omittingEmptySubsequences: false)
    line.removeSubrange(...end)
    var part = OutputPart(.streamed, lines.map { ShownLine.visible($0) }.joined(separator: "\n"))
    part.isRedacted = true
    show(part)
  }
}

/// How much of one line is shown.
enum ShownLine {
  /// Bytes of one line that are shown.
  static let longest = 4_000

  /// A redacted line, cut where it is long, with its control characters made visible.
  static func visible(_ line: some Collection<UInt8>, upTo longest: Int = longest) -> String {
    let shown = ControlCharacters.visible(String(decoding: line.prefix(longest), as: UTF8.self))
    let rest = line.count - longest
    return rest > 0 ? "\(shown)... \(rest) B more" : shown
  }
}
