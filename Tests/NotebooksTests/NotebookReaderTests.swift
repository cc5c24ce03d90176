import JSON
import Notebooks
import Testing
import Transcripts

@Suite struct NotebookReaderTests {
  private static let ours = #""metadata": {"kernelspec": {"name": "patchbay", "language": "snippet"}}"#

  private func imported(cells: String, metadata: String = ours) throws -> ImportedNotebook {
    try NotebookReader.read(#"{"cells": [\#(cells)], \#(metadata), "nbformat": 4, "nbformat_minor": 5}"#)
  }

  private func text(cells: String, metadata: String = ours) throws -> String {
    TranscriptWriter.write(try imported(cells: cells, metadata: metadata).transcript)
  }

  // MARK: Changed in Jupyter

  @Test func aCellThatWasRunAgainHasItsNewOutput() throws {
    let cell = #"""
      {"cell_type": "code", "execution_count": 7, "id": "a",
        "metadata": {"execution": {"iopub.status.busy": "2026-01-01"}, "collapsed": true, "tags": ["slow"]},
        "source": ["total = 1\n", "total"],
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "order"},
          {"output_type": "stream", "name": "stderr", "text": [" 1\n", "order 2"]},
          {"output_type": "execute_result", "execution_count": 7, "metadata": {}, "data": {"text/plain": "{\n}", "application/json": {}}}]}
      """#
    #expect(
      try text(cells: cell)
        == "```patchbay\ntotal = 1\ntotal\n```\n\n```output\norder 1\norder 2\n{\n}\n```\n")
  }

  @Test func anErrorMarksItsCell() throws {
    let cell = #"""
      {"cell_type": "code", "id": "a", "metadata": {}, "source": "x / 0", "execution_count": null,
        "outputs": [{"output_type": "error", "ename": "error", "evalue": "zero", "traceback": []}]}
      """#
    #expect(try text(cells: cell) == "```patchbay error\nx / 0\n```\n\n```output\nerror: zero\n```\n")
  }

  @Test func cellsThatMovedAreParted() throws {
    let original = "# T\n```patchbay id=a\nx\n```\n\n\n\n```patchbay id=b\ny\n```\ntext"
    let notebook = try JSONDocument(parsing: NotebookWriter.write(TranscriptReader.read(original, name: "t")))
      .value
    let cells = try #require(notebook["cells"]?.arrayValue)
    #expect(cells.count == 4)
    func text(_ order: [Int]) throws -> String {
      guard var object = notebook.objectValue else { return "" }
      object["cells"] = .array(order.map { cells[$0] })
      return TranscriptWriter.write(try NotebookReader.read(JSONValue.object(object).text()).transcript)
    }
    #expect(try text([0, 1, 2, 3]) == original)
    #expect(
      try text([3, 0, 2, 1]) == "text\n\n# T\n\n\n```patchbay id=b\ny\n```\n\n```patchbay id=a\nx\n```\n")
    // A copy leaves the name to the first.
    #expect(try text([1, 1]) == "\n```patchbay id=a\nx\n```\n\n```patchbay\nx\n```\n")
    #expect(try text([]) == "")
  }

  @Test func markdownCannotSwallowWhatFollows() throws {
    let code = #", {"cell_type": "code", "id": "b", "metadata": {}, "source": "x", "outputs": []}"#
    for (open, closed) in [
      ("```js\\nx", "```js\nx\n```"), ("~~~~\\nx\\n~~~\\n", "~~~~\nx\n~~~\n~~~~"),
      ("a\\n<!-- b", "a\n<!-- b -->"),
      ("\\n\\na\\n\\n ", "a"),
    ] {
      let cell = #"{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "\#(open)"}"#
      #expect(try text(cells: cell + code) == closed + "\n\n```patchbay\nx\n```\n")
    }
  }

  @Test func metadataOfAStrangerBreaksNoFence() throws {
    let cell = #"""
      {"cell_type": "code", "id": "a", "source": "x", "outputs": [{"output_type": "stream", "name": "stdout", "text": "y"}],
        "metadata": {"patchbay": {"words": ["a b", "id=q", "``", "ok"], "id": "a\nb", "before": "# text", "gap": "text\n",
          "fence": {"opening": "```python", "closing": "x\n", "indents": [9]}, "outputFence": 7}}}
      """#
    #expect(try text(cells: cell) == "```patchbay ok\nx\n```\n\n```output\ny\n```\n")
  }

  // MARK: Other languages

  @Test func aPythonNotebookKeepsItsCodeAsOrdinaryFences() throws {
    let cells = #"""
      {"cell_type": "markdown", "metadata": {}, "source": ["# Plot\n", "![p](attachment:p.png)"],
        "attachments": {"p.png": {"image/png": "iVBOR"}}},
      {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "print(\"```\")",
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "\u001b[31mred\u001b[0m ```\n"}]},
      {"cell_type": "code", "metadata": {}, "execution_count": 2, "source": "plot()",
        "outputs": [{"output_type": "display_data", "metadata": {}, "data": {"image/png": "iVBOR", "text/plain": ["<Figure>"]}}]},
      {"cell_type": "code", "metadata": {}, "execution_count": 3, "source": "widget()",
        "outputs": [{"output_type": "display_data", "metadata": {}, "data": {"text/html": "<b>"}}]},
      {"cell_type": "raw", "metadata": {}, "source": "as it is"}
      """#
    let notebook = try imported(
      cells: cells,
      metadata: #""metadata": {"language_info": {"name": "python"}, "kernelspec": {"name": "python3"}}"#)
    #expect(
      TranscriptWriter.write(notebook.transcript) == """
        # Plot
        ![p](attachment:p.png)

        ````python
        print("```")
        ````

        ````text
        red ```
        ````

        ```python
        plot()
        ```

        ```text
        <Figure>
        ```

        ```python
        widget()
        ```

        ```
        as it is
        ```

        """)
    #expect(
      notebook.notes == [
        "cell 1: the attachment p.png is left out", "cell 3: image/png is left out",
        "cell 4: text/html is left out",
      ])
    #expect(notebook.transcript.fences.isEmpty)
  }

  // MARK: Errors

  @Test(arguments: [
    ("", 1, "no JSON"), ("# Orders\n", 1, "no JSON"), ("{\n  \"cells\": [\n", 3, "no JSON"),
    ("[]", 1, "must be an object"),
    ("{}", 1, "needs the member nbformat"), ("{\"nbformat\": 4}", 1, "needs the member cells"),
    ("{\n\"nbformat\": 3}", 2, "jupyter nbconvert"), ("{\"nbformat\": 5}", 1, "newer"),
    ("{\"nbformat\": \"4\"}", 1, "must be a whole number"),
    ("{\"nbformat\": 4,\n\"cells\": {}}", 2, "$.cells must be an array"),
    ("{\"nbformat\": 4, \"cells\": [\n{},\n7]}", 2, "$.cells[0] needs the member cell_type"),
    (
      "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": 7}]}", 1,
      "a text or a list of lines"
    ),
    (
      "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"heading\", \"source\": \"\"}]}", 1,
      "must be code, markdown or raw"
    ),
    (
      "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": \"\", \"outputs\": [{\"output_type\": \"pyout\"}]}]}",
      1,
      "must be stream, display_data, execute_result or error"
    ),
    (
      "{\"nbformat\": 4, \"cells\": [], \"metadata\": {\"patchbay\": {\n\"comment\": \"<!-- patchbay {} -->\"}}}",
      2,
      "holds no metadata of a session"
    ),
    (
      "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"markdown\", \"source\": \"a\\n<!-- patchbay {} -->\"}]}",
      1,
      "must stand once, at the very top"
    ),
  ])
  func whatIsNoNotebookIsNamedWithItsLine(text: String, line: Int, words: String) throws {
    let error = try #require(throws: TranscriptError.self) { try NotebookReader.read(text) }
    #expect(error.line == line, "\(error)")
    #expect(error.message.contains(words), "\(error)")
  }

  @Test func randomChangesNeverCrash() throws {
    let seed = Array(
      NotebookWriter.write(
        try TranscriptReader.read(
          "<!-- patchbay {\"formatVersion\": 1} -->\n# T\n\n  ~~~patchbay error id=a b\n  x\n  ~~~\n```output\n{\"a\": 1}\n```\n",
          name: "t")
      ).utf8)
    var state: UInt64 = 5
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, bound)))
    }
    let pieces = ["[", "]", "{}", "\"\"", "7", "null", "\\n", "```", "-", ",", "\"text\"", "true", "\\ud800"]
      .map { Array($0.utf8) }
    for _ in 0..<3_000 {
      var bytes = seed
      for _ in 0...next(3) {
        let place = next(bytes.count)
        bytes.replaceSubrange(place..<min(bytes.count, place + next(4)), with: pieces[next(pieces.count)])
      }
      guard let notebook = try? NotebookReader.read(String(decoding: bytes, as: UTF8.self)) else { continue }
      let text = TranscriptWriter.write(notebook.transcript)
      let again = try TranscriptReader.read(text, name: "t")
      let written = NotebookWriter.write(again)
      #expect(
        TranscriptWriter.write(try NotebookReader.read(written).transcript).utf8.elementsEqual(text.utf8))
    }
  }
}
