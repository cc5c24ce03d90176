import Shell
import TextLayout

/// A file that a subcommand makes from another.
struct WrittenFile {
  /// Where it lies; `-` is standard output.
  let path: String
  /// Whether a file that is there may go.
  let overwrites: Bool

  /// The file of another kind beside a file; standard output for standard input.
  static func path(beside file: String, suffix: String, insteadOf old: String) -> String {
    if file == "-" { return "-" }
    let isOld = file.lowercased().hasSuffix("." + old)
    return (isOld ? String(file.dropLast(old.utf8.count + 1)) : file) + "." + suffix
  }

  /// Makes the text and writes all of it, or nothing.
  func write(
    in context: ShellContext, insteadOf source: String, _ text: () throws(FileError) -> String
  ) -> ExitStatus {
    do throws(FileError) {
      let isFile = path != "-"
      if isFile, context.files.exists(path) {
        guard path != source else { throw FileError("\(path) is the file to read; name another with -o") }
        guard overwrites else {
          throw FileError("\(path) is there; --force overwrites it, and -o names another file")
        }
      }
      let text = try text()
      if isFile {
        try context.files.write(text, to: path)
        context.writeOutput("wrote \(ControlCharacters.visible(path))\n")
      } else {
        context.writeOutput(text)
      }
      return .done
    } catch {
      context.writeError("error: \(error.message)\n")
      return .fileError
    }
  }
}
