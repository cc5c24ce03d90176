/// A transcript with tasks in it: what a learner is to reach, how it is known, and a way that leads there.
package struct Lesson: Equatable, Sendable {
  /// Words for the learner, and the line on which they begin.
  package struct Text: Equatable, Sendable {
    package var text: String
    package var line: Int
  }

  /// One line of a `check` or `wrong` fence: something that holds or does not.
  package struct Condition: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
      /// What `:expect` would find to hold; the text is the whole cell.
      case expectation
      /// The session was saved since the goal began.
      case saved
      /// Something was copied since the goal began.
      case copied
      /// The session got an expectation that holds since the goal began.
      case expected
      /// A transcript is open.
      case opened
      /// The last cell failed, with this diagnostic if one is named.
      case failed(id: String?)
    }

    package var kind: Kind
    package var text: String
    package var line: Int
  }

  /// A typical wrong answer, how it shows, and the word for it.
  package struct Mistake: Equatable, Sendable {
    /// Cells that bring it about.
    package var example: CellFence
    package var conditions: [Condition]
    package var word: String
    package var line: Int
  }

  /// One task.
  package struct Goal: Equatable, Sendable {
    package var task: Text
    package var hints: [Text] = []
    package var checks: [Condition] = []
    package var mistakes: [Mistake] = []
    /// Cells that reach it: `patchbay` fences, or one `solution` fence for what no transcript can do.
    package var solution: [CellFence] = []
    /// True when the solution can only be typed at a prompt.
    package var isTypedOnly = false
    /// The prose behind the solution.
    package var explanation = ""
  }

  /// The first heading.
  package var title = ""
  /// The prose before the first goal.
  package var introduction = ""
  /// The cells before the first goal, which run when the lesson begins.
  package var preparation: [CellFence] = []
  package var goals: [Goal] = []
}
