/// A block of a page of the documentation: the words behind its fence and its text.
package struct PageBlock: Sendable {
  /// Which page it stands on, by its path under the project's top folder.
  package var page: String
  /// The line of its text's beginning, from 1.
  package var line: Int
  package var words: [String]
  package var text: String

  /// The first word, which says what kind of text it is; empty where there is none.
  package var kind: String { words.first ?? "" }

  /// The blocks of a page, in order; none where there is no such page.
  ///
  /// Blocks within blocks are part of those.
  package static func all(in page: String) -> [PageBlock] {
    var blocks: [PageBlock] = []
    var open: (mark: Substring, block: PageBlock)?
    let lines = (ProjectFiles.text(page) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let mark = line.prefix { $0 == "`" }
      if let (opening, block) = open {
        if line == opening {
          blocks.append(block)
          open = nil
        } else {
          open?.block.text += line + "\n"
        }
      } else if mark.count >= 3 {
        let words = line.dropFirst(mark.count).split(separator: " ").map(String.init)
        open = (mark, PageBlock(page: page, line: number + 2, words: words, text: ""))
      }
    }
    return blocks
  }
}
