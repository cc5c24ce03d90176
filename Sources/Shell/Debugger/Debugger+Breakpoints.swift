import SnippetRuntime
import SnippetSyntax

/// Which breakpoints a place has reached.
extension Debugger {
  /// Notes the values that later ones are compared with.
  func noteValues() { _ = changedBreakpoints() }

  /// The breakpoints at a line, and those of which the value has changed since the line before.
  func breakpoints(at place: ExecutionPlace) -> [Int] {
    guard !breakpoints.isEmpty else { return [] }
    let line = isOwn(place.source) ? place.source.line(of: place.span.start) : 0
    return breakpoints.indices.filter { breakpoints[$0] == .line(line) } + changedBreakpoints()
  }

  func changedBreakpoints() -> [Int] {
    breakpoints.indices.filter { index in
      guard case .change(let path) = breakpoints[index] else { return false }
      let now = text(at: path)
      defer { values[path.text] = now }
      return now != values[path.text]
    }
  }

  /// Carries out what puts variables aside or back; they have not changed by that.
  func exchangeVariables(_ body: () -> Void) {
    let paths = breakpoints.compactMap { if case .change(let path) = $0 { path } else { nil } }
    let before = paths.map { text(at: $0) }
    body()
    for (path, text) in zip(paths, before) {
      let now = self.text(at: path)
      if now != text { values[path.text] = now }
    }
  }

  /// Why a run stops.
  func reasons(_ reached: [Int]) -> [String] {
    reached.map { "breakpoint \($0 + 1): \(breakpoints[$0].text)" }
  }

  private func text(at path: ValuePath) -> String? {
    session.watchedValue(at: path).map { VariableTexts.text(of: $0) }
  }
}
