/// A fence of input cells and, if it has been run, the fence of their output.
///
/// Two fences are equal when they are written the same; where they stand in the file makes no difference.
package struct CellFence: Equatable, Sendable {
  /// The name given by the word `id=`; blanks and backticks in it are written as `-`.
  package var id: String?
  /// The word `error`: the cells must fail.
  package var mustFail = false
  /// The word `hide`: the cells run, and readers need not see them.
  package var isHidden = false
  /// The word `volatile`: the cells run, and their output is not compared.
  package var isVolatile = false
  /// Further words behind `patchbay`, kept and without meaning here.
  package var otherWords: [String] = []
  /// The input, without the line end before the closing fence.
  package var source: String
  /// What the cells gave, without the line end before the closing fence; nil when there is no output fence.
  package var output: String?
  /// Further words behind `output`.
  package var outputWords: [String] = []
  /// The line of the file on which `source` begins, counted from 1; 0 when it was not read from a file.
  package var sourceLine = 0
  /// The line of the file on which `output` begins, or where its fence would stand; 0 when not read from a file.
  package var outputLine = 0

  /// How the file had it, where that differs from what the writer would choose.
  var sourceLayout = FenceLayout()
  var outputLayout = FenceLayout()
  /// The blank lines between the two fences.
  var gap = CellFence.usualGap

  /// Cells without further words.
  package init(source: String, output: String? = nil, id: String? = nil) {
    self.source = source
    self.output = output
    self.id = id
  }

  /// Whether both would be written alike.
  package static func == (left: CellFence, right: CellFence) -> Bool {
    left.words == right.words && left.source == right.source && left.output == right.output
      && left.outputWords == right.outputWords && left.sourceLayout == right.sourceLayout
      && left.outputLayout == right.outputLayout && (left.output == nil || left.gap == right.gap)
  }

  /// The words of the info string in the writer's order, `patchbay` first.
  var words: [String] {
    ["patchbay"] + (mustFail ? ["error"] : []) + (isHidden ? ["hide"] : []) + (isVolatile ? ["volatile"] : [])
      + (id.map { $0.isEmpty ? [] : ["id=" + $0] } ?? []) + otherWords
  }

  /// Takes the words behind `patchbay`.
  mutating func take(words: [String], line: Int) throws(TranscriptError) {
    for word in words {
      switch word {
      case "error" where !mustFail: mustFail = true
      case "hide" where !isHidden: isHidden = true
      case "volatile" where !isVolatile: isVolatile = true
      case _ where word.hasPrefix("id="):
        guard word != "id=" else {
          throw TranscriptError(message: "id= needs a name, such as id=login", line: line)
        }
        guard id == nil else {
          throw TranscriptError(message: "the cell has two names; keep one id=", line: line)
        }
        id = String(word.dropFirst(3))
      default: otherWords.append(word)
      }
    }
  }
}

/// How a fence was written by hand, so that it can be written so again; all nil when the writer would do the same.
struct FenceLayout: Equatable, Sendable {
  /// The opening line without its line end.
  var opening: String?
  /// The closing line without its line end.
  var closing: String?
  /// How many blanks were taken off each line of the content.
  var indents: [Int]?
  /// True for a fence that holds one empty line, which a text without its last line end cannot tell from none.
  var holdsEmptyLine = false
  /// True when the file ends right behind the closing fence.
  var endsWithoutNewline = false
}
