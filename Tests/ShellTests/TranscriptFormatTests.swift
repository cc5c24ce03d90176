import Shell
import TestSupport
import Testing
import Transcripts

/// The examples of the pages that specify what is written are what those pages say.
@Suite struct TranscriptFormatTests {
  private static func blocks(_ words: [String]) -> [PageBlock] {
    ProjectFiles.pages(under: ["docs"]).flatMap(PageBlock.all).filter { $0.words == words }
  }

  @Test func theExamplesReplay() throws {
    let examples = Self.blocks(["markdown", "replays"])
    #expect(examples.count >= 8)
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
    let page = "docs/reference/transcript-format.md"
    let blocks = PageBlock.all(in: page)
    let faults = blocks.indices.filter { blocks[$0].words == ["markdown", "fault"] }
    #expect(faults.count >= 3)
    #expect(Self.blocks(["markdown", "fault"]).allSatisfy { $0.page == page })
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
