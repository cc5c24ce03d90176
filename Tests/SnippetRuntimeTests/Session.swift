import Testing
import JSON
import SnippetRuntime
import SnippetSyntax

/// A host that remembers what it was told and answers as it was set.
final class RecordingHost: Host {
  var traces: [String] = []
  var warnings: [Diagnostic] = []
  var requests: [RESTProxyRequest] = []
  var answer = RESTProxyAnswer(
    statusCode: 200, statusDescription: "OK", contentType: "application/json", body: #"{"id":7}"#)
  /// 2023-11-14 22:13:20 UTC.
  var clock = ClockReading(unixMilliseconds: 1_700_000_000_000, zoneOffsetSeconds: 3600)
  var looksUntilInterrupted = Int.max

  func trace(_ text: String) { traces.append(text) }
  func warn(_ diagnostic: Diagnostic) { warnings.append(diagnostic) }
  func now() -> ClockReading { clock }
  func zoneOffset(atUnixSeconds seconds: Int64) -> Int { clock.zoneOffsetSeconds }
  func random(below limit: Int) -> Int { limit - 1 }
  func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 * 17) } }
  var isInterrupted: Bool {
    looksUntilInterrupted -= 1
    return looksUntilInterrupted < 0
  }
  func send(_ request: RESTProxyRequest) -> RESTProxyAnswer {
    requests.append(request)
    return answer
  }
}

/// An interpreter with its host, and short ways to run cells.
struct Session {
  let host = RecordingHost()
  let interpreter: Interpreter
  private(set) var cells = 0

  init(_ settings: RuntimeSettings = .init()) {
    interpreter = Interpreter(host: host, settings: settings)
  }

  /// What running a cell came to.
  enum Result {
    case shown(Value?)
    case failed(Diagnostic)
    case refused([Diagnostic])
    case interrupted

    /// The shown text, the id of the error, or `interrupted`.
    var summary: String {
      switch self {
      case .shown(let value): value.map(\.displayText) ?? ""
      case .failed(let diagnostic): diagnostic.id
      case .refused(let diagnostics): diagnostics.first?.id ?? "refused"
      case .interrupted: "interrupted"
      }
    }

    var diagnostic: Diagnostic? {
      switch self {
      case .failed(let diagnostic): diagnostic
      case .refused(let diagnostics): diagnostics.first
      default: nil
      }
    }
  }

  @discardableResult
  mutating func run(_ text: String) -> Result {
    cells += 1
    let source = SourceText(name: "cell \(cells)", text: text)
    let parsed = Parser.parse(source)
    if parsed.hasErrors { return .refused(parsed.diagnostics) }
    switch interpreter.compile(parsed.program, source: source) {
    case .failure(let failure): return .refused(failure.diagnostics)
    case .success(let program):
      switch interpreter.run(program) {
      case .finished(let value): return .shown(value)
      case .failed(let diagnostic): return .failed(diagnostic)
      case .interrupted: return .interrupted
      }
    }
  }

  func text(_ name: String) -> String { interpreter[variable: name]?.displayText ?? "<absent>" }

  func json(_ name: String) -> String { interpreter[variable: name]?.jsonValue.text(.compact) ?? "<absent>" }
}

/// A cell and what it must show, trace or fail with.
struct Example: Sendable, CustomTestStringConvertible {
  let source: String
  let expected: String

  init(_ source: String, _ expected: String) {
    self.source = source
    self.expected = expected
  }

  var testDescription: String { source.split(separator: "\n").joined(separator: " ; ") }

  /// Runs the cell in a new session: its traces, else what it shows or the id of its error.
  func outcome() -> String {
    var session = Session()
    let summary = session.run(source).summary
    let traces = session.host.traces.joined(separator: "\n")
    if traces.isEmpty { return summary }
    return summary.isEmpty ? traces : "\(traces)\n\(summary)"
  }
}
