/// What the id of a finding means, how to mend it, and an input that is wrong beside one that is right.
package struct Explanation: Equatable, Sendable {
  package var id: String
  /// The meaning, in lines that fit a screen.
  package var text: [String]
  /// An input that brings the finding about; empty where none can be shown.
  package var wrong: [String]
  /// What to write instead; empty where it takes more than a cell.
  package var right: [String]

  /// All of them, each read from the tables when help asks.
  package static var all: [Explanation] {
    [
      syntaxAToD, syntaxEToJ, syntaxKToR, syntaxSToZ, checking, running, studio, verbs, scripts, commands,
    ].flatMap(read)
  }

  /// That of an id in any case; without its area where no other id has the name.
  package static func named(_ name: String) -> Explanation? {
    let wanted = name.lowercased()
    let all = all
    if let found = all.first(where: { $0.id.lowercased() == wanted }) { return found }
    let alike = all.filter { $0.name.lowercased() == wanted }
    return alike.count == 1 ? alike.first : nil
  }

  /// The id without its area.
  private var name: String { String(id.drop { $0 != "." }.dropFirst()) }

  /// As help shows it.
  var page: String {
    var lines = [id] + text.map { "  " + $0 }
    if !wrong.isEmpty { lines += ["", "  wrong"] + wrong.map { "    " + $0 } }
    if !right.isEmpty { lines += ["", "  right"] + right.map { "    " + $0 } }
    return lines.joined(separator: "\n")
  }

  /// Reads a table: an id, its meaning set in, then `- ` before what is wrong and `+ ` before what is right.
  private static func read(_ table: String) -> [Explanation] {
    var all: [Explanation] = []
    for line in table.split(separator: "\n") {
      let rest = String(line.dropFirst(2))
      switch line.prefix(2) {
      case "  ": all[all.count - 1].text.append(rest)
      case "- ": all[all.count - 1].wrong.append(rest)
      case "+ ": all[all.count - 1].right.append(rest)
      default: all.append(Explanation(id: String(line), text: [], wrong: [], right: []))
      }
    }
    return all
  }
}
