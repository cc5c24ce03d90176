import JSON
import Notebooks
import Testing
import Transcripts

@Suite struct NotebookWriterTests {
  private func notebook(_ text: String) throws -> JSONValue {
    try JSONDocument(parsing: NotebookWriter.write(TranscriptReader.read(text, name: "t"))).value
  }

  private func cell(_ text: String) throws -> JSONValue {
    try #require(notebook(text)["cells"]?[0])
  }

  @Test func theWholeOfASmallSession() throws {
    let text = """
      # Orders

      ```patchbay
      total = 1
      total
      ```

      ```output
      1
      ```

      """
    #expect(
      NotebookWriter.write(try TranscriptReader.read(text, name: "t")) == """
        {
         "cells": [
          {
           "cell_type": "markdown",
           "id": "7de8cdb3226c1bf2",
           "metadata": {},
           "source": [
            "# Orders"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "e455baa424186df0",
           "metadata": {},
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "1\\n"
             ]
            }
           ],
           "source": [
            "total = 1\\n",
            "total"
           ]
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": "Patchbay",
           "language": "snippet",
           "name": "patchbay"
          },
          "language_info": {
           "codemirror_mode": "javascript",
           "file_extension": ".snippet",
           "mimetype": "text/x-snippet",
           "name": "snippet",
           "pygments_lexer": "javascript"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """)
  }

  @Test func aJSONAnswerIsADisplayBesideItsStatusLine() throws {
    let outputs = try cell(
      "```patchbay\nx\n```\n```output\nOnSuccess 200 OK application/json 9 B\n{\n  \"a\": 1\n}\nnote: end\n```\n"
    )["outputs"]
    #expect(outputs?.arrayValue?.map { $0["output_type"] } == ["stream", "display_data", "stream"])
    #expect(outputs?[0]?["text"] == ["OnSuccess 200 OK application/json 9 B\n"])
    #expect(
      outputs?[1]?["data"] == ["application/json": ["a": 1], "text/plain": ["{\n", "  \"a\": 1\n", "}"]])
    #expect(outputs?[2]?["text"] == ["note: end\n"])
  }

  @Test(arguments: ["{\"a\": 1, \"a\": 2}", "[1e999]"])
  func whatOthersWouldReadOtherwiseIsTextAlone(json: String) throws {
    let outputs = try cell("```patchbay\nx\n```\n```output\n\(json)\n```\n")["outputs"]
    #expect(outputs == [["name": "stdout", "output_type": "stream", "text": [.string(json + "\n")]]])
  }

  @Test func anExpectedErrorIsRed() throws {
    let cell = try cell(
      "```patchbay error\nx = 1 / 0\n```\n\n```output\nerror: division by zero [run.zero]\n --> cell 1:1:7\n```\n"
    )
    #expect(
      cell["outputs"] == [
        [
          "ename": "error", "evalue": "division by zero [run.zero]", "output_type": "error",
          "traceback": ["error: division by zero [run.zero]", " --> cell 1:1:7"],
        ]
      ])
    #expect(cell["metadata"] == ["tags": ["raises-exception"]])
  }

  @Test func aHiddenCellFoldsItsSource() throws {
    let cell = try cell("```patchbay hide volatile id=login more\nx\n```\n")
    #expect(cell["id"] == "login")
    #expect(
      cell["metadata"] == [
        "jupyter": ["source_hidden": true], "patchbay": ["id": "login", "volatile": true, "words": ["more"]],
        "tags": ["hide-input"],
      ])
  }

  @Test func idsAreValidAndEachStandsOnce() throws {
    let long = String(repeating: "a", count: 65)
    let names = ["id=one", "", "", "id=two.dots", "id=\(long)", "id=é", "id=7de8cdb3226c1bf2"]
    let text = names.map { "```patchbay \($0)\nsame\n```\n" }.joined(separator: "\n") + "\n# Orders\n"
    let cells = try #require(notebook(text)["cells"]?.arrayValue)
    let ids = cells.compactMap { $0["id"]?.stringValue }
    #expect(ids.count == cells.count && Set(ids).count == cells.count)
    #expect(ids[0] == "one" && ids[6] == "7de8cdb3226c1bf2" && ids[7] == "7de8cdb3226c1bf2-2")
    for id in ids {
      #expect((1...64).contains(id.utf8.count))
      #expect(id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }, "\(id)")
    }
    #expect(try notebook("```patchbay\nbefore\n```\n" + text)["cells"]?[2]?["id"]?.stringValue == ids[1])
  }
}
