import SnippetSyntax

extension Session {
  /// Lists the settings, or changes one.
  func changeSetting(_ words: [String], _ span: SourceSpan) throws(CellFailure) {
    guard let name = words.first else {
      let rows = SessionSettings.entries.map { [$0.name, $0.get(settings), $0.values, $0.summary] }
      emit(OutputPart(.text, TextTable.lines(rows)))
      return
    }
    guard let entry = SessionSettings.entries.first(where: { $0.name == name }) else {
      throw CellFailure(
        Diagnostic(
          "shell.unknownSetting", "there is no setting '\(name)'", at: span,
          suggestion: NearestName.of(name, in: SessionSettings.entries.map(\.name)).map {
            "did you mean '\($0)'?"
          }
            ?? ":set lists them"), .invalid)
    }
    if name == "timezone", words.count == 2 { try checkTimeZone(words[1], span) }
    guard words.count == 2, entry.set(&settings, words[1]) else {
      throw CellFailure(
        Diagnostic(
          "shell.settingValue", "'\(words.dropFirst().joined(separator: " "))' is no value of '\(name)'",
          at: span,
          suggestion: ":set \(name) \(entry.values)"), .invalid)
    }
    settings.apply(to: self)
  }

  private func checkTimeZone(_ name: String, _ span: SourceSpan) throws(CellFailure) {
    do throws(TimeZoneFinder.Failure) {
      try host.timeZone.check(name)
    } catch {
      throw CellFailure(
        Diagnostic("shell.timeZone", error.message, at: span, suggestion: error.suggestion), .invalid)
    }
  }
}
