package import SnippetSyntax

/// The stable ids of what verbs, commands and actions can find.
///
/// Help, filters and transcripts refer to them, so an id is never given another meaning.
package enum ShellDiagnosticID: String, CaseIterable, Sendable {
  // A verb's words.
  case verbExtraArgument = "verb.extraArgument"
  case verbMissingArgument = "verb.missingArgument"
  case verbSecretSource = "verb.secretSource"
  case verbSecretValue = "verb.secretValue"
  case verbTextExpected = "verb.textExpected"
  case verbUnclosed = "verb.unclosed"
  case verbUnknown = "verb.unknown"
  case jsonInvalid = "json.invalid"
  case jsonObjectExpected = "json.objectExpected"

  // What an action came to.
  case hubAnswer = "hub.answer"
  case hubDefinition = "hub.definition"
  case hubOutputName = "hub.outputName"
  case hubPayload = "hub.payload"
  case hubRefused = "hub.refused"
  case hubTimeout = "hub.timeout"
  case hubUnreachable = "hub.unreachable"
  case secretMissing = "secret.missing"

  // A script's notation, and its run.
  case scriptActionKind = "script.actionKind"
  case scriptActionName = "script.actionName"
  case scriptBranch = "script.branch"
  case scriptEndless = "script.endless"
  case scriptForm = "script.form"
  case scriptTarget = "script.target"
  case scriptUnknown = "script.unknown"
  case scriptUnreachable = "script.unreachable"
  case scriptValue = "script.value"

  // A command's words.
  case shellDryCall = "shell.dryCall"
  case shellExpectation = "shell.expectation"
  case shellFile = "shell.file"
  case shellFileExists = "shell.fileExists"
  case shellIncludedCell = "shell.includedCell"
  case shellIncludesItself = "shell.includesItself"
  case shellInterrupted = "shell.interrupted"
  case shellNotInTranscript = "shell.notInTranscript"
  case shellNoExchange = "shell.noExchange"
  case shellLesson = "shell.lesson"
  case shellNoJSON = "shell.noJSON"
  case shellNoLesson = "shell.noLesson"
  case shellNothingToCompare = "shell.nothingToCompare"
  case shellNothingToTrust = "shell.nothingToTrust"
  case shellNotTrusted = "shell.notTrusted"
  case shellQuery = "shell.query"
  case shellSendsNothing = "shell.sendsNothing"
  case shellSettingValue = "shell.settingValue"
  case shellTooLong = "shell.tooLong"
  case shellTimeZone = "shell.timeZone"
  case shellUnknownCell = "shell.unknownCell"
  case shellUnknownCommand = "shell.unknownCommand"
  case shellUnknownLesson = "shell.unknownLesson"
  case shellUnknownSetting = "shell.unknownSetting"
  case shellUnknownTopic = "shell.unknownTopic"
  case shellUnknownVariable = "shell.unknownVariable"
  case shellUnsavedCells = "shell.unsavedCells"
  case shellUsage = "shell.usage"
}

extension Diagnostic {
  /// Makes a finding of the shell.
  package init(
    _ id: ShellDiagnosticID, _ message: String, at span: SourceSpan? = nil, severity: Severity = .error,
    suggestion: String? = nil, notes: [String] = []
  ) {
    self.init(id.rawValue, message, at: span, severity: severity, suggestion: suggestion, notes: notes)
  }
}
