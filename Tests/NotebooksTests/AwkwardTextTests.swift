import JSON
import Notebooks
import TestSupport
import Testing
import Transcripts

@Suite struct AwkwardTextTests {
  private func session(_ text: String) throws -> Transcript {
    var transcript = Transcript(metadata: TranscriptMetadata(productVersion: text))
    transcript.append(prose: ProseEnding.closed("# \(text)"))
    transcript.append(CellFence(source: text, output: text, id: text))
    var failing = CellFence(source: "x", output: text)
    failing.mustFail = true
    transcript.append(failing)
    transcript.append(CellFence(source: text))
    return try TranscriptReader.read(TranscriptWriter.write(transcript), name: "t")
  }

  @Test func aNotebookOfThemComesBackByteForByte() throws {
    for text in AwkwardTexts.allAndLong {
      let transcript = try session(text)
      let notebook = NotebookWriter.write(transcript)
      let imported = try NotebookReader.read(notebook)
      #expect(
        Array(TranscriptWriter.write(imported.transcript).utf8)
          == Array(TranscriptWriter.write(transcript).utf8), "\(text.prefix(40).debugDescription)")
      #expect(
        imported.transcript == transcript && imported.notes == [], "\(text.prefix(40).debugDescription)")
      #expect(NotebookWriter.write(imported.transcript).utf8.elementsEqual(notebook.utf8))
    }
  }

  /// What the schema of nbformat 4.5 asks of cells and outputs.
  @Test func theyMakeNoNotebookInvalid() throws {
    for text in AwkwardTexts.all {
      let notebook = try JSONValue(parsing: NotebookWriter.write(session(text)))
      let cells = try #require(notebook["cells"]?.arrayValue)
      let ids = cells.compactMap { $0["id"]?.stringValue }
      #expect(ids.count == cells.count && Set(ids).count == ids.count)
      #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil }, "\(ids)")
      for cell in cells {
        let lines =
          [cell["source"]] + (cell["outputs"]?.arrayValue ?? []).flatMap { [$0["text"], $0["traceback"]] }
        for case let lines? in lines {
          #expect(lines.arrayValue?.allSatisfy { $0.stringValue != nil } == true, "\(text.prefix(40))")
        }
      }
    }
  }

  /// A notebook of another program, whose texts are its own.
  @Test func aForeignNotebookOfThemGivesASession() throws {
    // What would be metadata in the midst of a session file is refused.
    for text in AwkwardTexts.allAndLong where !text.hasPrefix("<!-- patchbay") {
      let value = JSONValue.string(text)
      let output: JSONValue = [
        ["output_type": "stream", "name": "stdout", "text": value],
        ["output_type": "error", "ename": value, "evalue": value, "traceback": [value]],
        ["output_type": "display_data", "metadata": [:], "data": ["text/plain": value, "image/png": value]],
      ]
      let notebook: JSONValue = [
        "cells": [
          ["cell_type": "markdown", "metadata": [:], "source": value],
          ["cell_type": "raw", "metadata": [:], "source": value],
          ["cell_type": "code", "metadata": [:], "source": value, "outputs": output],
        ],
        "metadata": ["language_info": ["name": value]], "nbformat": 4, "nbformat_minor": 4,
      ]
      let imported = try NotebookReader.read(notebook.text())
      let written = TranscriptWriter.write(imported.transcript)
      let again = try TranscriptReader.read(written, name: "t")
      #expect(
        TranscriptWriter.write(again).utf8.elementsEqual(written.utf8), "\(text.prefix(40).debugDescription)")
    }
  }
}
