import Encodings

/// What people type to leave or to get help because other shells have it so.
enum Habit {
  private static let leaving: Set<String> = ["exit", "quit", "\\q", ".exit", ".quit"]
  private static let asking: Set<String> = ["help", "?", "\\?", "\\h", ".help"]

  /// The command that an entry at the prompt means; nil where it is what it says, as the name of a variable is.
  ///
  /// In a lesson its commands are understood without their colon, too.
  static func command(
    for entry: String, isInLesson: Bool = false, isVariable: (String) -> Bool
  ) -> String? {
    var text = entry.trimmingBlanks()
    for ending in [";", "()"] where text.hasSuffix(ending) { text = String(text.dropLast(ending.count)) }
    let words = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    guard let first = words.first, words.count <= 2, !isVariable(first) else { return nil }
    let word = first.lowercased()
    if words.count == 1 {
      if isInLesson, ShellCommand(rawValue: word)?.isForLessons == true { return ":" + word }
      return leaving.contains(word) ? ":quit" : asking.contains(word) ? ":help" : nil
    }
    // Not `help = 1`, which sets a variable.
    guard asking.contains(word), words[1].allSatisfy({ $0.isLetter || $0.isNumber || ":.-_".contains($0) })
    else { return nil }
    return ":help \(words[1])"
  }
}
