import Redaction
import Transcripts

/// What holds for the reader and the writer of recordings whatever the text is.
enum RecordingProperties {
  static func failure(on bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    let recording: HARRecording
    do throws(TranscriptError) {
      recording = try HARReader.read(text)
    } catch {
      return TranscriptProperties.errorFailure(error, text)
    }
    let written = HARWriter.write(recording)
    guard let again = try? HARReader.read(written) else {
      return "what is written cannot be read: \(written)"
    }
    if again != recording { return "what is written reads as something else: \(written)" }
    if !HARWriter.write(again).utf8.elementsEqual(written.utf8) { return "it is written differently again" }
    return replayFailure(recording, text)
  }

  /// Offline, references become stand-ins, which are stored as the same references again.
  private static func replayFailure(_ recording: HARRecording, _ text: String) -> String? {
    let redactor = Redactor()
    redactor.registerReferences(in: text)
    for entry in recording.entries {
      guard case .response(let response) = entry.outcome else { continue }
      let body = response.content.bytes
      redactor.registerReferences(in: String(decoding: body, as: UTF8.self))
      let restored = redactor.restore(body) { _ in nil }
      if restored.count > 65_536 * (1 + body.count) { return "\(body.count) bytes become \(restored.count)" }
    }
    return nil
  }
}
