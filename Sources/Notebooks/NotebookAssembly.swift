import JSON
import Transcripts

/// Puts the cells of a notebook together to a session.
struct NotebookAssembly {
  private var items: NotebookItems
  private var transcript = Transcript()
  private var notes: [String] = []
  private var names: Set<String> = []
  /// The language of the code, when it is not ours.
  private var foreignLanguage: String?

  init(_ metadata: DocumentCursor?) throws(TranscriptError) {
    let ours = metadata?.optional(NotebookNames.member)
    if let comment = ours?.optional("comment") {
      let text = try comment.lines()
      do {
        transcript = try TranscriptReader.read(text, name: "the comment")
      } catch {
        throw comment.fault("holds no metadata of a session: \(error.message)")
      }
      guard transcript.blocks.isEmpty else { throw comment.fault("must hold the comment alone") }
    }
    transcript.usesCRLF = ours?.optional("crlf")?.value.boolValue ?? false
    items = NotebookItems(hasComment: !transcript.metadata.isEmpty)
    items.ending = try ours?.optional("after")?.text()
    let kernel = metadata?.optional("kernelspec")
    let language = kernel?.value["language"] ?? metadata?.value["language_info"]?["name"]
    let name = language?.stringValue?.lowercased() ?? ""
    let isOurs =
      name == NotebookNames.language || kernel?.value["name"] == .string(NotebookNames.kernel)
      || name.isEmpty && ours != nil
    if !isOurs { foreignLanguage = name }
  }

  var notebook: ImportedNotebook {
    var transcript = transcript
    transcript.blocks = items.blocks
    return ImportedNotebook(transcript: transcript, notes: notes)
  }

  mutating func add(_ cell: DocumentCursor, number: Int) throws(TranscriptError) {
    let type = try cell.member("cell_type").text()
    let source = try cell.member("source").lines()
    let ours = cell.optional("metadata")?.optional(NotebookNames.member)
    let gap = try ours?.optional("before")?.text()
    for attachment in try cell.optional("attachments")?.members().names ?? [] {
      notes.append("cell \(number): the attachment \(attachment) is left out")
    }
    switch type {
    case "markdown": addProse(source, gap)
    case "raw": addProse(FenceWriter.codeBlock(language: "", text: source), nil)
    case "code":
      var reading = OutputReading(isForeign: foreignLanguage != nil)
      for output in try cell.optional("outputs")?.elements() ?? [] { try reading.take(output) }
      notes += reading.leftOut.map { "cell \(number): \($0) is left out" }
      let output = reading.output
      if let foreignLanguage {
        addProse(FenceWriter.codeBlock(language: foreignLanguage, text: source), nil)
        if let output { addProse(FenceWriter.codeBlock(language: "text", text: output), nil) }
      } else {
        var fence = CellFence(source: source, output: output)
        fence.mustFail = reading.holdsError
        try take(cell.optional("metadata"), into: &fence)
        items.add(.code(fence), gap)
      }
    default: throw try cell.member("cell_type").fault("must be code, markdown or raw")
    }
  }

  /// Adds Markdown, unless it is blank, so that nothing behind it becomes part of it.
  private mutating func addProse(_ text: String, _ gap: String?) {
    var lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    while let first = lines.first, first.allSatisfy(NotebookItems.isBlank) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy(NotebookItems.isBlank) { lines.removeLast() }
    guard !lines.isEmpty else { return }
    let prose = String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self)
    items.add(.markdown(ProseEnding.closed(prose)), gap)
  }

  /// Takes the words and the layout that the cell's metadata holds.
  private mutating func take(_ metadata: DocumentCursor?, into fence: inout CellFence) throws(TranscriptError)
  {
    guard let metadata else { return }
    let tags = try metadata.optional("tags")?.texts() ?? []
    let isHidden = metadata.value["jupyter"]?["source_hidden"]?.boolValue ?? false
    fence.isHidden = isHidden || tags.contains(NotebookNames.hidden)
    if tags.contains(NotebookNames.mayFail) { fence.mustFail = true }
    guard let ours = metadata.optional(NotebookNames.member) else { return }
    fence.layout = try ours.members()
    fence.isVolatile = ours.value["volatile"]?.boolValue ?? false
    fence.otherWords = try words(ours.optional("words"))
    if fence.output != nil { fence.outputWords = try words(ours.optional("outputWords")) }
    // Jupyter copies the metadata with the cell, and a name belongs to one of them.
    if let id = try ours.optional("id")?.text(), Self.isWord(id), names.insert(id).inserted { fence.id = id }
  }

  private func words(_ cursor: DocumentCursor?) throws(TranscriptError) -> [String] {
    try cursor?.texts().filter { Self.isWord($0) && !$0.hasPrefix("id=") } ?? []
  }

  /// Whether a text can stand on a fence's line as one word.
  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty && !text.utf8.contains { NotebookItems.isBlank($0) || $0 == UInt8(ascii: "`") }
  }
}
