import SnippetSyntax

/// The stable ids of what checking names and running can find.
///
/// Help, filters and transcripts refer to them, so an id is never given another meaning.
package enum RuntimeDiagnosticID: String, CaseIterable, Sendable {
  // Found before a cell runs.
  case wrongArgumentCount = "name.argumentCount"
  case builtinFunction = "name.builtinFunction"
  case functionWithoutCall = "name.functionWithoutCall"
  case hyphen = "name.hyphen"
  case systemVariable = "name.systemVariable"
  case unknownFunction = "name.unknownFunction"
  case unusedResult = "name.unusedResult"
  case dateLiteral = "type.date"
  case notAssignable = "type.notAssignable"
  case numberTooLarge = "type.numberTooLarge"
  case usesRefused = "type.uses"

  // Found while it runs.
  case answerFormat = "runtime.answerFormat"
  case answerSize = "runtime.answerSize"
  case argument = "runtime.argument"
  case argumentCount = "runtime.argumentCount"
  case date = "runtime.date"
  case dateRange = "runtime.dateRange"
  case divisionByZero = "runtime.divisionByZero"
  case index = "runtime.index"
  case interrupted = "runtime.interrupted"
  case json = "runtime.json"
  case nesting = "runtime.nesting"
  case notAProxy = "runtime.notAProxy"
  case notAnArray = "runtime.notAnArray"
  case notAnObject = "runtime.notAnObject"
  case notFinite = "runtime.notFinite"
  case objectSize = "runtime.objectSize"
  case proxyTimeout = "runtime.proxyTimeout"
  case readOnly = "runtime.readOnly"
  case recursionDepth = "runtime.recursionDepth"
  case stepBudget = "runtime.stepBudget"
  case stringSize = "runtime.stringSize"
  case textTooLong = "runtime.textTooLong"
  case thrown = "runtime.thrown"
  case undefinedFunction = "runtime.undefinedFunction"
  case unknown = "runtime.unknown"
  case unknownProperty = "runtime.unknownProperty"
  case xml = "runtime.xml"
}

extension Diagnostic {
  /// Makes a finding of checking or running.
  init(
    _ id: RuntimeDiagnosticID, _ message: String, at span: SourceSpan? = nil, severity: Severity = .error,
    suggestion: String? = nil, notes: [String] = []
  ) {
    self.init(id.rawValue, message, at: span, severity: severity, suggestion: suggestion, notes: notes)
  }
}
