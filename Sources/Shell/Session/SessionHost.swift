import HTTPExchange
package import SnippetRuntime
package import SnippetSyntax

/// What running Snippet code may reach of the world, on behalf of a session.
///
/// Clock readings and the random seed are kept as they are used, so that a transcript can replay them.
package final class SessionHost: Host {
  var showTrace: (String) -> Void = { _ in }
  var showWarning: (Diagnostic) -> Void = { _ in }
  var sendProxyRequest: (RESTProxyRequest) -> RESTProxyAnswer = { _ in
    RESTProxyAnswer(statusCode: -1, statusDescription: "", contentType: "", body: "")
  }

  /// Readings in the order in which code asked for them, equal neighbours counted together.
  private(set) var clockReadings: [(reading: ClockReading, count: Int)] = []
  /// The readings so far, each counted.
  private(set) var readingCount = 0
  /// The seed in use; nil until a random number was asked for.
  private(set) var seed: UInt64?

  /// Where local times are read.
  let timeZone: SessionTimeZone

  private let context: ShellContext
  private var generator: SplitMix64?
  /// Readings of a transcript still to be given out again, the next one last.
  private var recordedReadings: [(reading: ClockReading, count: Int)] = []

  /// `warn` is told what a person should know and no transcript records.
  init(context: ShellContext, warn: @escaping (String) -> Void = { _ in }) {
    self.context = context
    timeZone = SessionTimeZone(finder: TimeZoneFinder(context), warn: warn)
  }

  /// Gives the recorded readings and seed again before the context's own.
  func replay(clock: [(reading: ClockReading, count: Int)], seed: UInt64?) {
    recordedReadings = clock.reversed()
    // What an earlier session read is no part of this transcript.
    clockReadings = []
    readingCount = 0
    self.seed = seed
    generator = seed.map { SplitMix64(state: $0) }
  }

  /// From here on the context's clock counts again.
  func endReplay() { recordedReadings = [] }

  package func trace(_ text: String) { showTrace(text) }
  package func warn(_ diagnostic: Diagnostic) { showWarning(diagnostic) }

  package func now() -> ClockReading {
    let reading = nextRecordedReading() ?? currentReading()
    readingCount += 1
    if let last = clockReadings.last, last.reading == reading {
      clockReadings[clockReadings.count - 1].count += 1
    } else {
      clockReadings.append((reading, 1))
    }
    return reading
  }

  /// The readings behind the first ones, equal neighbours counted together.
  func readings(after count: Int) -> [(reading: ClockReading, count: Int)] {
    var left = readingCount - count
    var result: [(reading: ClockReading, count: Int)] = []
    for (reading, count) in clockReadings.reversed() {
      guard left > 0 else { break }
      result.append((reading, min(left, count)))
      left -= count
    }
    return result.reversed()
  }

  private func currentReading() -> ClockReading {
    let now = context.clock()
    // Rounded down, also before 1970.
    let seconds = now / 1000 - (now % 1000 < 0 ? 1 : 0)
    return ClockReading(unixMilliseconds: now, zoneOffsetSeconds: timeZone.offset(at: seconds))
  }

  private func nextRecordedReading() -> ClockReading? {
    guard let next = recordedReadings.last else { return nil }
    if next.count > 1 {
      recordedReadings[recordedReadings.count - 1].count -= 1
    } else {
      recordedReadings.removeLast()
    }
    return next.reading
  }

  package func zoneOffset(atUnixSeconds seconds: Int64) -> Int {
    timeZone.offset(at: seconds)
  }

  package func random(below limit: Int) -> Int {
    guard limit > 1 else { return 0 }
    return withGenerator { Int.random(in: 0..<limit, using: &$0) }
  }

  package func randomBytes(_ count: Int) -> [UInt8] {
    withGenerator { generator in
      (0..<max(0, count)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
  }

  /// Runs what may ask for random numbers, and gives the same ones again afterwards.
  func givingRandomNumbersAgain<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let kept = generator
    defer { generator = kept }
    return try body()
  }

  /// Runs what may read the clock or ask for random numbers, as if it had not been run; it warns of nothing.
  func leavingNoTrace<Result>(_ body: () -> Result) -> Result {
    let kept = (clockReadings, readingCount, seed, generator, recordedReadings, showWarning)
    showWarning = { _ in }
    defer { (clockReadings, readingCount, seed, generator, recordedReadings, showWarning) = kept }
    return body()
  }

  private func withGenerator<Result>(_ body: (inout SplitMix64) -> Result) -> Result {
    let seed = self.seed ?? context.randomSeed()
    self.seed = seed
    var generator = generator ?? SplitMix64(state: seed)
    defer { self.generator = generator }
    return body(&generator)
  }

  /// True while cells run again that came to their end once.
  var ignoresInterruption = false

  package var isInterrupted: Bool { !ignoresInterruption && context.interruption.isInterrupted }

  package func send(_ request: RESTProxyRequest) -> RESTProxyAnswer { sendProxyRequest(request) }
}

/// How far the clock and the random source had been read at one moment.
struct HostMark {
  fileprivate var readingCount: Int
  fileprivate var generator: SplitMix64?
}

/// All that was read of the clock, and the seed.
struct HostPast {
  fileprivate var readings: [(reading: ClockReading, count: Int)]
  fileprivate var seed: UInt64?

  fileprivate func readings(_ range: Range<Int>) -> [(reading: ClockReading, count: Int)] {
    var result: [(reading: ClockReading, count: Int)] = []
    var position = 0
    for (reading, count) in readings {
      let overlap = min(position + count, range.upperBound) - max(position, range.lowerBound)
      if overlap > 0 { result.append((reading, overlap)) }
      position += count
      if position >= range.upperBound { break }
    }
    return result
  }
}

// MARK: - Going back

extension SessionHost {
  var mark: HostMark { HostMark(readingCount: readingCount, generator: generator) }
  var past: HostPast { HostPast(readings: clockReadings, seed: seed) }

  /// Goes back to a mark in what was read so far; the seed stays, once there is one.
  func goBack(to mark: HostMark, in past: HostPast) {
    recordedReadings = []
    clockReadings = past.readings(0..<mark.readingCount)
    readingCount = mark.readingCount
    seed = past.seed
    generator = mark.generator
  }

  /// Gives what was read between two marks again.
  func runAgain(from start: HostMark, to end: HostMark, in past: HostPast) {
    goBack(to: start, in: past)
    recordedReadings = past.readings(start.readingCount..<end.readingCount).reversed()
  }
}

/// A small generator whose whole state is one number, so that a transcript can hold it.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
