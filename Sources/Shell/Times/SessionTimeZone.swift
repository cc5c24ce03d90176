import SnippetRuntime

/// The time zone of a session: read when it is first needed, and remembered as far as it was used.
///
/// A transcript holds the name of the local zone and the stretches of zones that were used, so that it replays the
/// same where the zone is another, has other rules by now or is not known.
final class SessionTimeZone {
  typealias Stretches = [String: [TimeZone.Stretch]]

  /// The setting's word for the zone of the machine, or of the transcript.
  static let local = "local"

  /// What `:set timezone` says.
  var chosen = SessionTimeZone.local {
    didSet { if chosen != oldValue { forgetCurrent() } }
  }
  /// The local zone, once something used it, or as a transcript gives it.
  private(set) var localName: String?
  /// What was used of each zone that stands in a file, in the order of time.
  private(set) var stretches: Stretches = [:]

  private let finder: TimeZoneFinder
  /// Told what a person should know and no transcript records.
  private let warn: (String) -> Void
  private var zone: TimeZone?
  private var recorded: Stretches = [:]
  /// The stretch that answered last.
  private var current: TimeZone.Stretch?

  init(finder: TimeZoneFinder, warn: @escaping (String) -> Void) {
    self.finder = finder
    self.warn = warn
  }

  /// Takes the local zone of a transcript, and what was used of it and others.
  func replay(localName: String?, stretches: Stretches) {
    self.localName = localName
    recorded = stretches
    // What the cells use is noted again as they run.
    self.stretches = [:]
    forgetCurrent()
  }

  private func forgetCurrent() {
    zone = nil
    current = nil
  }

  /// Seconds that the clocks are ahead of UTC at a moment.
  func offset(at seconds: Int64) -> Int {
    if let current, current.contains(seconds) { return current.offset }
    let name = chosen == Self.local ? localName : chosen
    if let name, let stretch = recorded[name]?.first(where: { $0.contains(seconds) }) {
      current = stretch
      note(stretch, of: name)
      return stretch.offset
    }
    let zone = zone ?? find(name)
    self.zone = zone
    let stretch = zone.stretch(at: seconds)
    current = stretch
    // A rule says all by itself.
    if zone.isFromFile { note(stretch, of: chosen == Self.local ? localName ?? zone.name : chosen) }
    return stretch.offset
  }

  private func note(_ stretch: TimeZone.Stretch, of name: String) {
    guard stretches[name]?.contains(stretch) != true else { return }
    stretches[name, default: []].append(stretch)
    stretches[name]?.sort { ($0.start ?? .min) < ($1.start ?? .min) }
  }

  /// The zone of a name, or without one that of the machine; UTC stands for one that cannot be had.
  private func find(_ name: String?) -> TimeZone {
    do throws(TimeZoneFinder.Failure) {
      guard let name else {
        let zone = try finder.machineZone()
        localName = zone.name
        return zone
      }
      return try finder.zone(name)
    } catch {
      warn("\(error.message); times are in UTC (\(error.suggestion))")
      if name == nil { localName = TimeZone.utc.name }
      return .utc
    }
  }

  /// Checks that a zone can be used before it is set.
  func check(_ name: String) throws(TimeZoneFinder.Failure) {
    guard name != Self.local, recorded[name] == nil else { return }
    _ = try finder.zone(name)
  }
}
