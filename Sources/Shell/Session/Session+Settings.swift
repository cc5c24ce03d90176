import Redaction
import SnippetRuntime
import SnippetSyntax
import TextLayout

extension Session {
  /// Lists the settings, or changes one; `--save` puts it into the settings file for the sessions to come.
  func changeSetting(_ words: [String], _ span: SourceSpan) throws(CellFailure) {
    let isSaved = words.first == "--save"
    let words = isSaved ? Array(words.dropFirst()) : words
    if isSaved { leavesNoTrace = true }
    guard let name = words.first else {
      guard !isSaved else {
        throw CellFailure(
          Diagnostic(.shellUsage, ":set --save needs more", at: span, suggestion: ":set --save NAME VALUE"),
          .invalid)
      }
      return listSettings()
    }
    if !isSaved, let variable = Self.sampleVariables.first(where: { $0.lowercased() == name.lowercased() }) {
      try setSample(variable, words, span)
      return
    }
    guard let entry = SessionSettings.entries.first(where: { $0.name == name }) else {
      let start = span.end - words.joined(separator: " ").utf8.count
      throw CellFailure(
        Diagnostic(
          .shellUnknownSetting, "there is no setting '\(name)'",
          at: isSaved
            ? SourceSpan(max(span.start, start), span.end)
            : SourceSpan(span.start, span.start + name.utf8.count),
          suggestion: NearestName.of(
            name, in: SessionSettings.entries.map(\.name) + (isSaved ? [] : Self.sampleVariables)
          ).map { "did you mean '\($0)'?" } ?? ":set lists them"), .invalid)
    }
    // What only the person sees is no part of a transcript.
    if entry.isOfTheScreen { leavesNoTrace = true }
    if name == "timezone", words.count == 2 { try checkTimeZone(words[1], span) }
    var changed = settings
    let value = words.dropFirst().joined(separator: " ")
    guard words.count == 2 || entry.isList, entry.set(&changed, value) else {
      throw CellFailure(
        Diagnostic(
          .shellSettingValue, "'\(value)' is no value of '\(name)'",
          at: words.count == 2 ? SourceSpan(span.end - words[1].utf8.count, span.end) : span,
          suggestion: ":set \(name) \(entry.values)"), .invalid)
    }
    if isSaved { try save(entry, entry.get(changed), span) }
    // A setting that changes results must stand in the transcript, so saving it alone does not set it.
    guard entry.isOfTheScreen || !isSaved else { return }
    settings = changed
    settings.apply(to: self)
  }

  private func listSettings() {
    func rows(_ entries: [SessionSettings.Entry]) -> [[String]] {
      entries.map { [$0.name, $0.get(settings), "(\($0.get(SessionSettings())))", $0.values, $0.summary] }
    }
    let samples = Self.sampleVariables.map {
      [
        $0, redactor.redact(interpreter[variable: $0]?.displayText ?? ""), "", "VALUE",
        "a sample for the platform's variable",
      ]
    }
    emit(settingsListing(.text, rows(SessionSettings.entries.filter { !$0.isOfTheScreen }) + samples))
    // These differ from person to person, so no transcript holds them.
    guard !isRunningFence else { return }
    show(redacted(settingsListing(.message, rows(SessionSettings.entries.filter(\.isOfTheScreen)))))
  }

  /// A terminal has no column to spare for usual values that are the values of now.
  private func settingsListing(_ kind: OutputPart.Kind, _ rows: [[String]]) -> OutputPart {
    var part = listing(kind, rows)
    let shown = rows.map { row in
      [row[0], row[2].isEmpty || row[2] == "(\(row[1]))" ? row[1] : "\(row[1]) \(row[2])", row[3], row[4]]
    }
    part.screenForm = ScreenForm(.rows(shown, under: []))
    return part
  }

  /// The platform's variables of a contact, which have sample values here (language spec, section 12).
  private static let sampleVariables = ["ANI", "DNIS", "contactId", "masterId"]

  /// Gives a variable of the platform another sample value, which stays until `:reset`.
  private func setSample(_ name: String, _ words: [String], _ span: SourceSpan) throws(CellFailure) {
    guard words.count == 2 else {
      throw CellFailure(
        Diagnostic(
          .shellSettingValue, "'\(name)' needs one value without blanks", at: span,
          suggestion: ":set \(name) VALUE"),
        .invalid)
    }
    var value = words[1]
    if value.count > 1, value.first == "\"", value.last == "\"" {
      value = String(value.dropFirst().dropLast())
    }
    // An id stays a number, as the platform gives it.
    if case .integer = interpreter[variable: name], let number = Int64(value) {
      interpreter[variable: name] = .integer(number)
    } else {
      interpreter[variable: name] = Value(value)
    }
  }

  private func checkTimeZone(_ name: String, _ span: SourceSpan) throws(CellFailure) {
    do throws(TimeZoneFinder.Failure) {
      try host.timeZone.check(name)
    } catch {
      throw CellFailure(
        Diagnostic(.shellTimeZone, error.message, at: span, suggestion: error.suggestion), .invalid)
    }
  }
}
