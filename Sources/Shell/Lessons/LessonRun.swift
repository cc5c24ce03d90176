import Transcripts

/// A lesson that is open in a session, and where the learner is in it.
struct LessonRun {
  var lesson: Lesson
  /// What progress is kept under: the name in the course, or the path of a file.
  var name: String
  /// The place in the course; nil for a file.
  var courseIndex: Int?
  /// The file it was read from.
  var opened: OpenedTranscript?
  /// The goal that is open, counted from 0; as many as there are when all are done.
  var goal = 0
  var hintsShown = 0
  /// Entries since the goal was shown that did not reach it.
  var attempts = 0
  /// True while the learner tries things out, and nothing is checked.
  var isPlaying = false
  /// True while cells of the lesson run to make what a goal begins with.
  var isPreparing = false
  /// What there was when the goal began.
  var before = Marks(saves: 0, copies: 0, cells: 0)

  /// How often something was done in the session.
  struct Marks {
    var saves: Int
    var copies: Int
    var cells: Int
  }

  init(_ lesson: Lesson, name: String) {
    self.lesson = lesson
    self.name = name
  }

  /// The goal that is open; nil when all are done.
  var openGoal: Lesson.Goal? { lesson.goals.indices.contains(goal) ? lesson.goals[goal] : nil }

  /// Goes to a goal as if it were new.
  mutating func begin(goal: Int) {
    self.goal = min(max(0, goal), lesson.goals.count)
    (hintsShown, attempts, isPlaying) = (0, 0, false)
  }

  /// `Goal 2 of 5`.
  var place: String { "Goal \(min(goal + 1, lesson.goals.count)) of \(lesson.goals.count)" }
}
