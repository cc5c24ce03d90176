/// A time zone: how far its clocks are ahead of UTC at each moment.
package struct TimeZone: Sendable {
  /// A span of time in which the clocks keep their distance from UTC.
  package struct Stretch: Hashable, Sendable {
    /// The first moment, in Unix seconds; nil when it has no beginning.
    package var start: Int64?
    /// The first moment after it; nil when it has no end.
    package var end: Int64?
    /// Seconds ahead of UTC.
    package var offset: Int

    package init(start: Int64?, end: Int64?, offset: Int) {
      self.start = start
      self.end = end
      self.offset = offset
    }

    package func contains(_ seconds: Int64) -> Bool {
      (start.map { $0 <= seconds } ?? true) && (end.map { seconds < $0 } ?? true)
    }
  }

  /// Why a zone cannot be read.
  package struct Failure: Error, Equatable {
    package var message: String

    init(_ message: String) { self.message = message }
  }

  /// Universal time, which needs no file.
  package static let utc = TimeZone(name: "UTC", rule: TimeZoneRule(standard: 0))

  /// What a transcript calls it: the name of its file, or its rule.
  package let name: String
  /// False for a zone whose name is its whole rule.
  package let isFromFile: Bool
  private let firstOffset: Int
  /// The moments at which the clocks change, ascending, and their distance from then on.
  private let transitions: [(moment: Int64, offset: Int)]
  /// What holds after the last transition.
  private let rule: TimeZoneRule?

  private init(name: String, rule: TimeZoneRule) {
    self.name = name
    self.rule = rule
    isFromFile = false
    firstOffset = rule.standard
    transitions = []
  }

  /// A zone written as a rule, such as `EST5EDT,M3.2.0,M11.1.0`; nil when the text is none.
  package init?(rule text: String) {
    guard let rule = TimeZoneRule(text) else { return nil }
    self.init(name: text, rule: rule)
  }

  /// The zone that a file of the zone database describes; without a name it takes that of its rule.
  package init(file bytes: [UInt8], name: String?) throws(Failure) {
    let file = try TimeZoneFile(bytes)
    self.name = name ?? file.ruleText ?? "UTC"
    isFromFile = true
    firstOffset = file.firstOffset
    transitions = file.transitions
    rule = file.rule
  }

  /// Seconds that the clocks are ahead of UTC at a moment.
  package func offset(at seconds: Int64) -> Int { stretch(at: seconds).offset }

  /// The span around a moment in which the distance from UTC is the same.
  package func stretch(at seconds: Int64) -> Stretch {
    if let rule, seconds >= transitions.last?.moment ?? .min {
      var stretch = rule.stretch(at: seconds)
      if let last = transitions.last?.moment { stretch.start = max(last, stretch.start ?? last) }
      return stretch
    }
    // The number of transitions up to the moment.
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].moment <= seconds { low = middle + 1 } else { high = middle }
    }
    return Stretch(
      start: low > 0 ? transitions[low - 1].moment : nil,
      end: low < transitions.count ? transitions[low].moment : nil,
      offset: low > 0 ? transitions[low - 1].offset : firstOffset)
  }
}
