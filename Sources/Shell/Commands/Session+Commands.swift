import IntegrationHub
import SnippetRuntime
import SnippetSyntax
import TextLayout
import Transcripts
import Redaction

extension Session {
  /// Carries out a `:command`; true in the second place ends the session.
  func perform(_ command: ShellCommand?, named name: String, in source: SourceText) -> (ExitStatus, Bool) {
    let words = source.text.split(whereSeparator: \.isWhitespace)
    // A wrong argument is marked itself; where there is none, the command is.
    let (wordSpan, argument, argumentSpan) = Self.argument(of: name, in: source)
    guard let command else {
      emit(ShellCommand.unknown(name, in: source), in: source)
      return (.invalid, false)
    }
    if runsTranscript,
      [.save, .open, .trust, .quit, .private, .edit, .copy, .undo, .rerun, .recover, .step, .break, .why]
        .contains(
          command)
        || command == .learn || command.isForLessons
        || command == .body && !argument.isEmpty || command == .trace && argument.contains(">")
    {
      emit(
        Diagnostic(
          .shellNotInTranscript, ":\(name) does not run inside a transcript", at: wordSpan,
          suggestion: "type it at the prompt"), in: source)
      return (.invalid, false)
    }
    do throws(CellFailure) {
      switch command {
      case .help: emit(try help(on: argument, argumentSpan))
      case .explain: try explain(argument, argumentSpan)
      case .why: try why(argument, argumentSpan)
      case .vars: listVariables(containing: argument)
      case .show: try showVariable(argument, argumentSpan)
      case .watch: try watch(argument, argumentSpan)
      case .unwatch: try unwatch(argument, argumentSpan)
      case .undo: try undo(argument, argumentSpan)
      case .rerun: return try rerun(argumentSpan, in: source)
      case .step: return try step(argumentSpan, in: source)
      case .break: try changeBreakpoints(argument, argumentSpan)
      case .templates: try listTemplates(argument, argumentSpan)
      case .connections: try listConnections(argument, argumentSpan)
      case .requests: try listRequests(of: argument, argumentSpan)
      case .scripts: try listScripts(argument, argumentSpan)
      case .delete: try delete(argumentSpan, in: source)
      case .graph: try showGraph(argument, argumentSpan, in: source)
      case .trace: try showTrace(argument, argumentSpan)
      case .last: try showLast(wordSpan)
      case .headers: try showHeaders(wordSpan)
      case .body: try showBody(argument, argumentSpan)
      case .path: try showPath(argument, argumentSpan, in: source)
      case .table: try showTable(argument, argumentSpan, in: source)
      case .diff: try showDifference(argument, argumentSpan, in: source)
      case .expect: try expect(argumentSpan, in: source)
      case .copy: try copyToClipboard(argument, argumentSpan, in: source)
      case .timing: try showTiming(wordSpan)
      case .dry: return (try showDry(in: source), false)
      case .set: try changeSetting(words.dropFirst().map(String.init), argumentSpan)
      case .param: return (try setParameter(argumentSpan, in: source), false)
      case .env: try changeEnvironment(argumentSpan, in: source)
      case .save: try save(argument, argumentSpan)
      case .open: try open(argument, argumentSpan)
      case .recover: try recover(argument, argumentSpan)
      case .trust: try trust(argument, argumentSpan)
      case .history: listHistory(containing: argument)
      case .edit: try edit(argument, argumentSpan)
      case .private: try setPrivate(argument, wordSpan)
      case .reset: reset()
      case .learn: try learn(argument, argumentSpan)
      case .goal, .hint, .solution, .skip, .again, .play: try performInLesson(command, wordSpan)
      case .quit: return (.done, true)
      }
      return (.done, false)
    } catch {
      emit(error.diagnostic, in: source)
      return (error.status, false)
    }
  }

  /// The place of a command's word, and what stands behind it; where nothing does, the place is that of the word.
  static func argument(
    of name: String, in source: SourceText
  ) -> (word: SourceSpan, text: String, span: SourceSpan) {
    let colon = source.firstSpan(of: ":", in: SourceSpan(0, source.utf8.count)) ?? SourceSpan(0, 1)
    let word = SourceSpan(colon.start, colon.start + 1 + name.utf8.count)
    var rest = source.text.drop { $0.isWhitespace }.dropFirst(1 + name.count)
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    let text = String(rest)
    return (word, text, source.firstSpan(of: text, in: SourceSpan(word.end, source.utf8.count)) ?? word)
  }

  static func usage(_ command: ShellCommand, _ span: SourceSpan) -> CellFailure {
    CellFailure(
      Diagnostic(.shellUsage, ":\(command.rawValue) needs more", at: span, suggestion: command.usage),
      .invalid)
  }

