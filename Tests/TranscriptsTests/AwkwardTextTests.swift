import JSON
import TestSupport
import Testing
import Transcripts

@Suite("Awkward texts")
struct AwkwardTextTests {
  /// Whether both are the same byte for byte; texts that are equal need not be.
  private func isSame(_ left: String?, _ right: String?) -> Bool {
    left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
  }

  @Test("stand in cells and in outputs and come back")
  func cells() throws {
    for text in AwkwardTexts.allAndLong {
      var transcript = Transcript(metadata: TranscriptMetadata(productVersion: text))
      transcript.metadata.timeZone = text
      transcript.metadata.secrets = [.init(name: text, source: text)]
      transcript.metadata.limits[text] = .string(text)
      transcript.append(prose: "# Title")
      transcript.append(CellFence(source: text, output: text))
      transcript.append(CellFence(source: text))
      var wordy = CellFence(source: "x", output: "y", id: text)
      wordy.otherWords = text.isEmpty ? [] : [text]
      transcript.append(wordy)
      transcript.append(prose: "The end.")
      let written = TranscriptWriter.write(transcript)
      let read = try TranscriptReader.read(written, name: "t")
      #expect(read.metadata == transcript.metadata, "\(text.prefix(40).debugDescription)")
      let fences = read.fences
      try #require(fences.count == 3, "\(text.prefix(40).debugDescription)")
      for fence in fences.prefix(2) {
        #expect(isSame(fence.source, text), "\(text.prefix(40).debugDescription)")
      }
      #expect(isSame(fences[0].output, text), "\(text.prefix(40).debugDescription)")
      #expect(isSame(fences[2].output, "y"), "\(text.prefix(40).debugDescription)")
      #expect(isSame(TranscriptWriter.write(read), written), "\(text.prefix(40).debugDescription)")
    }
  }

  @Test("stand in prose that does not open anything, and come back")
  func prose() throws {
    // Metadata may stand at the top alone.
    for text in AwkwardTexts.allAndLong where !text.hasPrefix("<!-- patchbay") {
      for prose in ["# \(text)\n", "a \(text) b\n", "> \(text)\n", text] {
        let session =
          "Begin.\n\n\(ProseEnding.closed(prose))\n\n```patchbay\nx\n```\n\n\(ProseEnding.closed(prose))\n"
        let read = try TranscriptReader.read(session, name: "t")
        #expect(isSame(TranscriptWriter.write(read), session), "\(text.prefix(40).debugDescription)")
        #expect(read.fences.contains { $0.source == "x" }, "\(text.prefix(40).debugDescription)")
      }
    }
  }

  @Test("stand everywhere in a recording and come back")
  func recording() throws {
    let texts = AwkwardTexts.allAndLong.map { ($0, Array($0.utf8)) }
    for (text, bytes) in texts + AwkwardTexts.bytes.map({ ("", $0) })
      + AwkwardTexts.escapedJSON.map({ ($0, Array($0.utf8)) })
    {
      var entry = HAREntry(
        cellIndex: 1, cellID: text,
        request: HARRequest(
          method: text, url: "http://h.test/\(text)", httpVersion: text, headers: [HARField(text, text)],
          body: .init(mimeType: text, bytes: bytes)),
        outcome: .response(
          HARResponse(
            status: 200, statusText: text, httpVersion: text, headers: [HARField(text, text)],
            content: .init(size: bytes.count, mimeType: text, bytes: bytes), redirectURL: text,
            finalURL: text,
            redirects: [.init(status: 302, location: text)])))
      entry.timings = HARTimings(wait: 1)
      let failed = HAREntry(
        request: HARRequest(method: "GET", url: "http://h.test"),
        outcome: .failure(HARFailure(step: text, message: text)))
      var recording = HARRecording(creatorName: text, creatorVersion: text, entries: [entry, failed])
      recording.secretLengths = [text: 3]
      let written = HARWriter.write(recording)
      let read = try HARReader.read(written)
      #expect(read == recording, "\(text.prefix(40).debugDescription)")
      #expect(isSame(HARWriter.write(read), written), "\(text.prefix(40).debugDescription)")
      guard case .response(let response) = read.entries[0].outcome else { continue }
      #expect(response.content.bytes == bytes && read.entries[0].request.body?.bytes == bytes)
      #expect(isSame(response.headers[0].value, text))
    }
  }

  @Test("are their own expectation, unless they hold wildcards")
  func comparison() {
    for text in AwkwardTexts.all {
      var wildcards = Wildcards()
      #expect(
        OutputDrift(expected: text, actual: text, wildcards: &wildcards).isEmpty, "\(text.debugDescription)")
      var others = Wildcards()
      let drift = OutputDrift(expected: text, actual: "another \(text) text", wildcards: &others)
      let patched = drift.patched(
        .init(repeating: .accept, count: drift.hunks.count), wildcards: Wildcards())
      if !Wildcards.areIn(text), let patched {
        #expect(isSame(patched, "another \(text) text"), "\(text.debugDescription)")
      }
    }
  }

  @Test("in a journal come back")
  func journal() {
    var bytes = JournalRecord(head: .init(mayUseSecrets: true), transcript: Transcript()).line
    for text in AwkwardTexts.allAndLong {
      bytes +=
        JournalRecord(transcript: Transcript(blocks: [.cells(CellFence(source: text, output: text))])).line
    }
    var reader = JournalReader()
    #expect(reader.take(bytes) && !reader.isDamaged)
    #expect(
      reader.transcript.fences.map { Array($0.source.utf8) } == AwkwardTexts.allAndLong.map { Array($0.utf8) }
    )
    #expect(
      reader.transcript.fences.map { Array(($0.output ?? "").utf8) }
        == AwkwardTexts.allAndLong.map { Array($0.utf8) })
  }
}
