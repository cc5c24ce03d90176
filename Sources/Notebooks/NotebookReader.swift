import JSON
package import Transcripts

/// A session read from a notebook, and what it had to leave out.
package struct ImportedNotebook: Equatable, Sendable {
  /// The session.
  package var transcript: Transcript
  /// What a session file has no place for, each in a sentence.
  package var notes: [String]
}

/// Reads Jupyter notebooks of format 4: ours, changed in Jupyter or not, and those of other languages.
package enum NotebookReader {
  /// Reads the text of an `.ipynb` file.
  package static func read(_ text: String) throws(TranscriptError) -> ImportedNotebook {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONDocument(parsing: text)
    } catch {
      throw TranscriptError(message: "the notebook is no JSON: \(error.message)", line: error.line)
    }
    let root = DocumentCursor(document, subject: "the notebook")
    try checkVersion(root)
    var assembly = try NotebookAssembly(root.optional("metadata"))
    for (index, cell) in try root.member("cells").elements().enumerated() {
      try assembly.add(cell, number: index + 1)
    }
    let notebook = assembly.notebook
    do {
      // Whatever a notebook holds, the file that is made of it can be read.
      _ = try TranscriptReader.read(TranscriptWriter.write(notebook.transcript), name: "the session")
    } catch {
      throw TranscriptError(message: "the notebook gives no session: \(error.message)", line: 1)
    }
    return notebook
  }

  private static func checkVersion(_ root: DocumentCursor) throws(TranscriptError) {
    _ = try root.members()
    let version = try root.member("nbformat").wholeNumber()
    guard version >= 4 else {
      throw try root.member("nbformat").fault(
        "is \(version), and must be 4; 'jupyter nbconvert --to notebook FILE' brings it there")
    }
    guard version == 4 else {
      throw try root.member("nbformat").fault(
        "is \(version), which is newer than Patchbay reads; save it as 4")
    }
  }
}
