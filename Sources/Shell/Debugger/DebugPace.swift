/// How far a run goes on before it stops again.
enum DebugPace {
  /// How deep a place lies: in an include, in a script that another called, in an action's code, in a function.
  struct Level: Comparable {
    var includes = 0
    var scripts = 0
    var code = 0
    var calls = 0

    static func < (left: Self, right: Self) -> Bool {
      (left.includes, left.scripts, left.code, left.calls)
        < (right.includes, right.scripts, right.code, right.calls)
    }
  }

  /// To the next line or action, wherever it is.
  case step
  /// To the next one that lies no deeper.
  case next(Level)
  /// To the next one that lies less deep.
  case out(Level)
  case action
  /// To a line of a source, by its name.
  case until(line: Int, source: String)
  /// To a breakpoint.
  case run

  func stops(at level: Level, isAction: Bool, line: Int, source: String) -> Bool {
    switch self {
    case .step: true
    case .next(let from): level <= from
    case .out(let from): level < from
    case .action: isAction
    case .until(let wanted, let name): line == wanted && source == name
    case .run: false
    }
  }
}
