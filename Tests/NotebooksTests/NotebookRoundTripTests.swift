import JSON
import Notebooks
import TestSupport
import Testing
import Transcripts

@Suite struct NotebookRoundTripTests {
  private static let files: [String] = ProjectFiles.pages(under: ["sessions", "docs"])

  private func expectIdentity(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let transcript = try TranscriptReader.read(text, name: "t")
    let notebook = NotebookWriter.write(transcript)
    let imported = try NotebookReader.read(notebook)
    #expect(
      Array(TranscriptWriter.write(imported.transcript).utf8)
        == Array(TranscriptWriter.write(transcript).utf8),
      "\(text.debugDescription)\n\(notebook)", sourceLocation: sourceLocation)
    #expect(imported.transcript == transcript, sourceLocation: sourceLocation)
    #expect(imported.notes == [], sourceLocation: sourceLocation)
    #expect(NotebookWriter.write(imported.transcript) == notebook, sourceLocation: sourceLocation)
  }

  @Test(arguments: files)
  func aFileOfTheProjectComesBackByteForByte(file: String) throws {
    #expect(Self.files.count > 30)
    try expectIdentity(try #require(ProjectFiles.text(file)))
  }

  @Test(arguments: [
    "", "\n", "\n\n  \n", "  ", "no end of line", "\r", "a\r\nb\n", "```patchbay\n```",
    "```patchbay\n\n```\n",
    "```patchbay\n\n\n```\n```output\n```\n", "```patchbay\n```\n```output\n\n```\n",
    "  ~~~  patchbay   hide  error id=x \n   a\n b\n\n  ~~~~ \nend",
    "```patchbay\na\n```\n\n \n`````output  x y\n```\n`````  \n```patchbay\n```\n",
    "<!-- patchbay { \"productVersion\":\"1\", \"formatVersion\":1 } -->\n# T\n",
    "\n<!--patchbay{\"formatVersion\":1,\"seed\":18446744073709551615}--> tail\nmore",
    "<!-- patchbay {\"formatVersion\":1} -->",
    "<!-- patchbay\n\n{\"formatVersion\":1,\n\n\"a\":\"\\u002d->\"}\n\n-->\n```patchbay\na\n```\n",
    "<!-- patchbay {\"formatVersion\":1,\"zebra\":1,\"ape\":2} -->\n\n\n\n```patchbay\na\n```\n",
    "e\u{301} \u{0}\n", "```patchbay error error\nx\n```\n", "```patchbay a\u{1}b\nx\n```\n",
    "   ```patchbay\n   \n  \n     x\n   ```\n   ```output\n   y\n   ```\n",
    "text\n```patchbay\nx\n```\ntext  \n\n \n```patchbay\ny\n```\n\n\n\n\ntext\n\n\n",
    "```patchbay\nx\n```\n```patchbay\nx\n```\n\n\n```patchbay id=a\nx\n```\n  ",
    "```patchbay error\nx\n```\n\n```output exact\nerror: no [a.b]\n --> 1\n```\n",
    "```patchbay error hide volatile whole id=b\nx\n```\n\n```output\n```\n", "```patchbay error\nx\n```\n",
    "```patchbay\nx\n```\n```output\n\n{\n  \"a\": 1\n}\n[1]\n\n```\n",
    "```patchbay\nx\n```\n```output\n{\"a\":1,\"a\":2}\n[1e999]\n{}\n```\n",
    "# T\n\n```json\n{}\n```\n\n> quote\n\n<!-- a comment -->\n\n```output\nprose\n```\n",
  ])
  func anyLayoutComesBackByteForByte(text: String) throws {
    try expectIdentity(text)
    try expectIdentity(text.replacing("\r", with: "").replacing("\n", with: "\r\n"))
  }

  @Test func generatedSessionsComeBackByteForByte() throws {
    var state: UInt64 = 11
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, bound)))
    }
    let pieces = [
      "\n", "\n\n", "  \n", "\t", " ", "text", "text\n", "# H\n", "{\"a\": [1, 2.50]}\n", "<!-- x\n-->\n",
      "`", "| a |\n",
      "```patchbay\nx\n```\n", "```patchbay\n", "```\n", "~~~~\n", "  ```patchbay hide\n a\n\n  ```\n",
      "\u{1B}[1m\n",
      "```output\n{\"a\": [1, 2.50]}\n```\n", "```output exact\n", "~~~ output\nb\nc\n\n~~~~\n", "\u{2028}",
      "\r",
      "````patchbay error volatile more\n```\n````\n", "OnSuccess 200 OK\n", "```json\n{}\n```\n",
      "‹secret:a/b›", "\r\n",
    ]
    var read = 0
    for _ in 0..<4_000 {
      let text = (0..<next(14)).map { _ in pieces[next(pieces.count)] }.joined()
      guard let transcript = try? TranscriptReader.read(text, name: "t"), !transcript.fences.isEmpty else {
        continue
      }
      read += 1
      try expectIdentity(text)
    }
    #expect(read > 500)
  }
}
