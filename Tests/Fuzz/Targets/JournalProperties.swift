import Transcripts

/// What holds for the reader of journals whatever the bytes are.
enum JournalProperties {
  static func failure(on bytes: [UInt8]) -> String? {
    let reader = read(bytes)
    return pieceFailure(bytes, reader) ?? writingFailure(reader) ?? tailFailure(bytes)
  }

  private static func read(_ bytes: [UInt8], pieces: Int = .max) -> JournalReader {
    var reader = JournalReader()
    var rest = bytes[...]
    while !rest.isEmpty, reader.take(Array(rest.prefix(pieces))) { rest = rest.dropFirst(pieces) }
    return reader
  }

  private static func isSame(_ first: JournalReader, _ second: JournalReader) -> Bool {
    first.head == second.head && first.recording == second.recording
      && first.transcript == second.transcript
  }

  /// It makes no difference how many bytes come at once.
  private static func pieceFailure(_ bytes: [UInt8], _ whole: JournalReader) -> String? {
    let parts = read(bytes, pieces: bytes.count % 97 + 1)
    return isSame(whole, parts) && whole.isDamaged == parts.isDamaged
      ? nil : "in pieces it reads as something else"
  }

  /// The session can be saved and opened again, and kept in a journal of its own.
  private static func writingFailure(_ reader: JournalReader) -> String? {
    guard let head = reader.head else {
      return reader.transcript == Transcript() && reader.recording == nil ? nil : "it has no head but cells"
    }
    let text = TranscriptWriter.write(reader.transcript)
    guard let opened = try? TranscriptReader.read(text, name: "fuzz.md") else {
      return "its session cannot be opened: \(text.debugDescription)"
    }
    if opened.fences.map(\.source) != reader.transcript.fences.map(\.source)
      || opened.fences.map(\.output) != reader.transcript.fences.map(\.output)
    {
      return "its session reads as another: \(text.debugDescription)"
    }
    let record = JournalRecord(head: head, transcript: opened, recording: reader.recording)
    let again = read(record.line)
    if again.isDamaged || again.head != head { return "what is written cannot be read" }
    if again.transcript != opened || again.recording != reader.recording {
      return "what is written reads as something else: \(text.debugDescription)"
    }
    return nil
  }

  /// Whatever stands behind whole records, they are kept.
  private static func tailFailure(_ bytes: [UInt8]) -> String? {
    let head = JournalRecord(head: .init(mayUseSecrets: true), transcript: Transcript())
    let cells = ["x = 1", "```\n\n", ""].map { text in
      JournalRecord(transcript: Transcript(blocks: [.cells(CellFence(source: text, output: text))]))
    }
    let whole = ([head] + cells).flatMap(\.line)
    let (kept, reader) = (read(whole), read(whole + bytes))
    if kept.isDamaged || kept.transcript.fences.count != cells.count { return "whole records are not read" }
    return reader.head == kept.head && reader.transcript.fences.starts(with: kept.transcript.fences)
      ? nil : "what stands before it is not kept"
  }
}
