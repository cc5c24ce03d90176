import ArgumentParser
import Notebooks
import Shell
import TextLayout
import Transcripts

/// Writes a Jupyter notebook as a transcript.
struct Import: ContextCommand {
  static let configuration = CommandConfiguration(
    abstract: "Turn a Jupyter notebook into a transcript.",
    discussion: """
      A notebook that 'patchbay export' wrote gives the same transcript again, with what was changed in Jupyter. \
      The code of other languages stays as text. Nothing is run. What has no place in a transcript, such as \
      pictures, is named on stderr.

      The transcript lies beside the notebook unless -o names another file. Ends with 74 when the file is no \
      notebook of format 4, or when a file cannot be read or written.
      """)

  @Argument(help: "The notebook; - reads standard input.", completion: .file(extensions: ["ipynb"]))
  var file: String

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var output: String?

  @Flag(help: "Overwrite a file that is there.")
  var force = false

  func run(in context: ShellContext) -> ExitStatus {
    let destination = WrittenFile(
      path: output ?? WrittenFile.path(beside: file, suffix: "md", insteadOf: "ipynb"), overwrites: force)
    return destination.write(in: context, insteadOf: file) { () throws(FileError) in
      let text = try context.files.read(file)
      do throws(TranscriptError) {
        let notebook = try NotebookReader.read(text)
        for note in notebook.notes { context.writeError("note: \(ControlCharacters.visible(note))\n") }
        return TranscriptWriter.write(notebook.transcript)
      } catch {
        throw FileError("\(file):\(error.line): \(error.message)")
      }
    }
  }
}
