import SnippetSyntax
import Transcripts

/// Finds the part of a transcript that is to be replayed.
enum CellRange {
  /// What is wrong with the names.
  struct Fault: Error {
    var message: String
  }

  /// The blocks from one cell to another, each named by its id or its number; nil leaves that end open.
  static func blocks(of transcript: Transcript, from first: String?, to last: String?)
    -> Result<ClosedRange<Int>, Fault>
  {
    guard first != nil || last != nil else { return .success(0...max(0, transcript.blocks.count)) }
    var places: [(index: Int, id: String?)] = []
    for (index, block) in transcript.blocks.enumerated() {
      if case .cells(let fence) = block { places.append((index, fence.id)) }
    }
    func place(_ name: String) -> Result<Int, Fault> {
      if let found = places.first(where: { $0.id == name }) { return .success(found.index) }
      if let number = Int(name), number > 0, number <= places.count {
        return .success(places[number - 1].index)
      }
      let ids = places.compactMap(\.id)
      let advice =
        NearestName.of(name, in: ids).map { "did you mean '\($0)'?" }
        ?? "it has \(Session.count(places.count, "cell"))"
      return .failure(Fault(message: "there is no cell '\(name)'; \(advice)"))
    }
    var range = 0...max(0, transcript.blocks.count)
    if let first {
      switch place(first) {
      case .success(let index): range = index...range.upperBound
      case .failure(let fault): return .failure(fault)
      }
    }
    guard let last else { return .success(range) }
    switch place(last) {
    case .success(let index) where index >= range.lowerBound: return .success(range.lowerBound...index)
    case .success: return .failure(Fault(message: "'\(last)' stands before '\(first ?? "")'"))
    case .failure(let fault): return .failure(fault)
    }
  }
}
