import TextLayout
import Transcripts

/// Writes a replay as Markdown: a table of the transcripts, then what differs.
///
/// It never has more bytes than its limit; what does not fit is counted.
package struct MarkdownReport: ReportWriter {
  /// GitHub refuses a summary of more than 1 MiB, GitLab a note of more than 1,000,000 characters.
  package static let usualLimit = 1_000_000
  /// The most that is shown of one difference.
  static let longestDetail = 50_000
  /// Room for the heading, and for what is said of what is left out.
  private static let frame = 500

  private let limit: Int

  /// With `bytesBefore` as many fewer are written, since what they stand behind counts as well.
  package init(limit: Int = usualLimit, bytesBefore: Int = 0) {
    self.limit = max(0, limit - bytesBefore - Self.frame)
  }

  package func closing(of report: ReplayReport) -> String {
    let accounts = report.transcripts.map { TranscriptAccount($0) }
    let count = accounts.count == 1 ? "1 transcript replays" : "\(accounts.count) transcripts replay"
    var text = "## patchbay replay\n\n**\(report.goodTranscripts) of \(count) as recorded.**\n"
    // Of very many transcripts, half of the room is kept for the differences.
    let rows = zip(accounts, report.transcripts).map { Self.row($0, $1) }
    let shown = Self.prefix(of: rows, upToBytes: limit / 2)
    if !shown.isEmpty {
      text += "\n| transcript | cells | problems | not compared | result |\n"
      text += "| --- | ---: | ---: | ---: | --- |\n" + shown.joined()
    }
    text += Self.leftOut(rows.count - shown.count, "transcript")

    let room = limit - shown.reduce(0) { $0 + $1.utf8.count }
    let sections = accounts.lazy.flatMap { account in
      account.problems.lazy.map { Self.section($0, of: account) }
    }
    let told = Self.prefix(of: sections, upToBytes: room)
    text += told.joined()
    return text + Self.leftOut(accounts.reduce(0) { $0 + $1.problems.count } - told.count, "problem")
  }

  private static func prefix(of parts: some Sequence<String>, upToBytes limit: Int) -> [String] {
    var left = limit
    return Array(
      parts.prefix { part in
        left -= part.utf8.count
        return left >= 0
      })
  }

  private static func leftOut(_ count: Int, _ what: String) -> String {
    guard count > 0 else { return "" }
    return count == 1
      ? "\n1 more \(what) is left out here for want of room.\n"
      : "\n\(count) more \(what)s are left out here for want of room.\n"
  }

  // MARK: Parts

  private static func row(_ account: TranscriptAccount, _ transcript: TranscriptReport) -> String {
    let result =
      switch transcript.outcome {
      case _ where transcript.isUpdated: "updated"
      case .asRecorded: "as recorded"
      case .differs: "**differs**"
      case .secretMissing: "**a secret is missing**"
      case .failed: "**failed**"
      case .interrupted: "**interrupted**"
      }
    let counts = [transcript.cells.count, account.problems.count, account.count(.skipped)]
    return "| \(cell(account.path)) | " + counts.map(String.init).joined(separator: " | ")
      + " | \(result) |\n"
  }

  private static func section(_ problem: CellAccount, of account: TranscriptAccount) -> String {
    let place = problem.line.map { "\(account.path):\($0)" } ?? account.path
    var text = "\n### \(code(place.cut(toColumns: 300)))\n\n"
    if problem.line != nil { text += "Cell \(code(problem.name)): " }
    text += "\(code(PrintableText.beginning(of: problem.message, upToBytes: 2000)))\n"
    guard !problem.detail.isEmpty else { return text }
    let detail = PrintableText.beginning(of: problem.detail, upToBytes: longestDetail)
    let marks = FenceWriter.fenceMarks(for: detail)
    return text + "\n\(marks)diff\n\(detail)\(detail.hasSuffix("\n") ? "" : "\n")\(marks)\n"
  }

  /// A text as it is, whatever marks it holds.
  private static func code(_ text: String) -> String {
    let line = text.split(separator: "\n").joined(separator: " ")
    let mark = UInt8(ascii: "`")
    var longest = 0
    for run in line.utf8.split(whereSeparator: { $0 != mark }) { longest = max(longest, run.count) }
    let marks = String(repeating: "`", count: longest + 1)
    // One blank at each end is taken away again.
    let (first, last) = (line.utf8.first, line.utf8.last)
    let needsBlanks = first == nil || first == mark || last == mark || first == UInt8(ascii: " ")
    return needsBlanks ? "\(marks) \(line) \(marks)" : marks + line + marks
  }

  /// The same in a table, where a bar ends the cell even in code.
  private static func cell(_ path: String) -> String {
    let path = path.cut(toColumns: 300)
    guard path.utf8.contains(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: "\\") }) else {
      return code(path)
    }
    let escaped = path.unicodeScalars.map { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ".", "/", "-": String(scalar)
      case _ where scalar.isASCII: "&#\(scalar.value);"
      default: String(scalar)
      }
    }
    return "<code>\(escaped.joined())</code>"
  }
}
