import IntegrationHub
import JSON
import SnippetRuntime
package import Transcripts
import Redaction
import TextLayout

/// A transcript that was read, with its recording.
package struct OpenedTranscript: Sendable {
  package var path: String
  package var text: String
  package var transcript: Transcript
  package var recording: HARRecording?
  /// The recording as it was read.
  package var recordingText: String?
  /// Whether the session that wrote it might use secrets, where the file itself says so: only a journal does.
  var mayUseSecrets: Bool?
}

/// Reads and writes a transcript and the recording beside it.
package struct TranscriptFiles {
  private let files: any FileStore

  package init(_ files: any FileStore) { self.files = files }

  /// `orders.har` for `orders.md`.
  package static func recordingPath(for path: String) -> String {
    (path.lowercased().hasSuffix(".md") ? String(path.dropLast(3)) : path) + ".har"
  }

  package func read(_ path: String) throws(FileError) -> OpenedTranscript {
    let text = try files.read(path)
    do {
      let transcript =
        path.lowercased().hasSuffix(".script")
        ? Self.cells(of: text) : try TranscriptReader.read(text, name: path)
      try PlaceholderCheck.check(transcript)
      var recording: HARRecording?
      var recordingText: String?
      let recordingPath = Self.recordingPath(for: path)
      if files.exists(recordingPath) {
        let recorded = try files.read(recordingPath)
        do {
          recording = try HARReader.read(recorded)
          recordingText = recorded
        } catch {
          throw FileError("\(recordingPath):\(error.line): \(error.message)")
        }
      }
      return OpenedTranscript(
        path: path, text: text, transcript: transcript, recording: recording, recordingText: recordingText)
    } catch let error as TranscriptError {
      throw FileError("\(path):\(error.line): \(error.message)")
    } catch let error as FileError {
      throw error
    } catch {
      throw FileError("\(path): \(error)")
    }
  }

  /// A file of scripts holds cells and nothing else.
  private static func cells(of text: String) -> Transcript {
    var fence = CellFence(source: text)
    fence.sourceLine = 1
    return Transcript(blocks: [.cells(fence)])
  }

  /// The same for a file that a cell names, which must be no pipe and no device.
  func readRegular(_ path: String) throws(FileError) -> OpenedTranscript {
    _ = try files.readRegularFile(path, upTo: Self.longestIncluded)
    return try read(path)
  }

  private static let longestIncluded = 64 << 20

  /// Writes the recording, then the transcript; gives the texts of both.
  @discardableResult
  package func write(
    _ transcript: Transcript, _ recording: HARRecording, to path: String
  ) throws(FileError) -> (text: String, recording: String?) {
    let recordingPath = Self.recordingPath(for: path)
    var recorded: String?
    if !recording.entries.isEmpty || files.exists(recordingPath) {
      // Nobody named this file, so whoever made the transcript may have chosen where it leads.
      guard files.linkTarget(recordingPath) == nil else {
        throw FileError("\(recordingPath) is a symbolic link, and is not written; remove it")
      }
      let text = HARWriter.write(recording)
      try files.write(text, to: recordingPath)
      recorded = text
    }
    let text = TranscriptWriter.write(transcript)
    try files.write(text, to: path)
    return (text, recorded)
  }
}

extension Session {
  /// The session as a transcript and its recording: what was opened, then what came after.
  package func transcript(title: String) -> (Transcript, HARRecording) {
    var transcript = beginning(title: title)
    let names = names
    for cell in cells { transcript.append(storedFence(of: cell, names: names)) }
    var recording = opened?.recording ?? HARRecording(creatorVersion: Product.version)
    add(transport.exchanges, to: &recording)
    return (transcript, recording)
  }

