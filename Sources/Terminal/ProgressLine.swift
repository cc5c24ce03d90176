import Shell
import TextLayout

/// One line at the foot of a terminal that tells how far a transfer has come, and goes away after it.
package final class ProgressLine {
  /// Milliseconds before there is anything to tell; most exchanges are over by then.
  package static let patience = 500

  private let write: (String) -> Void
  private let columns: () -> Int
  /// How many columns the line takes that stands there; 0 for none.
  private var width = 0

  /// `write` gets text for the terminal; `columns` is its width of now.
  package init(write: @escaping (String) -> Void, columns: @escaping () -> Int) {
    self.write = write
    self.columns = columns
  }

  /// Draws the line anew, unless the transfer is young.
  package func update(received: Int, total: Int?, elapsedMilliseconds: Int) {
    guard elapsedMilliseconds >= Self.patience else { return }
    let text = Self.text(received: received, total: total, elapsedMilliseconds: elapsedMilliseconds)
    let wipe = wipe
    // The last column stays free: some terminals go to the next line there.
    let shown = text.prefix(max(1, columns() - 1))
    width = shown.count
    write("\(wipe)\u{1B}[2m\(shown)\u{1B}[0m\u{1B}[K")
  }

  /// Takes the line away.
  package func clear() {
    guard width > 0 else { return }
    write(wipe + "\u{1B}[K")
    width = 0
  }

  /// What brings the cursor to where the line begins: a terminal that became narrow has folded it into several rows.
  private var wipe: String {
    let rows = max(0, width - 1) / max(1, columns())
    return rows > 0 ? "\r\u{1B}[\(rows)A\u{1B}[J" : "\r"
  }

  /// What the line says, such as `1.2 MB of 10 MB, 12 %, 3.4 MB/s, 2.1 s`.
  package static func text(received: Int, total: Int?, elapsedMilliseconds: Int) -> String {
    let seconds = Amount.decimal(Double(elapsedMilliseconds) / 1000, 1) + " s"
    guard received > 0 else { return "waiting for an answer, \(seconds); Ctrl-C stops" }
    let rate = Amount.bytes(received * 1000 / max(1, elapsedMilliseconds)) + "/s"
    guard let total, total >= received else {
      return [Amount.bytes(received), rate, seconds].joined(separator: ", ")
    }
    let share = "\(Int(Double(received) / Double(total) * 100)) %"
    return ["\(Amount.bytes(received)) of \(Amount.bytes(total))", share, rate, seconds]
      .joined(separator: ", ")
  }
}
