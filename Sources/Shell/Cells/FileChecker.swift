import JSON
import SnippetSyntax
import Transcripts

/// Checks whole files for `patchbay check`: Snippet texts, and the cells of transcripts.
package struct FileChecker {
  /// How the findings are written.
  package enum Format: String, CaseIterable, Sendable {
    /// For a person, on stderr.
    case text
    /// One JSON document on stdout; see docs/reference/check-format.md.
    case json
  }

  /// The version of the JSON document; it grows when a member changes its meaning or goes.
  static let formatVersion = 1

  private let context: ShellContext
  private let isForStudio: Bool
  private let format: Format

  package init(context: ShellContext, isForStudio: Bool = false, format: Format = .text) {
    self.context = context
    self.isForStudio = isForStudio
    self.format = format
  }

  /// Checks the files one by one and reports; a file that cannot be read does not hide the others.
  package func check(_ files: [String]) -> ExitStatus {
    var status = ExitStatus.done
    var reported: [JSONValue] = []
    for file in files {
      do throws(FileError) {
        let findings = try findings(in: file)
        let shown = format == .text ? Self.folded(findings) : findings
        for finding in shown { report(finding, file: file, &reported) }
        if findings.contains(where: { $0.diagnostic.severity == .error }), status == .done {
          status = .invalid
        }
      } catch {
        status = .fileError
        if format == .json {
          reported.append(unreadable(file, error.message))
        } else {
          context.writeError("error: \(error.message)\n")
        }
      }
    }
    if format == .json { context.writeOutput(document(reported).text(.pretty) + "\n") }
    return status
  }

  private func findings(in file: String) throws(FileError) -> [CellChecker.Finding] {
    let text = try context.files.read(file)
    let checker = CellChecker(
      context: context, isForStudio: isForStudio, takesScripts: file.lowercased().hasSuffix(".script"))
    guard file.lowercased().hasSuffix(".md") else {
      return checker.findings(in: CellSplitter.cells(in: text), name: file == "-" ? "standard input" : file)
    }
    let transcript: Transcript
    do {
      transcript = try TranscriptReader.read(text, name: file)
    } catch {
      throw FileError("\(file):\(error.line): \(error.message)")
    }
    return transcript.fences.flatMap { fence in
      let cells = CellSplitter.cells(in: fence.source, firstLine: fence.sourceLine)
      let found = checker.findings(in: cells, name: file)
      // A fence marked `error` shows a mistake on purpose.
      return fence.mustFail ? [] : found
    }
  }

  // MARK: Writing

  /// A warning that says the same of several places is shown at the first, with the lines of the others.
  private static func folded(_ findings: [CellChecker.Finding]) -> [CellChecker.Finding] {
    var result: [CellChecker.Finding] = []
    var first: [String: Int] = [:]
    var lines: [Int: [Int]] = [:]
    for finding in findings {
      let key = "\(finding.diagnostic.id) \(finding.diagnostic.message)"
      if finding.diagnostic.severity == .warning, let index = first[key], let span = finding.diagnostic.span {
        let line = finding.source.line(of: span.start)
        if lines[index]?.last != line { lines[index, default: []].append(line) }
      } else {
        first[key] = result.count
        result.append(finding)
      }
    }
    for (index, others) in lines {
      let shown = others.prefix(8).map(String.init).joined(separator: ", ")
      let word = others.count == 1 ? "line" : "lines"
      result[index].diagnostic.notes.append(
        "the same on \(word) \(shown)" + (others.count > 8 ? " and \(others.count - 8) more" : ""))
    }
    return result
  }

  private func report(_ finding: CellChecker.Finding, file: String, _ reported: inout [JSONValue]) {
    if format == .json {
      reported.append(json(finding, file: file))
    } else {
      context.writeError(
        FindingFormatter(colored: context.usesErrorColor, theme: context.theme).text(of: finding) + "\n")
    }
  }

  private func json(_ finding: CellChecker.Finding, file: String) -> JSONValue {
    let (diagnostic, _) = FindingFormatter.masked(finding)
    var members: [JSONObject.Member] = [.init("file", .string(file))]
    if let span = finding.diagnostic.span {
      let table = finding.source.lines
      for (prefix, offset) in [("", span.start), ("end", span.end)] {
        let line = finding.source.firstLine + table.location(of: offset).line - 1
        members.append(.init(prefix.isEmpty ? "line" : "endLine", Self.number(line)))
        members.append(
          .init(prefix.isEmpty ? "column" : "endColumn", Self.number(table.utf16Column(of: offset))))
      }
    }
    members += [
      .init("id", .string(diagnostic.id)), .init("severity", .string(diagnostic.severity.rawValue)),
      .init("message", .string(diagnostic.message)),
      .init("suggestion", diagnostic.suggestion.map { .string($0) } ?? .null),
      .init("replacement", diagnostic.replacement.map { .string($0) } ?? .null),
      .init("notes", .array(diagnostic.notes.map { .string($0) })),
    ]
    return .object(JSONObject(members))
  }

  private func unreadable(_ file: String, _ message: String) -> JSONValue {
    .object(
      JSONObject([
        .init("file", .string(file)), .init("id", .string(ShellDiagnosticID.shellFile.rawValue)),
        .init("severity", .string("error")), .init("message", .string(message)),
        .init("suggestion", .null), .init("replacement", .null), .init("notes", .array([])),
      ]))
  }

  private func document(_ findings: [JSONValue]) -> JSONValue {
    .object(
      JSONObject([.init("version", Self.number(Self.formatVersion)), .init("findings", .array(findings))]))
  }

  private static func number(_ value: Int) -> JSONValue { .number(String(value)) }
}