  /// What stands before the cells of this session.
  func beginning(title: String) -> Transcript {
    var transcript = opened?.transcript ?? Transcript()
    transcript.metadata = metadata(opened?.transcript.metadata, clock: host.clockReadings)
    if opened == nil {
      // It is the name of a file, which may hold line ends.
      let line = ControlCharacters.visible(redactor.redact(title), onOneLine: true)
      transcript.append(prose: "# \(line)")
    }
    return transcript
  }

  /// A cell as a transcript stores it; `names` are those that code may use, in lower case.
  func storedFence(of cell: Cell, names: @autoclosure () -> Set<String>) -> CellFence {
    let output = storedOutput(of: cell)
    var fence = CellFence(
      source: StoredSource(cell.source, redactor: redactor, names: names()).text,
      output: output.isEmpty ? nil : output)
    fence.mustFail = cell.status != .done
    fence.markExceptions()
    return fence
  }

  /// The names of variables, connections and requests, in lower case.
  var names: Set<String> {
    Set(
      (interpreter.variableNames + hub.connections.flatMap { [$0.name] + $0.requests.map(\.name) })
        .map { $0.lowercased() })
  }

  /// Puts exchanges into a recording, redacted, with what a replay has to know of the secrets in them.
  func add(_ exchanges: [RecordingTransport.Exchange], to recording: inout HARRecording) {
    var lengths = secretLengths(recording.secretLengths)
    add(exchanges, to: &recording, &lengths)
  }

  /// The same, with lengths that go on from one part of a recording to the next.
  func add(
    _ exchanges: [RecordingTransport.Exchange], to recording: inout HARRecording,
    _ lengths: inout SecretLengths
  ) {
    recording.entries += exchanges.map { HARConversion.entry($0, redactor: redactor) }
    for exchange in exchanges {
      if case .success(let response) = exchange.result { lengths.take(response) }
    }
    recording.secretLengths = lengths.lengths
  }

  /// Goes on from the lengths that a recording holds.
  func secretLengths(_ known: [String: Int]) -> SecretLengths {
    SecretLengths(known, redactor: redactor) { [hub] in hub.secretLength($0) }
  }

  /// What the file says of itself: the means to replay the same.
  func metadata(
    _ earlier: TranscriptMetadata?, clock: [(reading: ClockReading, count: Int)]
  ) -> TranscriptMetadata {
    var metadata = earlier ?? TranscriptMetadata()
    metadata.productVersion = Product.version
    metadata.seed = host.seed
    metadata.clock = clock.map {
      .init(
        unixMilliseconds: Int($0.reading.unixMilliseconds), zoneOffsetSeconds: $0.reading.zoneOffsetSeconds,
        count: $0.count)
    }
    metadata.timeZone = host.timeZone.localName ?? metadata.timeZone
    ZoneStretches.write(host.timeZone.stretches, to: &metadata)
    metadata.secrets = hub.secretSources.map {
      .init(name: redactor.redact($0.reference.path), source: redactor.redact($0.source.label))
    }
    metadata.limits = settings.enforcesStudioLimits ? ["limits": "studio"] : [:]
    return metadata
  }
}

extension CellFence {
  /// The word of a fence that is one cell, although its lines would be cut to several.
  private static let whole = "whole"

  /// Adds the words without which this fence would replay as something else.
  mutating func markExceptions() {
    let cells = CellSplitter.cells(in: source)
    if cells.count != 1, !otherWords.contains(Self.whole) { otherWords.append(Self.whole) }
    markExactOutput()
  }

  /// The cells, as they were submitted.
  func cells(in text: String) -> [CellSource] {
    guard otherWords.contains(Self.whole) else { return CellSplitter.cells(in: text) }
    return CellSplitter.wholeCell(text).map { [$0] } ?? []
  }

  /// How many of its cells are counted, if all of them ran.
  package var recordedCells: Int {
    cells(in: source).count { cell in
      guard case .command(let name) = cell.kind else { return true }
      return ShellCommand(rawValue: name)?.isRecorded ?? false
    }
  }
}

/// What the program calls itself.
package enum Product {
  package static let version = "0.1.0"
}
