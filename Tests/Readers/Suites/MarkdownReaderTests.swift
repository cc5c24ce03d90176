import JSON
import TestSupport
import Testing
import Transcripts

/// Session files as other programs that read Markdown see them.
@Suite(.needsReaders) struct MarkdownReaderTests {
  private func document(_ name: String, _ text: String) throws -> JSONValue {
    let transcript = try TranscriptReader.read(text, name: name)
    let fences = transcript.fences.flatMap { fence -> [JSONValue] in
      func block(_ info: [String], _ text: String) -> JSONValue {
        ["info": .string(info.joined(separator: " ")), "text": .string(text.isEmpty ? "" : text + "\n")]
      }
      return [block(Self.words(fence), fence.source)]
        + (fence.output.map { [block(["output"] + fence.outputWords, $0)] } ?? [])
    }
    return ["kind": "session", "name": .string(name), "text": .string(text), "fences": .array(fences)]
  }

  private static func words(_ fence: CellFence) -> [String] {
    ["patchbay"] + (fence.mustFail ? ["error"] : []) + (fence.isHidden ? ["hide"] : [])
      + (fence.isVolatile ? ["volatile"] : []) + (fence.id.map { ["id=" + $0] } ?? []) + fence.otherWords
  }

  @Test func everySampleIsReadAsItIs() throws {
    let pages = ProjectFiles.pages(under: ["sessions", "lessons", "docs"]).filter { page in
      PageBlock.all(in: page).contains { $0.kind == "patchbay" }
    }
    let documents = try pages.map { page in
      try document(page, try #require(ProjectFiles.text(page)))
    }
    #expect(documents.count > 15)
    let faults = try Readers.faults(in: documents)
    #expect(faults == [])
  }

  @Test func awkwardTextsAreReadAsTheyAre() throws {
    var all = Transcript(metadata: TranscriptMetadata(productVersion: "--> <b> ```"))
    all.append(prose: "# Awkward texts")
    var documents: [JSONValue] = []
    for text in AwkwardTexts.allAndLong {
      var transcript = Transcript(metadata: TranscriptMetadata(productVersion: text))
      transcript.metadata.timeZone = text
      for fence in [CellFence(source: text, output: text), CellFence(source: text)] {
        all.append(fence)
        transcript.append(fence)
      }
      documents.append(try document(String(text.prefix(40)), TranscriptWriter.write(transcript)))
    }
    documents.append(try document("all of them", TranscriptWriter.write(all)))
    let faults = try Readers.faults(in: documents)
    #expect(faults == [])
  }
}
