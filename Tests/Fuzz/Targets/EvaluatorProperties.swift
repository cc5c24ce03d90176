import SnippetRuntime
import SnippetSyntax

/// What holds for running code whatever the code is.
enum EvaluatorProperties {
  static func failure(on text: String) -> String? {
    let source = SourceText(name: "fuzz", text: text)
    let parsed = Parser.parse(source)
    if parsed.hasErrors || hasFarIndex(text) { return nil }
    let interpreter = Interpreter(
      host: StubHost(),
      settings: RuntimeSettings(stepBudget: 20_000, limits: .studio, maximumStringSize: 4096))
    // A second run meets the variables and functions of the first.
    for _ in 0..<2 {
      switch interpreter.compile(parsed.program, source: source) {
      case .failure(let failure):
        return failure.diagnostics.isEmpty
          ? "compiling failed without a reason" : spanFailure(failure.diagnostics, source)
      case .success(let program):
        switch interpreter.run(program) {
        case .finished(let value): _ = value?.displayText
        case .failed(let diagnostic):
          if let failure = spanFailure([diagnostic], source) { return failure }
          if diagnostic.id == "runtime.unknown" { return "a run failed without a reason" }
        case .interrupted: return "nobody stopped the run"
        }
      }
    }
    for name in interpreter.variableNames { _ = interpreter[variable: name]?.displayText }
    return nil
  }

  /// An index of millions takes the memory that it asks for, which is no find.
  private static func hasFarIndex(_ text: String) -> Bool {
    var digits = 0
    var isIndex = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["): (isIndex, digits) = (true, 0)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      default: isIndex = false
      }
      if isIndex, digits > 5 { return true }
    }
    return false
  }

  private static func spanFailure(_ diagnostics: [Diagnostic], _ source: SourceText) -> String? {
    for diagnostic in diagnostics {
      if let span = diagnostic.span, span.start < 0 || span.end > source.utf8.count {
        return "\(diagnostic.id) lies outside the text: \(span)"
      }
      _ = DiagnosticFormatter().format(diagnostic, in: source)
    }
    return nil
  }
}

/// A world where nothing changes, so that each input gives the same each time.
private final class StubHost: Host {
  func trace(_ text: String) {}
  func warn(_ diagnostic: Diagnostic) {}
  func now() -> ClockReading { ClockReading(unixMilliseconds: 1_700_000_000_000, zoneOffsetSeconds: 3600) }
  func zoneOffset(atUnixSeconds seconds: Int64) -> Int { 3600 }
  func random(below limit: Int) -> Int { limit / 2 }
  func randomBytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x5A, count: count) }
  var isInterrupted: Bool { false }
  func send(_ request: RESTProxyRequest) -> RESTProxyAnswer {
    RESTProxyAnswer(
      statusCode: 200, statusDescription: "OK", contentType: "application/json", body: request.body)
  }
}
