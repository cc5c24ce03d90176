import JSON

/// Writes a session file: the same transcript gives the same bytes on every machine.
package enum TranscriptWriter {
  /// The text of a session file.
  ///
  /// What was read is written as it stood, unless a change has made its layout untrue. Prose that opens a fence of
  /// its own without closing it is not closed here.
  package static func write(_ transcript: Transcript) -> String {
    var text = ""
    let metadata = transcript.metadata
    if let layout = metadata.layout, (try? metadataSaid(by: layout)) == metadata {
      text += layout
    } else if !metadata.isEmpty {
      text += comment(metadata)
    }
    for block in transcript.blocks {
      if !text.isEmpty, text.utf8.last != 0x0A { text += "\n" }
      switch block {
      case .prose(let prose): text += prose
      case .cells(let fence): text += FenceWriter.text(fence)
      }
    }
    // The reader takes one byte order mark away, which is not the text's own.
    if text.utf8.starts(with: "\u{FEFF}".utf8) { text = "\u{FEFF}" + text }
    return transcript.usesCRLF ? withCRLF(text) : text
  }

  private static func metadataSaid(by layout: String) throws(TranscriptError) -> TranscriptMetadata {
    try TranscriptReader.read(layout, name: "").metadata
  }

  /// The comment with each member on a line of its own, so that changes show line by line.
  static func comment(_ metadata: TranscriptMetadata) -> String {
    let members = metadata.object.members.map {
      "  \(JSONValue.string($0.name).text()): \($0.value.text(.compact))"
    }
    let object = "{\n" + members.joined(separator: ",\n") + "\n}"
    return "<!-- patchbay \(guarded(object)) -->\n"
  }

  /// Two hyphens and `>` end a comment even inside a JSON text, so the `>` is escaped there.
  private static func guarded(_ object: String) -> String {
    var result: [UInt8] = []
    for byte in object.utf8 {
      if byte == UInt8(ascii: ">"), result.suffix(2) == [0x2D, 0x2D] {
        result += "\\u003e".utf8
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func withCRLF(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + text.utf8.count / 16)
    for byte in text.utf8 {
      if byte == 0x0A { result.append(0x0D) }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
