import Reports

/// Writes the reports of a replay to where they were asked for.
struct ReportDestinations {
  private let context: ShellContext
  private let requests: [ReportRequest]
  private let isPart: Bool
  /// What is said on standard output; nil when another form goes to a file in its place.
  private let spoken: (any ReportWriter)?
  /// With --print the transcript itself is the output, and what is said of it stands beside it.
  private let say: (String) -> Void

  init(context: ShellContext, options: ReplayOptions) {
    self.context = context
    requests = options.reports
    isPart = options.isPart
    say = options.prints ? context.writeError : context.writeOutput
    let text = TextReport(theme: context.usesColor ? context.theme : nil)
    if let request = requests.first(where: { $0.path == nil }), request.format != .text {
      spoken = options.paintsPart ? JSONLinesReport(theme: context.theme) : request.format.writer
    } else {
      // The text goes to standard output unless it was sent elsewhere.
      spoken = requests.contains { $0.format == .text && $0.path != nil } ? nil : text
    }
  }

  /// The first report that would replace what is replayed.
  func overwritten(by items: [ReplayItem]) -> String? {
    func plain(_ path: String) -> String { Session.withoutDots(context.expandingHome(path)) }
    let read = Set(
      items.flatMap { [$0.path, TranscriptFiles.recordingPath(for: $0.path), $0.prelude ?? ""].map(plain) })
    return requests.lazy.compactMap(\.path).first { read.contains(plain($0)) }
  }

  func begin() { put(spoken?.opening) }

  /// Tells of a transcript as soon as it is done.
  func add(_ transcript: TranscriptReport) {
    let isFailed = if case .failed = transcript.outcome { true } else { false }
    // What could not be done at all is said to the person, whatever else is written.
    // The process that asked for a part says it itself.
    if isFailed, !isPart {
      let text = TextReport(theme: context.usesErrorColor ? context.theme : nil)
      context.writeError(text.text(of: transcript))
    }
    guard !isFailed || !(spoken is TextReport) else { return }
    put(spoken?.text(of: transcript))
  }

  /// Writes the rest and the files; gives the status of the whole.
  func end(_ report: ReplayReport) -> ExitStatus {
    let isInterrupted = report.status == .interrupted
    if !isInterrupted || !(spoken is TextReport) { put(spoken?.closing(of: report)) }
    var status = report.status
    for request in requests {
      guard let path = request.path else { continue }
      do throws(FileError) {
        try write(report, as: request.format, to: context.expandingHome(path))
      } catch {
        context.writeError("error: \(error.message)\n")
        if ![.interrupted, .secretMissing].contains(status) { status = .fileError }
      }
    }
    return status
  }

  private func put(_ text: String?) {
    if let text, !text.isEmpty { say(text) }
  }

  private func write(_ report: ReplayReport, as format: ReportFormat, to path: String) throws(FileError) {
    // The summary of a job on GitHub is one file, to which each command adds.
    guard format == .markdown, path == context.environment("GITHUB_STEP_SUMMARY"), context.files.exists(path)
    else { return try context.files.write(format.writer.whole(report), to: path) }
    var bytes = try context.files.readBytes(path)
    // A blank line ends whatever stands before.
    if let last = bytes.last { bytes += Array((last == UInt8(ascii: "\n") ? "\n" : "\n\n").utf8) }
    bytes += Array(MarkdownReport(bytesBefore: bytes.count).whole(report).utf8)
    try context.files.write(bytes, to: path)
  }
}
