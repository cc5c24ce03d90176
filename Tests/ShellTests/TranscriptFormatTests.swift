import Shell
import TestSupport
import Testing
import Transcripts

/// The examples of docs/transcript-format.md are what the page says they are.
@Suite struct TranscriptFormatTests {
  /// A block of the page: the words behind its fence and its text.
  private struct Block {
    var words: [String]
    var text: String
  }

  private func blocks() throws -> [Block] {
    let page = try #require(ProjectFiles.text("docs/transcript-format.md"))
    var blocks: [Block] = []
    var open: (mark: Substring, block: Block)?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      let mark = line.prefix { $0 == "`" }
      if let (opening, block) = open {
        if line == opening {
          blocks.append(block)
          open = nil
        } else {
          open?.block.text += line + "\n"
        }
      } else if mark.count >= 3 {
        open = (
          mark, Block(words: line.dropFirst(mark.count).split(separator: " ").map(String.init), text: "")
        )
      }
    }
    return blocks
  }

  @Test func theExamplesReplay() throws {
    let examples = try blocks().filter { $0.words == ["markdown", "replays"] }
    #expect(examples.count >= 5)
    for example in examples {
      let bench = SessionBench()
      bench.files.texts["example.md"] = example.text
      #expect(bench.replay("example.md") == .done, "\(example.text)\n\(bench.output)\(bench.errors)")
      let read = try TranscriptReader.read(example.text, name: "example.md")
      #expect(TranscriptWriter.write(read) == example.text)
      // An update of what is as recorded changes no byte.
      #expect(bench.replay("example.md") { $0.updates = true } == .done)
      #expect(
        TranscriptReader.withoutMetadata(bench.files.texts["example.md"] ?? "")
          == TranscriptReader.withoutMetadata(example.text))
    }
  }

  @Test func theFaultsAreToldSo() throws {
    let blocks = try blocks()
    let faults = blocks.indices.filter { blocks[$0].words == ["markdown", "fault"] }
    #expect(faults.count >= 3)
    for index in faults {
      #expect(blocks[index + 1].words == ["text"])
      let text = blocks[index].text
      do {
        _ = try TranscriptReader.read(text, name: "example.md")
        Issue.record("this is no fault:\n\(text)")
      } catch {
        #expect("\(error)\n" == blocks[index + 1].text)
      }
    }
  }
}

extension TranscriptReader {
  /// What follows the metadata, which an update may add to.
  fileprivate static func withoutMetadata(_ text: String) -> String {
    guard var read = try? TranscriptReader.read(text, name: "") else { return text }
    read.metadata = TranscriptMetadata()
    return TranscriptWriter.write(read)
  }
}
