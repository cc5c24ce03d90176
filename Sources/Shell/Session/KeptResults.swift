import IntegrationHub
import SnippetRuntime

/// What the world gave to the cells of a session, so that `:undo` can run them again without it.
struct KeptResults {
  /// What one action or one call of a proxy came to.
  enum Result {
    case outcome(ActionOutcome)
    case answer(RESTProxyAnswer)
  }

  private var results: [Int: [Result]] = [:]
  /// The results of the cell that runs again, the next one last; nil while cells run for the first time.
  private var rest: [Result]?

  /// Whether a cell runs again.
  var isRunningAgain: Bool { rest != nil }

  /// From here on the results of a cell are given out in their order.
  mutating func begin(cell: Int) { rest = results[cell]?.reversed() ?? [] }

  /// From here on results are kept again.
  mutating func end() { rest = nil }

  mutating func keep(_ result: Result, of cell: Int) { results[cell, default: []].append(result) }

  /// What came next when the cell ran first.
  mutating func next() -> Result? { rest?.popLast() }

  /// Forgets the results of a cell and all after it.
  mutating func forget(from cell: Int) { results = results.filter { $0.key < cell } }
}
