import ArgumentParser
import Notebooks
import Shell
import Transcripts
import WebPages

/// Writes a transcript in a form that other programs show.
struct Export: ContextCommand {
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case html, ipynb
  }

  static let configuration = CommandConfiguration(
    abstract: "Write a transcript as a web page or a Jupyter notebook.",
    discussion: """
      html is one page without scripts that needs nothing else; it shows the recording beside the transcript too. \
      ipynb is a notebook, which 'patchbay import' turns back into the same transcript. docs/how-to/export.md tells more.

      The file lies beside the transcript unless -o names another. Ends with 74 when a file cannot be read or written.
      """)

  @Argument(help: "The transcript; - reads standard input.", completion: .file(extensions: ["md"]))
  var file: String

  @Option(help: "The form; without it the suffix of the file to write says it.")
  var to: Form?

  @Option(
    name: .customShort("o"),
    help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "Overwrite a file that is there.")
  var force = false

  func run(in context: ShellContext) -> ExitStatus {
    guard let form = to ?? output.flatMap(Self.form) else {
      context.writeError("error: which form is wanted? give --to html or --to ipynb\n")
      return .usage
    }
    let destination = WrittenFile(
      path: output ?? WrittenFile.path(beside: file, suffix: form.rawValue, insteadOf: "md"),
      overwrites: force)
    return destination.write(in: context, insteadOf: file) { () throws(FileError) in
      let opened = try TranscriptFiles(context.files).read(file)
      switch form {
      case .ipynb: return NotebookWriter.write(opened.transcript)
      case .html:
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return SessionPage(
          opened.transcript, recording: opened.recording, name: name,
          reading: .init(spans: CellHighlighter.spans(ofCells:), count: { $0.recordedCells })
        ).html()
      }
    }
  }

  private static func form(ofFile path: String) -> Form? {
    let path = path.lowercased()
    if path.hasSuffix(".ipynb") { return .ipynb }
    return path.hasSuffix(".html") || path.hasSuffix(".htm") ? .html : nil
  }
}
