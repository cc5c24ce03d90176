/// The stops of a run, to go back to; what is kept is bounded.
struct DebugLog {
  static let mostStops = 10_000
  private static let mostBytes = 64 << 20

  private(set) var stops: [DebugStop] = []
  /// The variables before the first stop that is kept.
  private var beginning: VariableTexts
  private var size = 0

  init(_ beginning: VariableTexts = VariableTexts()) { self.beginning = beginning }

  mutating func append(_ stop: DebugStop) {
    stops.append(stop)
    size += stop.size
    while stops.count > Self.mostStops || (size > Self.mostBytes && stops.count > 1) {
      let first = stops.removeFirst()
      size -= first.size
      beginning.apply(first.changes)
    }
  }

  /// The variables as they were at a stop.
  func variables(at index: Int) -> VariableTexts {
    var variables = beginning
    for stop in stops[...index] { variables.apply(stop.changes) }
    return variables
  }
}
