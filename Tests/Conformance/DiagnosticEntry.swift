/// One diagnostic as a data file shows it: its id, an input that brings it about, and the text a person sees.
struct DiagnosticEntry: Sendable {
  var id: String
  var input: String
  /// Words behind `input`: what the world around the input does.
  var words: [String]
  var output: String
  /// The lines of the output in the file, the fences around them left out.
  var outputLines: Range<Int>
}

/// A data file of diagnostics: headings with ids, each followed by an `input` and an `output` fence.
struct DiagnosticFile {
  private(set) var lines: [String]
  private(set) var entries: [DiagnosticEntry] = []
  /// What is wrong with the file itself.
  private(set) var faults: [String] = []

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var id: String?
    var teaches = false
    var input: (text: String, words: [String])?
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      if line.hasPrefix("## `"), line.hasSuffix("`") {
        id = String(line.dropFirst(4).dropLast())
        teaches = false
        input = nil
      } else if line.hasPrefix("```") {
        let ticks = line.prefix { $0 == "`" }
        let words = line.dropFirst(ticks.count).split(separator: " ").map(String.init)
        let start = index
        while index < lines.count, lines[index] != ticks { index += 1 }
        let body = lines[start..<index].joined(separator: "\n")
        switch (words.first, id, input) {
        case ("input", .some, nil): input = (body, Array(words.dropFirst()))
        case ("output", let id?, let given?):
          if !teaches { faults.append("\(id) has no sentence that explains it") }
          entries.append(
            DiagnosticEntry(
              id: id, input: given.text, words: given.words, output: body, outputLines: start..<index))
          input = nil
        default: faults.append("line \(start): this fence belongs to no entry")
        }
        index += 1
      } else if !line.isEmpty, id != nil {
        teaches = true
      }
    }
  }

  /// The file with other outputs, one for each entry.
  func text(with outputs: [String]) -> String {
    var lines = lines
    for (entry, output) in zip(entries, outputs).reversed() {
      let body = output.isEmpty ? [] : output.split(separator: "\n", omittingEmptySubsequences: false)
      lines.replaceSubrange(entry.outputLines, with: body.map(String.init))
    }
    return lines.joined(separator: "\n")
  }
}
