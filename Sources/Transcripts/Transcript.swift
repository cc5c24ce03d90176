/// A session file: Markdown whose `patchbay` fences hold cells and whose `output` fences hold what they gave.
///
/// Written, the metadata comes first and then the blocks, with nothing added between them; so a text that was read is
/// written back byte for byte. `append` puts in the blank lines that a new session needs.
package struct Transcript: Equatable, Sendable {
  /// A stretch of the file.
  package enum Block: Equatable, Sendable {
    /// Markdown outside cells, whole lines as they stand, fences of other kinds included.
    case prose(String)
    case cells(CellFence)
  }

  /// What the file says of itself.
  package var metadata: TranscriptMetadata
  /// All that follows the metadata, in order.
  package var blocks: [Block]
  /// Whether the file was read with CR LF at every line end; it is then written so again.
  package var usesCRLF = false

  /// A session, empty if nothing is given.
  package init(metadata: TranscriptMetadata = TranscriptMetadata(), blocks: [Block] = []) {
    self.metadata = metadata
    self.blocks = blocks
  }

  /// The cells in their order.
  package var fences: [CellFence] {
    blocks.compactMap { if case .cells(let fence) = $0 { fence } else { nil } }
  }

  /// Adds cells at the end, after a blank line.
  package mutating func append(_ fence: CellFence) {
    separate()
    blocks.append(.cells(fence))
  }

  /// Adds Markdown at the end, after a blank line; its last line is ended if it is not.
  package mutating func append(prose: String) {
    guard !prose.isEmpty else { return }
    separate()
    add(prose.utf8.last == 0x0A ? prose : prose + "\n")
  }

  /// Ends the last line and puts a blank line behind it.
  private mutating func separate() {
    guard let last = blocks.last else {
      if !metadata.isEmpty { add("\n") }
      return
    }
    switch last {
    case .cells: add("\n")
    case .prose(let text) where text.hasSuffix("\n\n") || text == "\n": break
    case .prose(let text): add(text.utf8.last == 0x0A || text.isEmpty ? "\n" : "\n\n")
    }
  }

  private mutating func add(_ text: String) {
    if case .prose(let before)? = blocks.last {
      blocks[blocks.count - 1] = .prose(before + text)
    } else {
      blocks.append(.prose(text))
    }
  }
}

/// What is wrong with a session file or a recording, and on which line.
package struct TranscriptError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong and what to do.
  package var message: String
  /// The line of the fault, counted from 1.
  package var line: Int

  /// An error at a line.
  package init(message: String, line: Int) {
    self.message = message
    self.line = line
  }

  /// The line and the message.
  package var description: String { "line \(line): \(message)" }
}
