import JSON

/// How far a person came in each lesson: `progress.json` in the data folder.
struct LessonProgress {
  /// The lesson that was open last.
  private(set) var current: String?
  /// The goals that are done, by lesson.
  private var goals: [(lesson: String, count: Int)] = []
  /// The lessons that were finished once; one of them may be taken again.
  private var finished: [String] = []

  private let context: ShellContext
  private var path: String? { context.dataFolder.map { $0 + "/progress.json" } }

  /// More is no file that was written here.
  private static let longest = 1 << 20
  /// Lessons of one's own are forgotten, the oldest first, when there are more.
  private static let mostLessons = 200

  /// What was kept; a file that is missing or damaged counts as none.
  init(_ context: ShellContext) {
    self.context = context
    guard let path, context.files.exists(path),
      let bytes = try? context.files.readRegularFile(path, upTo: Self.longest),
      let value = try? JSONDocument(parsing: bytes).value
    else { return }
    current = value["lesson"]?.stringValue
    for member in value["goals"]?.objectValue?.members ?? [] {
      goals.append((member.name, max(0, member.value.intValue ?? 0)))
    }
    finished = (value["finished"]?.arrayValue ?? []).compactMap(\.stringValue)
  }

  /// The goals of a lesson that are done.
  func done(_ lesson: String) -> Int { goals.first { $0.lesson == lesson }?.count ?? 0 }

  /// Whether all of a lesson's goals were done once.
  func isFinished(_ lesson: String, of count: Int) -> Bool {
    finished.contains(lesson) || done(lesson) >= count
  }

  /// Keeps that a lesson is open, and so many of its goals are done.
  mutating func keep(_ lesson: String, done count: Int, of all: Int) throws(FileError) {
    current = lesson
    if count >= all || isFinished(lesson, of: all) {
      finished.removeAll { $0 == lesson }
      finished.append(lesson)
      finished = finished.suffix(Self.mostLessons)
    }
    goals.removeAll { $0.lesson == lesson }
    goals.append((lesson, count))
    goals = goals.suffix(Self.mostLessons)
    guard let path, let folder = context.dataFolder else { return }
    let members = goals.map { JSONObject.Member($0.lesson, .number(String($0.count))) }
    var object = JSONObject([
      JSONObject.Member("lesson", .string(lesson)), JSONObject.Member("goals", .object(JSONObject(members))),
    ])
    if !finished.isEmpty { object["finished"] = .array(finished.map { .string($0) }) }
    let value = JSONValue.object(object)
    context.files.makeFolder(folder)
    let text: String = value.text(.pretty)
    try context.files.writePrivately(text + "\n", to: path)
  }
}
