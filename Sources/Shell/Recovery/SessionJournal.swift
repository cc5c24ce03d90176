import Redaction
import SnippetRuntime
import Transcripts

/// The file to which a session at a prompt adds each cell as it ends, so that no end of the program loses it.
package final class SessionJournal {
  private unowned let session: Session
  /// Only the shell of a person keeps one.
  private var isKept = false
  /// True while it holds a session that `:recover` opened, which stays until it is saved.
  private(set) var isRecovered = false
  private(set) var path: String?
  private var file: (any HeldFile)?
  /// How far the file goes; nil when it has to be written anew.
  private var written: Position?
  /// What was known of secrets when all of the file was written.
  private var knowledge = 0
  private var hasWarned = false
  /// True while the file is as `:recover` found it.
  private var isAsFound = false

  init(_ session: Session) { self.session = session }

  /// From here on cells are kept.
  package func begin() { isKept = true }

  /// A session that a person leaves is not kept, unless it was recovered.
  package func end() {
    if isRecovered { leave() } else { remove() }
  }

  /// Waits until the disk has what was written.
  package func synchronize() { file?.synchronize() }

  /// Goes on with the file of a session that was opened by `:recover`.
  func adopt(_ file: any HeldFile, _ path: String) {
    remove()
    (self.file, self.path, isRecovered, isAsFound) = (file, path, true, true)
    knowledge = session.redactor.knowledge
  }

  /// Another transcript takes the place of this one; a session that was recovered stays where it is.
  func leave() {
    guard isRecovered else { return }
    forget()
  }

  /// There is nothing to lose.
  func remove() {
    if let path, file != nil { session.context.files.remove(path) }
    forget()
  }

  private func forget() { (file, path, written, isRecovered, isAsFound) = (nil, nil, nil, false, false) }

  // MARK: Writing

  /// Writes what is new since the last time.
  func update() {
    guard isKept else { return }
    guard session.hasUnsavedCells else { return remove() }
    do throws(FileError) {
      if let file, var position = written, position.isBefore(session) {
        guard position.cells < session.cells.count else { return }
        try file.append(position.advance(in: session).flatMap(\.line))
        written = position
      } else {
        try rewrite()
      }
    } catch {
      giveUpStale()
      guard !hasWarned else { return }
      hasWarned = true
      session.warnUnrecorded("the session is not kept for :recover: \(error.message)")
    }
  }

  private func rewrite() throws(FileError) {
    guard let folder = RecoveryFolder(session.context) else { return }
    written = nil
    if isAsFound, session.cells.isEmpty, session.redactor.knowledge == knowledge { return }
    // Not at the start, which waits for nothing that a person does not see.
    if self.path == nil { folder.removeLeftovers() }
    let path = path ?? folder.newPath()
    session.context.files.makeFolder(folder.path)
    var position = Position(session)
    let head = JournalRecord(
      head: .init(mayUseSecrets: position.mayUseSecrets), transcript: session.beginning(title: "session"),
      recording: session.opened?.recording)
    let records = [head] + position.advance(in: session)
    file = try session.context.files.makeHeld(records.flatMap(\.line), at: path)
    self.path = path
    (written, isAsFound) = (position, false)
    knowledge = session.redactor.knowledge
  }

  /// A file that could not be written anew must not go on holding what has become a secret.
  private func giveUpStale() {
    guard let path, let file, session.redactor.knowledge != knowledge else { return }
    file.erase()
    session.context.files.remove(path)
    (self.file, self.path, written) = (nil, nil, nil)
  }
}

/// How much of a session stands in its journal.
private struct Position {
  private(set) var cells = 0
  let mayUseSecrets: Bool
  private var exchanges = 0
  private var readings: Int
  private var changes: Int
  private let knowledge: Int
  /// Without clock readings.
  private var metadata: TranscriptMetadata
  private var lengths: SecretLengths

  /// Before the first cell; what the session says of itself is written once for all.
  init(_ session: Session) {
    mayUseSecrets = Self.mayUseSecrets(session)
    readings = session.host.readingCount
    changes = session.changes - session.cells.count
    knowledge = session.redactor.knowledge
    metadata = session.metadata(session.opened?.transcript.metadata, clock: [])
    lengths = session.secretLengths(session.opened?.recording?.secretLengths ?? [:])
  }

  private static func mayUseSecrets(_ session: Session) -> Bool {
    if case .untrusted = session.secretPolicy { return false }
    return true
  }

  /// Whether the session only went on since: nothing was taken back, and nothing became a secret.
  func isBefore(_ session: Session) -> Bool {
    session.changes - changes == session.cells.count - cells
      && session.redactor.knowledge == knowledge && Self.mayUseSecrets(session) == mayUseSecrets
      && session.transport.exchanges.count >= exchanges && session.host.readingCount >= readings
  }

  /// Goes on to the last cell; gives a record for each on the way.
  mutating func advance(in session: Session) -> [JournalRecord] {
    var records: [JournalRecord] = []
    lazy var names = session.names
    var metadata = newMetadata(of: session)
    for cell in session.cells[cells...] {
      var transcript = Transcript(metadata: metadata ?? TranscriptMetadata())
      metadata = nil
      transcript.append(session.storedFence(of: cell, names: names))
      var record = JournalRecord(transcript: transcript)
      add(exchangesOf: cell, in: session, to: &record)
      records.append(record)
    }
    cells = session.cells.count
    changes = session.changes
    return records
  }

  private mutating func newMetadata(of session: Session) -> TranscriptMetadata? {
    var metadata = session.metadata(session.opened?.transcript.metadata, clock: [])
    guard metadata != self.metadata || session.host.readingCount > readings else { return nil }
    self.metadata = metadata
    metadata = session.metadata(metadata, clock: session.host.readings(after: readings))
    readings = session.host.readingCount
    return metadata
  }

  private mutating func add(exchangesOf cell: Cell, in session: Session, to record: inout JournalRecord) {
    let new = session.transport.exchanges[exchanges...].prefix { $0.cell <= cell.number }
    guard !new.isEmpty else { return }
    exchanges += new.count
    var recording = HARRecording(creatorVersion: Product.version)
    session.add(Array(new), to: &recording, &lengths)
    (recording.secretLengths, record.goneLengths) = lengths.takeChanges()
    record.recording = recording
  }
}
