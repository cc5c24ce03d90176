import TestSupport
import Testing

/// A block of a page of the documentation: the words behind its fence and its text.
struct PageBlock {
  var words: [String]
  var text: String

  static func all(in path: String) throws -> [PageBlock] {
    let page = try #require(ProjectFiles.text(path))
    var blocks: [PageBlock] = []
    var open: (mark: Substring, block: PageBlock)?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      let mark = line.prefix { $0 == "`" }
      if let (opening, block) = open {
        if line == opening {
          blocks.append(block)
          open = nil
        } else {
          open?.block.text += line + "\n"
        }
      } else if mark.count >= 3 {
        open = (
          mark, PageBlock(words: line.dropFirst(mark.count).split(separator: " ").map(String.init), text: "")
        )
      }
    }
    return blocks
  }
}
