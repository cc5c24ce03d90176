import JSON
import TestSupport
import Testing
import TextLayout
import Transcripts

@Suite struct AwkwardTextTests {
  @Test func noneOfThemIsMarkup() throws {
    let plain = try page("plain").elements.map(\.name)
    // Metadata may stand at the top alone.
    for text in AwkwardTexts.all where !text.hasPrefix("<!-- patchbay") {
      let page = try page(text)
      #expect(page.faults == [], "\(text.prefix(40).debugDescription)")
      let unknown = Set(page.elements.map(\.name)).subtracting(plain + PageTests.elements)
      #expect(unknown == [], "\(text.prefix(40).debugDescription)")
      for scalar in page.html.unicodeScalars {
        let isControl =
          scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
        let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        #expect(!isControl && !turns, "\(text.prefix(40).debugDescription)")
      }
    }
  }

  private func page(_ text: String) throws -> Page {
    var transcript = Transcript(metadata: TranscriptMetadata(productVersion: text))
    transcript.append(prose: ProseEnding.closed("# \(text)"))
    transcript.append(CellFence(source: text, output: text, id: text))
    transcript.append(prose: ProseEnding.closed("\(text)\n\n- \(text)\n\n> \(text)"))
    return try Page(TranscriptWriter.write(transcript), recording: HARRecording(everywhere: text), name: text)
  }

  @Test func codeAndOutputReadAsTheyAre() throws {
    for text in AwkwardTexts.all + ["\nbegins with an empty line", "\n\n two", "\r\nthe same"] {
      var transcript = Transcript()
      transcript.append(CellFence(source: text, output: text))
      let page = try Page(TranscriptWriter.write(transcript))
      let shown = Array(ControlCharacters.visible(text).utf8)
      #expect(page.preformatted.first.map { Array($0.utf8) } == shown, "\(text.prefix(40).debugDescription)")
      // A status line and JSON have a form of their own.
      let isPlain = OutputPiece.parts(of: text) == [.text(text)] && !text.contains("On")
      guard isPlain else { continue }
      #expect(page.preformatted.last.map { Array($0.utf8) } == shown, "\(text.prefix(40).debugDescription)")
    }
  }

  @Test func bodiesReadAsTheyAre() throws {
    for text in AwkwardTexts.all + ["\nbegins with an empty line"] where !text.isEmpty {
      let page = try Page("```patchbay\nx\n```\n", recording: HARRecording(everywhere: text))
      let shown = Array(ControlCharacters.visible(text).utf8)
      // JSON has a form of its own.
      guard (try? JSONValue(parsing: text)) == nil else { continue }
      #expect(page.preformatted.count { Array($0.utf8) == shown } == 2, "\(text.debugDescription)")
    }
  }

  @Test func bytesThatAreNoTextAreNotShown() throws {
    for bytes in AwkwardTexts.bytes {
      var recording = HARRecording(everywhere: "x")
      recording.entries[0].request.body?.bytes = bytes
      let page = try Page("```patchbay\nx\n```\n", recording: recording)
      #expect(page.faults == [] && page.text.contains("Not text; the recording holds the bytes."))
    }
  }
}
