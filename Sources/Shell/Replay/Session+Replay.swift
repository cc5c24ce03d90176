import IntegrationHub
import SnippetRuntime
package import Transcripts
package import Redaction

/// What one fence of a transcript gave when it ran again.
package struct FenceResult: Sendable {
  /// As a transcript stores it.
  package var output: String
  /// The status of the cell that failed, else done.
  package var status: ExitStatus
  /// The session's cells that gave it.
  package var cells: Range<Int>
}

extension Session {
  /// From here on nothing is sent: answers come from the recording, stand-ins take the place of secrets.
  package func beginOfflineReplay(_ opened: OpenedTranscript) {
    // A value that became a secret late has its stand-in from the start.
    let standIns = StandIns(for: opened.recording, text: opened.text, redactor: redactor, names: hub.names)
    let replay = ReplayTransport(opened.recording, redactor: redactor, standIns: standIns)
    self.standIns = standIns
    transport.replay = replay
    secretPolicy = .placeholders
    // Whether a token was still live was decided when it was recorded.
    hub.recorded = { replay.holds($0) }
    hub.tokenIsLive = { connection, urls in
      urls.allSatisfy { replay.nextGoesElsewhere(than: $0) } || replay.nextAuthenticates(another: connection)
    }
    replayClock(of: opened.transcript.metadata)
    replayTimeZone(of: opened.transcript.metadata)
  }

  /// Takes secrets away from the cells of a fence that were refused them when they were recorded.
  private func withhold(_ refused: [RefusedSecret]) {
    guard standIns != nil, !refused.isEmpty || !withheld.isEmpty else { return }
    withheld = [:]
    for secret in refused { withheld[secret.path] = secret.advice }
    hub.updateSecrets { [self] in valueAtDefinition(of: $0, from: $1) }
  }

  /// Local times are read as they were recorded, also when everything else is live.
  func replayTimeZone(of metadata: TranscriptMetadata) {
    host.timeZone.replay(localName: metadata.timeZone, stretches: ZoneStretches.read(from: metadata))
  }

  private func replayClock(of metadata: TranscriptMetadata) {
    let readings = metadata.clock.map {
      (
        reading: ClockReading(
          unixMilliseconds: Int64($0.unixMilliseconds), zoneOffsetSeconds: $0.zoneOffsetSeconds),
        count: $0.count
      )
    }
    host.replay(clock: readings, seed: metadata.seed)
  }

  /// What ran so far is given: cells, exchanges and readings of the clock are counted from here on.
  func startCounting() {
    transport.forgetAll()
    asked = [:]
    results.forget(from: 0)
    states = []
    cells = []
    cellCount = 0
    host.replay(clock: [], seed: nil)
  }

  /// Runs a fence's cells up to the first that fails.
  ///
  /// `values` gives what stands behind references in the source; offline stand-ins take their place.
  package func run(_ fence: CellFence, values: (SecretReference) -> String? = { _ in nil }) -> FenceResult {
    let first = cells.count
    var status = ExitStatus.done
    isRunningFence = true
    defer { isRunningFence = false }
    withhold(RefusedSecret.all(in: fence.output ?? ""))
    var foretold = standIns == nil ? nil : fence.output.map { ForetoldOutput($0) }
    let text = standIns?.restore(fence.source) ?? redactor.restore(fence.source, value: values)
    for source in fence.cells(in: text) {
      hub.foretold = foretold.map { output in { output.says($0) } }
      let cell = submit(source)
      foretold?.drop(storedOutput(of: cell))
      status = cell.status
      if status != .done { break }
    }
    let ran = first..<cells.count
    return FenceResult(output: storedOutput(ofCells: ran), status: status, cells: ran)
  }

  /// Restores a saved session: replays it offline and goes on live; gives how many outputs differ.
  func restore(_ opened: OpenedTranscript) -> Int {
    transport.forgetAll()
    asked = [:]
    entryCells = [:]
    results.forget(from: 0)
    states = []
    untrustedIncludes = []
    let differing = replayOffline(opened)
    openedCells = cells.map(\.source)
    self.opened = opened
    cells = []
    savedPath = nil
    journal.leave()
    savedCells = nil
    cellsOfSettings = 0
    // The tokens of the recording are references; the next request obtains a real one.
    hub.forgetTokens()
    let store = TrustStore(context)
    let included = untrustedIncludes.first { !store.trusts($0) }
    applyTrust(
      to: opened, and: untrustedIncludes,
      advice: included.map { "it includes \($0.path): :trust \($0.path), then :trust" }
        ?? ":trust lets it use them", withRecording: true)
    readSecretsAgain()
    return differing
  }

  /// Runs the cells of a transcript from its recording, from nothing; gives how many outputs differ.
  func replayOffline(_ opened: OpenedTranscript) -> Int {
    lift()
    reset()
    cells = []
    cellCount = 0
    beginOfflineReplay(opened)
    runningPath = opened.path
    defer { runningPath = nil }
    var differing = 0
    var shown = ShownValues(lengths: opened.recording?.secretLengths ?? [:])
    var wildcards = Wildcards(declared: opened.transcript.metadata.placeholders)
    for fence in opened.transcript.fences {
      let result = run(fence)
      guard !fence.isVolatile, let output = fence.output,
        !fence.accepts(result.output, wildcards: &wildcards)
      else { continue }
      if !shown.explain(stored: output, actual: result.output) { differing += 1 }
    }
    transport.replay = nil
    standIns = nil
    hub.tokenIsLive = nil
    hub.recorded = nil
    hub.foretold = nil
    host.endReplay()
    return differing
  }
}
