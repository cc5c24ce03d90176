import JSON
import Testing
import Transcripts

/// The texts of these tests, so that each can be read, written and damaged.
enum Sample {
  static let session = """
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "1.0.0",
      "seed": 18446744073709551615,
      "clock": [[1700000000000,3600,12]],
      "timeZone": "Europe/Berlin",
      "locale": "de-DE",
      "secrets": {"crm/clientSecret":"env CRM_SECRET"},
      "limits": {"steps":1000},
      "later": [true]
    } -->

    # Orders

    Some *prose*.

    ```patchbay id=login
    connectauth crm
    ```

    ```output
    OnSuccess 200 OK application/json 17 B
    {"token": "‹secret:crm/token›"}
    ```

    ```json
    {"not": "a cell"}
    ```

    ```patchbay error hide volatile later=1
    connectrequest crm none
    ```
    ```output
    OnError
    ```
    Last line

    """
}

@Suite("Reading session files")
struct TranscriptReaderTests {
  @Test("reads metadata, prose, cells and output")
  func reads() throws {
    let transcript = try TranscriptReader.read(Sample.session, name: "orders.md")
    let metadata = transcript.metadata
    #expect(metadata.formatVersion == 1)
    #expect(metadata.productVersion == "1.0.0")
    #expect(metadata.seed == UInt64.max)
    #expect(
      metadata.clock == [.init(unixMilliseconds: 1_700_000_000_000, zoneOffsetSeconds: 3600, count: 12)])
    #expect(metadata.timeZone == "Europe/Berlin")
    #expect(metadata.locale == "de-DE")
    #expect(metadata.secrets == [.init(name: "crm/clientSecret", source: "env CRM_SECRET")])
    #expect(metadata.limits["steps"] == 1000)
    #expect(metadata.otherMembers["later"] == [true])
    let fences = transcript.fences
    try #require(fences.count == 2)
    #expect(fences[0].id == "login")
    #expect(fences[0].source == "connectauth crm")
    #expect(
      fences[0].output == "OnSuccess 200 OK application/json 17 B\n{\"token\": \"‹secret:crm/token›\"}")
    #expect(fences[0].sourceLine == 18)
    #expect(fences[0].outputLine == 22)
    #expect(fences[1].mustFail && fences[1].isHidden && fences[1].isVolatile)
    #expect(fences[1].otherWords == ["later=1"])
    #expect(fences[1].output == "OnError")
    guard case .prose(let last)? = transcript.blocks.last else {
      Issue.record("the file ends with prose")
      return
    }
    #expect(last == "Last line\n")
  }

  @Test("a Markdown file without metadata is a session too")
  func plainMarkdown() throws {
    let transcript = try TranscriptReader.read("# T\n\n```patchbay\na = 1\n```\n", name: "t.md")
    #expect(transcript.metadata.isEmpty)
    #expect(transcript.fences.map(\.source) == ["a = 1"])
    #expect(transcript.fences.first?.output == nil)
    #expect(try TranscriptReader.read("", name: "empty").blocks.isEmpty)
  }

  @Test("cells inside comments, other fences and indented code do not run")
  func notCells() throws {
    let text = """
      <!-- hidden
      ```patchbay
      a = 1
      ```
      -->

      ````markdown
      ```patchbay
      b = 2
      ```
      ````

          ```patchbay
          c = 3
          ```

      ```patchbayish
      ```

      ```output
      of nothing
      ```

      """
    #expect(try TranscriptReader.read(text, name: "t").fences.isEmpty)
  }

  @Test("an output fence belongs only to the cell right before it")
  func outputPlacement() throws {
    let text = "```patchbay\na\n```\n\nword\n\n```output\nb\n```\n"
    #expect(try TranscriptReader.read(text, name: "t").fences.first?.output == nil)
    let near = "```patchbay\na\n```\n \n\n```output  json\nb\n```\n"
    let fence = try #require(try TranscriptReader.read(near, name: "t").fences.first)
    #expect(fence.output == "b")
    #expect(fence.outputWords == ["json"])
  }

  @Test("indented and tilde fences lose their indent and keep backticks")
  func otherFences() throws {
    let text = "1. step\n\n   ~~~~ patchbay\n   if a {\n     b ```\n   ~~~\n  c\n   ~~~~~\n"
    let fence = try #require(try TranscriptReader.read(text, name: "t").fences.first)
    #expect(fence.source == "if a {\n  b ```\n~~~\nc")
  }

  @Test(
    "refuses damaged files with the line and a way out",
    arguments: [
      ("text\n```patchbay\na = 1\n", 2, "close it with ```"),
      ("```patchbay\na\n```\n````output\nb\n```\n", 4, "close it with ````"),
      ("\n\n```json\n{}\n", 3, "close it"), ("<!-- note\n", 1, "close it with -->"),
      ("<!-- patchbay {\"formatVersion\": 1,\n", 2, "metadata is damaged"),
      ("<!-- patchbay {\"formatVersion\": 1}\n\nno end\n", 3, "-->"), ("<!-- patchbay", 1, "damaged"),
      ("<!-- patchbay {\"formatVersion\": 1}", 1, "-->"),
      ("<!-- patchbay {\n\"formatVersion\": 2} -->\n", 2, "newer Patchbay"),
      ("<!-- patchbay {} -->\n", 1, "formatVersion"),
      ("<!-- patchbay {\"formatVersion\": 1,\n\n\"seed\": -1} -->\n", 3, "seed must be"),
      ("<!-- patchbay {\"formatVersion\": 1, \"clock\": [[1]]} -->\n", 1, "clock must be"),
      ("<!-- patchbay {\"formatVersion\": 1, \"secrets\": {\"a\": 1}} -->\n", 1, "secrets must be"),
      ("# T\n\n<!-- patchbay {\"formatVersion\": 1} -->\n", 3, "very top"),
      ("```patchbay id=a\n```\n```patchbay id=a\n```\n", 3, "named a"),
      ("```patchbay id=\n```\n", 1, "needs a name"),
      ("```patchbay id=a id=b\n```\n", 1, "two names"),
    ])
  func damaged(text: String, line: Int, words: String) {
    let error = #expect(throws: TranscriptError.self) { try TranscriptReader.read(text, name: "t.md") }
    #expect(error?.line == line, "\(text) \(error?.description ?? "")")
    #expect(error?.message.contains(words) == true, "\(text) \(error?.description ?? "")")
  }

  @Test("a file cut off anywhere is either refused or a shorter session")
  func cutOff() throws {
    let bytes = Array(Sample.session.utf8)
    for end in 0..<bytes.count {
      let cut = String(decoding: bytes[..<end], as: UTF8.self)
      guard let transcript = try? TranscriptReader.read(cut, name: "t") else { continue }
      for fence in transcript.fences { #expect(Sample.session.contains(fence.source)) }
    }
    let marker = try #require(Sample.session.firstRange(of: "connectauth"))
    let cut = String(Sample.session[..<marker.upperBound])
    #expect(throws: TranscriptError.self) { try TranscriptReader.read(cut, name: "t") }
  }
}
