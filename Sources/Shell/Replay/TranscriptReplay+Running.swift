import Encodings
import IntegrationHub
import Redaction
import Reports
import TextLayout
import Transcripts

/// Running the fences.
extension TranscriptReplay {
  // MARK: Step by step

  /// Shows a cell and asks whether it is to run, if every cell is asked about; false ends the replay.
  func mayRun(_ fence: CellFence) -> Bool {
    guard steps else { return true }
    let name = fence.id.map { " (\($0))" } ?? ""
    session.hub.names.registerCredentials(in: fence.source, connection: Hub.scriptConnection)
    write("\(report.path):\(fence.sourceLine)\(name)\n" + session.redactor.mask(fence.source))
    switch context.askKey("[n] run it  [s] step into it  [c] run all  [q] stop: ", "nscq") {
    case "n": return true
    case "s":
      session.debugger.isStepping = true
      return true
    case "c":
      steps = false
      return true
    default: return false
    }
  }

  /// Lets the debugger ask for a key at each stop; what the cells give is shown when they have ended.
  func prepareStepping() {
    session.debugger.output = { [unowned self] part in write(part.text) }
    session.readDebugEntry = { [context] _ in
      context.askKey(Self.debugKeys, "snoacbfwvq").map { .text(String($0)) } ?? .endOfInput
    }
  }

  private static let debugKeys =
    "[s] step  [n] next  [o] out  [a] action  [c] go on  [b] back  [f] forth  [w] where  [v] vars  [q] quit: "

  func write(_ text: String) {
    guard !text.isEmpty else { return }
    (options.prints ? context.writeError : context.writeOutput)(ControlCharacters.visible(text) + "\n")
  }

  // MARK: One fence

  func run(_ fence: CellFence) -> FenceResult {
    defer { session.debugger.isStepping = false }
    guard options.isLive, fence.source.holds("‹secret:") else { return session.run(fence) }
    // A credential stood in the cell as it was; the file holds only its reference.
    var missing: String?
    var result = session.run(fence) { [context, session] reference in
      let advice =
        reference.connection == Hub.scriptConnection
        ? "put it into a connection's secret instead"
        : "write [[\(reference.name)]] in the cell and: secret \(reference.connection) \(reference.name) from env NAME"
      if case .read = session.secretPolicy,
        let value = context.askSecret("value of \(reference.path): "), !value.isEmpty
      {
        return value
      }
      missing = "the secret \(reference.path) was typed and is not stored; \(advice)"
      return nil
    }
    guard let missing else { return result }
    context.writeError("\(report.path):\(fence.sourceLine): error: \(missing)\n")
    result.status = .secretMissing
    return result
  }
}
