import JSON
import HTTPExchange
import IntegrationHub
import Redaction
import SnippetRuntime
import SnippetSyntax
import TextLayout
import Transcripts

/// `include FILE`: the cells of another transcript run as a part of this one (docs/decisions/includes.md).
extension Session {
  /// The transcripts that are being included, the outermost first.
  struct IncludeStack {
    var paths: [String] = []
    /// More than this is a circle that links hide.
    static let mostPaths = 16
    /// Files that include others many times would run without end.
    static let mostCells = 10_000
  }

  /// A path as a transcript has it: it counts from the transcript's folder; at the prompt from where patchbay started.
  func resolved(_ path: String) -> String {
    let path = context.expandingHome(path)
    guard !path.hasPrefix("/"), let base = includeStack.paths.last ?? transcriptPath,
      let slash = base.lastIndex(of: "/")
    else { return Self.withoutDots(path) }
    return Self.withoutDots(String(base[...slash]) + path)
  }

  /// A path without `.` and `name/..`, so that one file has one name.
  static func withoutDots(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// Carries out `include`; what its cells give is not shown, but for what fails.
  func include(
    _ file: VerbCall.Text, _ values: VerbCall.Definition?, in source: SourceText
  ) throws(CellFailure) -> ExitStatus {
    let path = resolved(try text(file, in: source))
    let opened: OpenedTranscript
    do throws(FileError) {
      opened = try includedTranscript(path)
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: file.span), .fileError)
    }
    guard !(includeStack.paths + [transcriptPath].compactMap { $0 }).contains(path),
      includeStack.paths.count < IncludeStack.mostPaths
    else {
      let chain = (includeStack.paths + [path]).joined(separator: " includes ")
      throw CellFailure(
        Diagnostic(.shellIncludesItself, "a transcript cannot include itself: \(chain)", at: file.span),
        .invalid)
    }
    try checkTrust(of: opened, file)
    hub.names.registerCredentials(in: source.text, connection: Hub.scriptConnection)
    if includeStack.paths.isEmpty { includedCells = 0 }
    let outer = parameterValues
    for member in values?.object.members ?? [] {
      // What was given to the whole goes before what the including cell says.
      if outer.values[member.name.lowercased()] == nil { parameterValues.give(member.name, member.value) }
    }
    defer { parameterValues.values = outer.values }
    includeStack.paths.append(path)
    defer { includeStack.paths.removeLast() }
    return runCells(of: opened.transcript, at: file.span, in: source)
  }

  /// The transcript at a path; the one that ran before, when `:undo` runs its cell again.
  private func includedTranscript(_ path: String) throws(FileError) -> OpenedTranscript {
    if isGoingBack, let known = includedTranscripts[path] { return known }
    let opened = try TranscriptFiles(context.files).readRegular(path)
    includedTranscripts[path] = opened
    return opened
  }

  private func checkTrust(of opened: OpenedTranscript, _ file: VerbCall.Text) throws(CellFailure) {
    guard case .read = secretPolicy, !isGoingBack else {
      if !isGoingBack, !TrustStore(context).trusts(opened) { untrustedIncludes.append(opened) }
      return
    }
    if !TrustStore(context).trusts(opened) {
      guard trustsIncludes else {
        throw CellFailure(
          Diagnostic(
            .shellNotTrusted, "\(opened.path) was neither saved here nor trusted as it is now", at: file.span,
            suggestion: "if you trust it: :trust \(opened.path), or patchbay replay --live --trust"),
          .secretMissing)
      }
      if let disguise = Disguise.first(in: opened.transcript) {
        throw CellFailure(
          Diagnostic(
            .shellNotTrusted, "\(opened.path):\(disguise.message)", at: file.span,
            suggestion: Disguise.advice), .secretMissing)
      }
    }
  }

  /// Runs fences up to the first that is not as it should be, and shows what that one gave.
  private func runCells(
    of transcript: Transcript, at span: SourceSpan, in source: SourceText
  ) -> ExitStatus {
    let (outerParts, outerSource, outerName) = (parts, submitted, sourceName)
    let (shown, shownLong, outerFence) = (show, showLong, isRunningFence)
    (show, showLong, isRunningFence) = ({ _ in }, { _ in }, true)
    var failure: (status: ExitStatus, parts: [OutputPart], line: Int)?
    for fence in transcript.fences {
      guard !context.interruption.isInterrupted || isGoingBack else {
        failure = (.interrupted, [], fence.sourceLine)
        break
      }
      let result = runIncluded(fence)
      guard result.status != .done || fence.mustFail else { continue }
      if result.status == .interrupted || !fence.mustFail || result.status == .done {
        failure = (result.status, result.parts, fence.sourceLine)
        break
      }
    }
    (parts, submitted, sourceName) = (outerParts, outerSource, outerName)
    (show, showLong, isRunningFence) = (shown, shownLong, outerFence)
    guard let failure else { return .done }
    guard failure.status != .interrupted else { return .interrupted }
    let place = "\(includeStack.paths.last ?? ""):\(failure.line)"
    let message =
      failure.status == .done
      ? "the cell at \(place) is marked error and does not fail" : "the cell at \(place) fails"
    failure.parts.forEach { emit($0) }
    emit(Diagnostic(.shellIncludedCell, message, at: span), in: source)
    return failure.status == .done ? .differs : failure.status
  }

  private func runIncluded(_ fence: CellFence) -> (status: ExitStatus, parts: [OutputPart]) {
    sourceName = includeStack.paths.last
    let text = standIns?.restore(fence.source) ?? redactor.restore(fence.source) { _ in nil }
    var given: [OutputPart] = []
    for var cell in fence.cells(in: text) {
      cell.firstLine += fence.sourceLine - 1
      includedCells += 1
      guard includedCells <= IncludeStack.mostCells else {
        let message = "more than \(IncludeStack.mostCells) cells would be included"
        emit(Diagnostic(.shellIncludesItself, message), in: nil)
        return (.invalid, parts)
      }
      let result = submit(cell)
      given += result.parts
      if result.status != .done { return (result.status, given) }
    }
    return (.done, given)
  }
}
