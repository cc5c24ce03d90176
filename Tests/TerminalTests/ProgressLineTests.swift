import Terminal
import Testing

@Suite struct ProgressLineTests {
  @Test(
    arguments: [
      (0, nil, 2_100, "waiting for an answer, 2.1 s; Ctrl-C stops"),
      (312, nil, 1_000, "312 B, 312 B/s, 1.0 s"),
      (1_234_567, 10_000_000, 500, "1.2 MB of 10 MB, 12 %, 2.5 MB/s, 0.5 s"),
      // More came than was announced: nothing can be said of the share.
      (20, 10, 1_000, "20 B, 20 B/s, 1.0 s"),
    ] as [(Int, Int?, Int, String)])
  func itSaysHowFarItCame(_ received: Int, _ total: Int?, _ elapsed: Int, _ text: String) {
    #expect(ProgressLine.text(received: received, total: total, elapsedMilliseconds: elapsed) == text)
  }

  @Test func itComesLateAndGoesAway() {
    var written = ""
    let line = ProgressLine(write: { written += $0 }, columns: { 20 })
    line.update(received: 5, total: nil, elapsedMilliseconds: 499)
    line.clear()
    #expect(written.isEmpty)
    line.update(received: 0, total: nil, elapsedMilliseconds: 501)
    #expect(written.contains("waiting for an answe") == false && written.contains("waiting for an answ"))
    line.clear()
    #expect(written.hasSuffix("\r\u{1B}[K"))
  }

  @Test func itGoesAwayFromEveryRowOfATerminalThatBecameNarrow() {
    var (written, columns) = ("", 40)
    let line = ProgressLine(write: { written += $0 }, columns: { columns })
    line.update(received: 0, total: nil, elapsedMilliseconds: 501)
    columns = 15
    written = ""
    line.update(received: 0, total: nil, elapsedMilliseconds: 601)
    #expect(written.hasPrefix("\r\u{1B}[2A\u{1B}[J"))
    columns = 7
    written = ""
    line.clear()
    #expect(written == "\r\u{1B}[1A\u{1B}[J\u{1B}[K")
  }
}
