import Reports
import TextLayout
import Transcripts

/// Shows a person each difference, and asks what becomes of it.
final class DriftReview {
  /// Why no more is asked.
  enum End { case stopped, interrupted }

  private enum Answer { case accept, keep, wildcard }

  private let context: ShellContext
  private let write: (String) -> Void
  private let text: DriftText
  private var acceptsAll = false
  /// Set once the person wants no more questions.
  private(set) var end: End?
  /// Whether anything is to be written.
  private(set) var hasChanges = false

  private static let help = """
    y  expect from now on what came out
    n  leave the expectation as it is
    w  expect a wildcard that fits both
    a  accept this and all that follows
    q  stop, keeping what was decided
    ?  this help

    """

  /// With `prints` the transcript itself is the output, and what is asked stands beside it.
  init(context: ShellContext, prints: Bool) {
    self.context = context
    write = prints ? context.writeError : context.writeOutput
    text = DriftText(theme: (prints ? context.usesErrorColor : context.usesColor) ? context.theme : nil)
  }

  /// Starts anew for another transcript.
  func begin() { hasChanges = false }

  /// The fence as the person wants it.
  func decide(_ takeover: OutputTakeover, _ cell: inout CellReport, path: String) -> CellFence {
    var fence = takeover.fence
    guard cell.outcome == .differs else { return fence }
    let id = cell.id.map { " (\(ControlCharacters.visible($0, onOneLine: true)))" } ?? ""
    var head = "\(path):\(cell.line): cell \(cell.number)\(id)\n" + (cell.note.map { "  \($0)\n" } ?? "")
    var isWhole = true
    for problem in cell.problems {
      switch problem {
      case .succeeds, .fails:
        guard decideMark(problem, head) else {
          isWhole = false
          break
        }
        fence.mustFail = takeover.status != .done
        if fence.output == nil, fence.mustFail { fence.takeOutput(takeover.output) }
      case .output:
        let decisions = decideOutput(takeover, shown: cell.drift, head)
        isWhole = isWhole && !decisions.contains(.keep)
        if !takeover.take(decisions, into: &fence) {
          isWhole = false
          write("what came out reads as a wildcard in part, so it is accepted as a whole or not at all\n")
        }
      }
      head = ""
    }
    cell.isUpdated = isWhole
    hasChanges =
      hasChanges || fence != takeover.fence
      || fence.output.map { Array($0.utf8) } != takeover.fence.output.map { Array($0.utf8) }
    return fence
  }

  private func decideMark(_ problem: CellReport.Problem, _ head: String) -> Bool {
    let words =
      if case .fails(let status) = problem {
        "  the cell now fails with status \(status.description), and is not marked error\n"
      } else {
        "  the cell no longer fails, and is marked error\n"
      }
    return ask(head + words, wildcard: nil) == .accept
  }

  /// `shown` is the drift as a report may show it: where the file holds a secret, all is accepted or nothing.
  private func decideOutput(
    _ takeover: OutputTakeover, shown: OutputDrift?, _ head: String
  ) -> [OutputDrift.Decision] {
    guard let drift = takeover.drift else { return [] }
    let shown = shown ?? drift
    guard drift.isWhole, shown.expected == drift.expected else {
      let answer = ask(head + text.text(of: shown), wildcard: nil)
      return .init(repeating: answer == .accept ? .accept : .keep, count: drift.hunks.count)
    }
    var head = head
    return drift.hunks.map { hunk in
      let wildcards = drift.isExact ? nil : hunk.proposal(takeover.wildcards)
      let answer = ask(head + text.text(of: hunk, in: drift), wildcard: wildcards)
      head = ""
      return switch answer {
      case .accept: .accept
      case .keep: .keep
      case .wildcard: wildcards.map { .put($0) } ?? .keep
      }
    }
  }

  private func ask(_ shown: String, wildcard: [String]?) -> Answer {
    if end != nil { return .keep }
    if acceptsAll { return .accept }
    write(shown)
    let choice = wildcard.map {
      $0.count == 1 && $0[0].count <= 20
        ? "[w] wildcard \(ControlCharacters.visible($0[0], onOneLine: true))  " : "[w] wildcard  "
    }
    let question = "[y] accept  [n] keep  \(choice ?? "")[a] accept all  [q] stop  [?] help: "
    while true {
      switch context.askKey(question, wildcard == nil ? "ynaq?" : "ynwaq?") {
      case "y": return .accept
      case "n": return .keep
      case "w" where wildcard != nil: return .wildcard
      case "a":
        acceptsAll = true
        return .accept
      case "q":
        end = .stopped
        return .keep
      case "?": write(Self.help)
      default:
        end = .interrupted
        return .keep
      }
    }
  }
}
