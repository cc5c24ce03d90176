package import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Edits a text in `$VISUAL`, `$EDITOR` or `vi`, in a file of the owner's alone that is gone afterwards.
package final class SystemEditor: EntryEditor {
  private let environment: (String) -> String?
  private let files: any FileStore
  private let terminal: Int32

  package convenience init(environment: @escaping (String) -> String?, files: any FileStore) {
    self.init(environment: environment, files: files, terminal: STDIN_FILENO)
  }

  init(environment: @escaping (String) -> String?, files: any FileStore, terminal: Int32) {
    self.environment = environment
    self.files = files
    self.terminal = terminal
  }

  package func edit(
    _ text: String, isHidden: (_ name: String, _ value: String) -> Bool
  ) throws(FileError) -> String {
    let named = ["VISUAL", "EDITOR"].compactMap { environment($0) }.first { !$0.isEmpty }
    let command = named ?? "vi"
    var template =
      Array((environment("TMPDIR") ?? "/tmp").utf8CString.dropLast()) + Array("/patchbay-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError("no folder for the text can be made") }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = folder + "/entry.snippet"
    defer {
      unlink(path)
      rmdir(folder)
    }
    try files.writePrivately(text.isEmpty ? "" : text + "\n", to: path)
    let mode = TerminalMode(of: terminal)
    mode?.showKeys()
    defer { mode?.restore() }
    guard let child = ScreenProgram.start([command, path], input: terminal, isHidden) else {
      throw FileError("\(command) could not be started")
    }
    let status = ScreenProgram.status(of: child)
    guard status == 0 else {
      throw FileError("\(command) ended with status \(status), so nothing was taken; $EDITOR names another")
    }
    var edited = try files.read(path)
    while edited.last?.isNewline == true { edited.removeLast() }
    return edited
  }
}
