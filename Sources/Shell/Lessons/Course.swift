import Transcripts

/// The lessons that come with the program, in their order.
package enum Course {
  /// One lesson: the name to type, and the transcript.
  package struct Entry: Sendable {
    package var name: String
    package var text: String
  }

  /// The texts are those of the folder `lessons`; `.ci/lessons` writes them here.
  package static var entries: [Entry] {
    [
      Entry(name: "variables", text: variables), Entry(name: "objects", text: objects),
      Entry(name: "flow", text: flow), Entry(name: "hub", text: hub),
      Entry(name: "brackets", text: brackets), Entry(name: "login", text: login),
      Entry(name: "manual", text: manual), Entry(name: "names", text: names),
      Entry(name: "studio", text: studio), Entry(name: "branches", text: branches),
      Entry(name: "scripts", text: scripts), Entry(name: "regression", text: regression),
    ]
  }

  /// The place of a lesson that is called by name or by number from 1.
  static func index(of word: String) -> Int? {
    let wanted = word.lowercased()
    if let number = Int(wanted) { return entries.indices.contains(number - 1) ? number - 1 : nil }
    return entries.firstIndex { $0.name == wanted }
  }

  /// How many goals a lesson has, without reading more of it.
  static func goalCount(of entry: Entry) -> Int {
    entry.text.split(separator: "\n```goal\n", omittingEmptySubsequences: false).count - 1
  }

  /// The heading of a lesson, without reading the rest.
  static func title(of entry: Entry) -> String {
    entry.text.split(separator: "\n").first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
      ?? entry.name
  }
}
