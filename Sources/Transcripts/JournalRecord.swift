import JSON

/// A piece of a session, as a journal holds it: one line, in which a session file and its recording stand as texts.
package struct JournalRecord: Sendable {
  /// What the first record of a journal says of all of it.
  package struct Head: Equatable, Sendable {
    /// Whether the session that writes the journal may use secrets.
    package var mayUseSecrets: Bool

    /// A head.
    package init(mayUseSecrets: Bool) { self.mayUseSecrets = mayUseSecrets }
  }

  /// The newest form of a journal that this program reads, and the one it writes.
  private static let currentVersion = 1

  /// Nil in every record but the first.
  package var head: Head?
  /// In the first record what stands before the cells, in the others new cells; without metadata when it is as before.
  ///
  /// The clock readings are those that no earlier record has.
  package var transcript: Transcript
  /// The exchanges of these cells, and the secret lengths that no earlier record has.
  package var recording: HARRecording?
  /// Secrets that have no length any longer.
  package var goneLengths: [String]

  /// All parts.
  package init(
    head: Head? = nil, transcript: Transcript, recording: HARRecording? = nil, goneLengths: [String] = []
  ) {
    self.head = head
    self.transcript = transcript
    self.recording = recording
    self.goneLengths = goneLengths
  }

  /// The record with the line end that says it is whole.
  package var line: [UInt8] {
    var object = JSONObject()
    if let head {
      object["journal"] = JSONValue(Self.currentVersion)
      object["mayUseSecrets"] = .bool(head.mayUseSecrets)
    }
    object["transcript"] = .string(TranscriptWriter.write(transcript))
    object["recording"] = recording.map { .string(HARWriter.write($0)) }
    if !goneLengths.isEmpty { object["goneLengths"] = .array(goneLengths.map { .string($0) }) }
    return Array((JSONValue.object(object).text(.compact) + "\n").utf8)
  }

  /// Reads a line without its end; nil when it is damaged.
  init?(line: ArraySlice<UInt8>) {
    guard let object = (try? JSONValue(parsing: Array(line)))?.objectValue,
      let text = object["transcript"]?.stringValue,
      let transcript = try? TranscriptReader.read(text, name: "the journal")
    else { return nil }
    self.transcript = transcript
    if let recorded = object["recording"]?.stringValue {
      guard let recording = try? HARReader.read(recorded) else { return nil }
      self.recording = recording
    }
    goneLengths = object["goneLengths"]?.arrayValue?.compactMap(\.stringValue) ?? []
    guard let version = object["journal"] else { return }
    guard version.intValue == Self.currentVersion, let mayUseSecrets = object["mayUseSecrets"]?.boolValue
    else { return nil }
    head = Head(mayUseSecrets: mayUseSecrets)
  }
}
