import Transcripts

/// What a fence becomes when what came out is taken over.
struct OutputTakeover {
  /// The fence as the transcript has it.
  let fence: CellFence
  /// What came out, as a transcript stores it.
  let output: String
  let status: ExitStatus
  /// How it differs; nil where it is as expected, or nothing is.
  let drift: OutputDrift?
  /// What placeholders stood for before this cell.
  let wildcards: Wildcards

  /// All taken over; what still fits keeps its text, and with it any wildcard.
  ///
  /// A fence without an output fence is run and not compared; it stays so unless it fails.
  var all: CellFence {
    var fence = self.fence
    if let drift {
      take([OutputDrift.Decision](repeating: .accept, count: drift.hunks.count), into: &fence)
    } else if fence.output == nil, status != .done {
      fence.takeOutput(output)
    }
    fence.mustFail = status != .done
    return fence
  }

  /// Takes over what was decided of the output's places; false when that would not say what is meant.
  @discardableResult
  func take(_ decisions: [OutputDrift.Decision], into fence: inout CellFence) -> Bool {
    guard let drift, decisions.contains(where: { $0 != .keep }) else { return true }
    if !fence.isVolatile, let text = drift.patched(decisions, wildcards: wildcards) {
      fence.output = text
    } else if !decisions.contains(.keep) {
      fence.takeOutput(output)
    } else {
      return false
    }
    return true
  }
}