  func usage(_ command: ShellCommand, _ span: SourceSpan) -> CellFailure { Self.usage(command, span) }

  /// The entries, each with the number of its cell, by which `:rerun` and `:edit` know it.
  private func listHistory(containing text: String) {
    var left = entryCells
    var rows: [(number: String, entry: String)] = []
    // The number belongs to the newest of entries that are the same.
    for entry in history().reversed() {
      let cells = left.removeValue(forKey: entry)
      guard text.isEmpty || entry.lowercased().contains(text.lowercased()) else { continue }
      let number = cells.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      rows.append((number ?? "", entry))
    }
    let width = rows.map(\.number.count).max() ?? 0
    let lines = rows.reversed().flatMap { row in
      row.entry.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { line in
        let number = line.offset == 0 ? row.number : ""
        return String(repeating: " ", count: width - number.count) + number + (width > 0 ? "  " : "")
          + line.element
      }
    }
    var part = OutputPart(
      .message, lines.isEmpty ? "(nothing)" : redactor.mask(lines.joined(separator: "\n")))
    // It was redacted when it was remembered, and must not pass twice.
    part.isRedacted = true
    emit(part)
  }

  private func setPrivate(_ argument: String, _ span: SourceSpan) throws(CellFailure) {
    guard ["", "on", "off"].contains(argument) else { throw usage(.private, span) }
    isPrivate = argument != "off"
    emit(
      OutputPart(
        .message,
        isPrivate ? "(entries are not remembered; :private off ends that)" : "(entries are remembered)"))
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  // MARK: Files

  private func save(_ argument: String, _ span: SourceSpan) throws(CellFailure) {
    var path = argument
    var overwrites = false
    if path.hasPrefix("!") {
      overwrites = true
      path = String(path.dropFirst().drop { $0.isWhitespace })
    } else if path.hasSuffix(" !") {
      overwrites = true
      path = String(path.dropLast(2))
    }
    if path.isEmpty { path = savedPath ?? (journal.isRecovered ? nil : opened?.path) ?? "" }
    guard !path.isEmpty else { throw usage(.save, span) }
    // Its own file, as this session left it, may be written again.
    if path != savedPath, path != opened?.path || journal.isRecovered, !overwrites {
      for existing in [path, TranscriptFiles.recordingPath(for: path)] where context.files.exists(existing) {
        throw CellFailure(
          Diagnostic(
            .shellFileExists, "\(existing) exists already", at: span,
            suggestion: ":save! \(path) overwrites it"),
          .fileError)
      }
    }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let (transcript, recording) = transcript(title: file.hasSuffix(".md") ? String(file.dropLast(3)) : file)
    do {
      let written = try TranscriptFiles(context.files).write(transcript, recording, to: path)
      // What was opened and is not trusted does not become so by another name.
      if case .untrusted = secretPolicy {
      } else {
        TrustStore(context).remember(written.text, recording: written.recording)
      }
      savedPath = path
      noteSaved()
      warnOfProgramWords()
      let exchanges = recording.entries.count
      emit(
        OutputPart(
          .message,
          "saved \(Self.count(transcript.fences.count, "cell")) to \(path)"
            + (exchanges == 0
              ? "" : ", \(Self.count(exchanges, "exchange")) to \(TranscriptFiles.recordingPath(for: path))"))
      )
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
    }
  }

  func open(_ path: String, _ span: SourceSpan) throws(CellFailure) {
    guard !path.isEmpty else { throw usage(.open, span) }
    let transcript: OpenedTranscript
    do {
      transcript = try TranscriptFiles(context.files).read(path)
    } catch {
      throw CellFailure(Diagnostic(.shellFile, error.message, at: span), .fileError)
    }
    open(transcript)
  }

  func open(_ transcript: OpenedTranscript) {
    let shown = show
    show = { _ in }
    let differing = restore(transcript)
    show = shown
    parts = []
    emit(
      OutputPart(
        .message,
        "opened \(transcript.path): \(Self.count(transcript.transcript.fences.count, "cell")) restored, nothing was sent"
          + (differing == 0 ? "" : "; \(differing) gave another output than recorded")))
    guard case .untrusted(let advice, let allowsPractice) = secretPolicy, !hub.secretSources.isEmpty else {
      return
    }
    let isPractice = allowsPractice && hub.secretSources.allSatisfy { $0.source == Self.practiceSecret }
    emit(
      OutputPart(
        .message,
        isPractice
          ? "it was not saved here, so it reaches no host but \(Self.practiceHost): :trust lifts that"
          : "its secrets are not read: \(advice)"))
  }
}
