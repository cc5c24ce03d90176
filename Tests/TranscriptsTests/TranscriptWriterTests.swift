import JSON
import Testing
import Transcripts

@Suite("Writing session files")
struct TranscriptWriterTests {
  private func roundTrip(_ text: String) throws -> String {
    TranscriptWriter.write(try TranscriptReader.read(text, name: "t"))
  }

  @Test(
    "gives back byte for byte what was read",
    arguments: [
      Sample.session, "", "\n", "no end of line", "\r", "a\r\nb\n", "```patchbay\n```",
      "```patchbay\n\n```\n",
      "```patchbay\n\n\n```\n```output\n```\n",
      "  ~~~  patchbay   hide  error id=x \n   a\n b\n\n  ~~~~ \nend",
      "```patchbay\na\n```\n\n \n`````output  x y\n```\n`````  \n```patchbay\n```\n",
      "<!-- patchbay { \"productVersion\":\"1\", \"formatVersion\":1 } -->\n# T\n",
      "\n<!--patchbay{\"formatVersion\":1,\"seed\":7}--> tail\nmore",
      "<!-- patchbay {\"formatVersion\":1} -->",
      "<!-- patchbay\n\n{\"formatVersion\":1,\n\n\"a\":\"\\u002d->\"}\n\n-->\n```patchbay\na\n```\n",
      "e\u{301} \u{0}\n",
      "```patchbay error error\nx\n```\n",
      "```patchbay a\u{1}b\nx\n```\n",
      "   ```patchbay\n   \n  \n     x\n   ```\n   ```output\n   y\n   ```\n",
    ])
  func bytes(text: String) throws {
    #expect(Array(try roundTrip(text).utf8) == Array(text.utf8))
    let windows = text.replacing("\r", with: "").replacing("\n", with: "\r\n")
    #expect(Array(try roundTrip(windows).utf8) == Array(windows.utf8))
    #expect(
      try TranscriptReader.read(windows, name: "t").fences.map(\.source)
        == TranscriptReader.read(text, name: "t").fences.map(\.source))
  }

  @Test("a byte order mark is dropped")
  func byteOrderMark() throws {
    #expect(try roundTrip("\u{FEFF}# T\n") == "# T\n")
  }

  @Test("a new session has its own layout")
  func canonical() throws {
    var transcript = Transcript(metadata: TranscriptMetadata(productVersion: "1.0.0"))
    transcript.metadata.seed = 7
    transcript.metadata.secrets = [.init(name: "crm/clientSecret", source: "env CRM_SECRET")]
    transcript.append(prose: "# Orders")
    var first = CellFence(source: "a = 1", id: "start")
    first.isHidden = true
    transcript.append(first)
    transcript.append(CellFence(source: "a", output: "1"))
    transcript.append(prose: "The end.")
    let expected = """
      <!-- patchbay {
        "formatVersion": 1,
        "productVersion": "1.0.0",
        "seed": 7,
        "secrets": {"crm/clientSecret":"env CRM_SECRET"}
      } -->

      # Orders

      ```patchbay hide id=start
      a = 1
      ```

      ```patchbay
      a
      ```

      ```output
      1
      ```

      The end.

      """
    #expect(TranscriptWriter.write(transcript) == expected)
    #expect(try TranscriptReader.read(expected, name: "t") == transcript)
  }

  @Test(
    "any text fits into a fence and comes back",
    arguments: [
      "", "\n", "\n\n", "a", "a\n", "```", "a\n```\nb", "`` ` ``", "``````\n```output\n", "~~~", "  \n ",
      "a\r\nb\r\n",
      "<!-- patchbay {", "-->", "\u{1B}[1m\u{0}", "e\u{301}", "‹secret:a/b›",
    ])
  func anyText(text: String) throws {
    var transcript = Transcript(metadata: TranscriptMetadata(productVersion: "--> -->"))
    transcript.append(CellFence(source: text, output: text))
    transcript.append(CellFence(source: text))
    let written = TranscriptWriter.write(transcript)
    let read = try TranscriptReader.read(written, name: "t")
    #expect(read == transcript)
    #expect(read.fences.map { Array($0.source.utf8) } == [Array(text.utf8), Array(text.utf8)])
  }

  @Test("changed output keeps the hand-made layout around it")
  func update() throws {
    let text = "~~~ patchbay  error\nx\n~~~\n\n\n````output\nold\n````\nprose\n"
    var transcript = try TranscriptReader.read(text, name: "t")
    guard case .cells(var fence)? = transcript.blocks.first else {
      Issue.record("a cell comes first")
      return
    }
    fence.output = "new"
    transcript.blocks[0] = .cells(fence)
    #expect(TranscriptWriter.write(transcript) == text.replacing("old", with: "new"))
    fence.output = "a ```` b\n````"
    fence.mustFail = false
    transcript.blocks[0] = .cells(fence)
    #expect(
      TranscriptWriter.write(transcript)
        == "```patchbay\nx\n```\n\n\n`````output\na ```` b\n````\n`````\nprose\n")
    fence.output = nil
    transcript.blocks[0] = .cells(fence)
    #expect(TranscriptWriter.write(transcript) == "```patchbay\nx\n```\nprose\n")
  }

  @Test("changed metadata is written anew, unknown members stay")
  func metadataChange() throws {
    let text = "<!-- patchbay {\"formatVersion\": 1, \"zebra\": [1, 2]} -->\ntext\n"
    var transcript = try TranscriptReader.read(text, name: "t")
    transcript.metadata.seed = 3
    #expect(
      TranscriptWriter.write(transcript)
        == "<!-- patchbay {\n  \"formatVersion\": 1,\n  \"seed\": 3,\n  \"zebra\": [1,2]\n} -->\ntext\n")
  }

  @Test("names that would break the fence are made harmless")
  func unsafeNames() throws {
    let transcript = Transcript(blocks: [
      .cells(CellFence(source: "x", id: "a b\n```")), .cells(CellFence(source: "y", id: "")),
    ])
    let read = try TranscriptReader.read(TranscriptWriter.write(transcript), name: "t")
    #expect(read.fences.map(\.id) == ["a-b----", nil])
  }

  @Test("random changes never crash, and what is accepted is written back byte for byte")
  func mutations() throws {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, bound)))
    }
    let seed = Array(Sample.session.utf8)
    let pieces = [
      "```", "~~~", "\n", "\r\n", " ", "patchbay", "output", "<!--", "-->", "{", "\"", "id=a", "`", "error",
    ]
    var accepted = 0
    for _ in 0..<3_000 {
      var bytes = seed
      for _ in 0...next(3) {
        let at = next(bytes.count)
        if next(2) == 0 {
          bytes.insert(contentsOf: pieces[next(pieces.count)].utf8, at: at)
        } else {
          bytes.removeSubrange(at..<min(bytes.count, at + next(6)))
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let transcript = try? TranscriptReader.read(text, name: "t") else { continue }
      accepted += 1
      let written = TranscriptWriter.write(transcript)
      #expect(written.utf8.elementsEqual(text.utf8))
      #expect(try TranscriptReader.read(written, name: "t") == transcript)
    }
    #expect(accepted > 300)
  }
}
