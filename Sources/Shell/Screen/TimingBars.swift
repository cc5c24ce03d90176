import HTTPExchange
import TextLayout

/// The phases of an exchange, one under the other, each bar where its phase lay in the whole.
enum TimingBars {
  private static let widest = 40
  /// Columns of names and times, with their gaps.
  private static let beside = 25

  static func text(_ timing: HTTPTiming, columns: Int = 80) -> String {
    let width = max(1, min(widest, columns - beside))
    let phases = [
      ("DNS", timing.nameLookup), ("connect", timing.connect), ("TLS", timing.tlsHandshake),
      ("first byte", timing.firstByte), ("body", timing.body),
    ]
    let total = max(1, timing.total)
    var before = 0
    let rows = phases.map { name, length in
      defer { before += length }
      let start = min(before * width / total, width - 1)
      // A phase that took any time is seen.
      let count = length == 0 ? 0 : max(1, min((length * width + total / 2) / total, width - start))
      let bar = String(repeating: " ", count: start) + String(repeating: "#", count: count)
      return [name, milliseconds(length), bar]
    }
    return TextTable.lines(rows + [["total", milliseconds(timing.total)]])
  }

  private static func milliseconds(_ microseconds: Int) -> String {
    let text = Amount.decimal(Double(microseconds) / 1000, 1)
    return String(repeating: " ", count: max(0, 8 - text.count)) + text + " ms"
  }
}
