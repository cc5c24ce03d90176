import Transcripts

/// What holds for the reader and the writer of session files whatever the text is.
enum TranscriptProperties {
  static func failure(on bytes: [UInt8]) -> String? {
    let text = String(decoding: bytes, as: UTF8.self)
    let transcript: Transcript
    do throws(TranscriptError) {
      transcript = try TranscriptReader.read(text, name: "fuzz.md")
    } catch {
      return errorFailure(error, text)
    }
    let written = TranscriptWriter.write(transcript)
    // A byte order mark is not kept, unless the text behind it begins with one, too.
    let mark = Array("\u{FEFF}".utf8)
    let isMarked = text.utf8.starts(with: mark) && !text.utf8.starts(with: mark + mark)
    let read = isMarked ? text.utf8.dropFirst(mark.count) : text.utf8[...]
    if !written.utf8.elementsEqual(read) { return "it is written as \(written.debugDescription)" }
    if (try? TranscriptReader.read(written, name: "fuzz.md")) != transcript {
      return "what is written reads as something else"
    }
    return editFailure(transcript, Array(text.utf8)) ?? driftFailure(text)
  }

  /// The first half of a text as what is expected of the second.
  private static func driftFailure(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    let expected = String(decoding: bytes[..<(bytes.count / 2)], as: UTF8.self)
    let actual = String(decoding: bytes[(bytes.count / 2)...], as: UTF8.self)
    var wildcards = Wildcards()
    let drift = OutputDrift(expected: expected, actual: actual, wildcards: &wildcards)
    let kept = drift.patched(.init(repeating: .keep, count: drift.hunks.count), wildcards: Wildcards())
    if drift.isWhole, kept.map({ $0.utf8.elementsEqual(expected.utf8) }) != true {
      return "without a decision the expectation changes"
    }
    _ = drift.patched(.init(repeating: .accept, count: drift.hunks.count), wildcards: Wildcards())
    return drift.sections().isEmpty == drift.isEmpty ? nil : "what differs is not shown"
  }

  static func errorFailure(_ error: TranscriptError, _ text: String) -> String? {
    // In JSON a CR ends a line, too.
    let count = text.utf8.reduce(1) { $1 == 0x0A || $1 == 0x0D ? $0 + 1 : $0 }
    if !(1...count).contains(error.line) { return "the error lies outside the text: \(error)" }
    return error.message.isEmpty || error.message.utf8.count > 1000
      ? "the message is of no use: \(error)" : nil
  }

  /// Cells that gave something else, as after a replay that updates.
  private static func editFailure(_ transcript: Transcript, _ bytes: [UInt8]) -> String? {
    let texts = [
      "", "\n", "```", "a\n````\n~~~", "-->", "a\r", "   b\n\n",
      String(decoding: bytes.suffix(bytes.count / 3), as: UTF8.self),
    ]
    for shift in 0..<texts.count {
      var edited = transcript
      for index in edited.blocks.indices {
        guard case .cells(var fence) = edited.blocks[index] else { continue }
        if (index + shift) % 3 > 0 { fence.output = texts[(index + shift) % texts.count] }
        if (index + shift) % 3 < 2 { fence.source = texts[(index + shift + 1) % texts.count] }
        if (index + shift) % 5 == 0 { fence.mustFail.toggle() }
        edited.blocks[index] = .cells(fence)
      }
      let written = TranscriptWriter.write(edited)
      guard let again = try? TranscriptReader.read(written, name: "fuzz.md") else {
        return "what was edited cannot be read: \(written.debugDescription)"
      }
      if again.metadata != edited.metadata { return "an edit changes the metadata" }
      if !isSame(again.fences, edited.fences) {
        return "an edited cell reads as another: \(written.debugDescription)"
      }
    }
    return nil
  }

  private static func isSame(_ first: [CellFence], _ second: [CellFence]) -> Bool {
    first.count == second.count
      && zip(first, second).allSatisfy { first, second in
        isSame(first.source, second.source) && isSame(first.output, second.output)
          && isSame(plain(first.id), plain(second.id))
          && first.mustFail == second.mustFail && first.isHidden == second.isHidden
          && first.isVolatile == second.isVolatile
          && first.otherWords.map(plain) == second.otherWords.map(plain)
      }
  }

  /// A backtick in a word is written as `-`, unless the fence line can stay as it was.
  private static func plain(_ word: String?) -> String? { word?.replacing("`", with: "-") }

  private static func isSame(_ first: String?, _ second: String?) -> Bool {
    first.map { Array($0.utf8) } == second.map { Array($0.utf8) }
  }
}
