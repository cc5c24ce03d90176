/// Writes the problems of a replay as workflow commands, which GitHub shows beside the lines of a change.
package struct GitHubAnnotations: ReportWriter {
  /// GitHub shows no more of a kind for one step.
  static let mostOfAKind = 10
  /// GitHub cuts a message behind 4096 characters.
  static let longestMessage = 4000

  package init() {}

  package func closing(of report: ReplayReport) -> String {
    let problems = report.transcripts.map { TranscriptAccount($0) }.flatMap { account in
      account.problems.map { (account.path, $0) }
    }
    var text = ""
    for (path, problem) in problems.prefix(Self.mostOfAKind) {
      let message = PrintableText.beginning(
        of: "\(problem.message)\n\(problem.detail)", upToBytes: Self.longestMessage)
      text += "::error file=\(property(path))"
      if let line = problem.line { text += ",line=\(line)" }
      text += ",title=\(property("patchbay replay: \(problem.name)"))"
      text += "::\(data(message.hasSuffix("\n") ? String(message.dropLast()) : message))\n"
    }
    let left = problems.count - Self.mostOfAKind
    if left > 0 {
      text += "::notice title=patchbay replay::"
      text += left == 1 ? "1 more problem is not shown\n" : "\(left) more problems are not shown\n"
    }
    return text
  }

  private func data(_ text: String) -> String {
    PrintableText.escaping(["%": "%25", "\r": "%0D", "\n": "%0A"], in: text)
  }

  private func property(_ text: String) -> String {
    PrintableText.escaping([":": "%3A", ",": "%2C"], in: data(text))
  }
}
