import HTTPExchange
import Redaction
import TextLayout
import Transcripts

/// Says of a request that no recorded answer is left for what comes nearest to it, and what differs.
struct UnrecordedRequest {
  let asked: HARRequest
  /// False for a body made of files, which is not compared.
  let comparesBody: Bool
  /// The exchanges whose answers are left, and those whose answers were given, each in the order of the recording.
  let left: [RecordedExchange]
  let used: [RecordedExchange]
  /// Those of the used ones that are answers to this request.
  let answers: [RecordedExchange]
  let standIns: StandIns
  /// Whether two stored texts say the same.
  let isSame: (String, String) -> Bool

  private static let mostDifferences = 12
  private static let mostCells = 5
  private static let urlColumns = 200
  private static let placeColumns = 80
  private static let valueColumns = 60
  /// Bodies that are compared to choose among requests to one address, and the bytes of the longest.
  private static let mostBodies = 20
  private static let longestBody = 1 << 16

  /// The request alone, which is cheap.
  var summary: String {
    let request = self.request(asked)
    let advice = "; --live sends it"
    guard answers.isEmpty else {
      let count = Session.count(answers.count, "answer")
      return "the recording holds \(count) to \(request), and this asks once more\(advice)"
    }
    return
      "the recording holds no answer to \(request)\(left.isEmpty && used.isEmpty ? ", nor to any other" : "")\(advice)"
  }

  /// The nearest recording and what differs, a line each.
  var notes: [String] {
    guard answers.isEmpty else {
      let cells = answers.compactMap(\.cell)
      let names = cells.prefix(Self.mostCells) + (cells.count > Self.mostCells ? ["others"] : [])
      return names.isEmpty ? [] : ["recorded by \(restored(names.joined(separator: ", ")))"]
    }
    guard let nearest else { return [] }
    let differences = self.differences(from: nearest)
    var notes = ["the nearest is \(request(nearest.exchange.request))"]
    if let cell = nearest.exchange.cell { notes[0] += ", recorded by \(restored(cell))" }
    if nearest.isUsed { notes[0] += ", and its answer is used" }
    notes += differences.prefix(Self.mostDifferences).map(line)
    let more = differences.count - Self.mostDifferences
    if more > 0 { notes.append("and \(Session.count(more, "more difference"))") }
    return notes
  }

  // MARK: The nearest

  private struct Candidate {
    var exchange: RecordedExchange
    var isUsed: Bool
    var comparison: RequestComparison
    var nearness: [Int]
  }

  /// The one that comes first in the recording of those that are nearest.
  private var nearest: Candidate? {
    let candidates = left.map { candidate($0, isUsed: false) } + used.map { candidate($0, isUsed: true) }
    guard let best = candidates.map(\.nearness).max(by: { $0.lexicographicallyPrecedes($1) }) else {
      return nil
    }
    let nearest = candidates.filter { $0.nearness == best }
    guard comparesBody, nearest.count > 1 else { return nearest.first }
    let bodies = nearest.prefix(Self.mostBodies).filter {
      [$0.exchange.request, asked].allSatisfy { $0.body?.bytes.count ?? 0 <= Self.longestBody }
    }
    let counts = bodies.map { $0.comparison.bodyDifferences(plain: standIns.restore).count }
    return zip(bodies, counts).min { $0.1 < $1.1 }?.0 ?? nearest.first
  }

  /// What decides, the most important first: method and path, path, server, shared segments, method, an answer that
  /// is left, shared parameters.
  private func candidate(_ exchange: RecordedExchange, isUsed: Bool) -> Candidate {
    let comparison = RequestComparison(exchange.request, asked, by: isSame)
    let differences = comparison.addressDifferences
    func count(_ place: String) -> Int { differences.count { $0.place.hasPrefix(place) } }
    let (isPath, method) = (count("path segment") == 0, count("method"))
    let nearness = [
      isPath && method == 0 ? 1 : 0, isPath ? 1 : 0, -count("server"), comparison.sharedSegments, -method,
      isUsed ? 0 : 1, -count("parameter"),
    ]
    return Candidate(exchange: exchange, isUsed: isUsed, comparison: comparison, nearness: nearness)
  }

  private func differences(from candidate: Candidate) -> [RequestDifference] {
    candidate.comparison.addressDifferences
      + (comparesBody ? candidate.comparison.bodyDifferences(plain: standIns.restore) : [])
  }

  // MARK: Lines

  private func request(_ request: HARRequest) -> String {
    restored("\(request.method) \(Self.shown(request.url, Self.urlColumns))")
  }

  private func line(_ difference: RequestDifference) -> String {
    let values = [difference.recorded, difference.asked].compactMap { value in
      value.map { $0.isEmpty ? "\"\"" : Self.shown($0, Self.valueColumns) }
    }
    let place = Self.shown(difference.place, Self.placeColumns)
    return restored("\(place): \(values.joined(separator: " -> ")) (\(difference.word))")
  }

  /// With what stands for secrets in this replay, which the redactor of the output knows.
  private func restored(_ line: String) -> String { standIns.restore(line) }

  /// A stored text on one line, cut outside of its references.
  private static func shown(_ text: String, _ columns: Int) -> String {
    let shown = text.shownOnOneLine(columns: columns)
    let bytes = Array(shown.utf8)
    guard let start = StoredReference.startOfCut(in: bytes) else { return shown }
    return String(decoding: bytes[..<start], as: UTF8.self) + "…"
  }
}
