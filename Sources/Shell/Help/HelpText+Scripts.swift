import TextLayout

extension HelpText {
  /// What `:help scripts` shows.
  static let scripts = """
    A script is actions with branches, as on Studio's canvas. Each line has the
    action's name, what it does, and where its branches lead:
      script NAME {
        begin  BEGIN city        -> ask
        ask    IF city = "Rome"  True -> yes, Default -> done
        yes    TRACE "{city}"    -> done
        done   END
      }
      start NAME Rome

    An arrow without a label is Default, which is also taken for a branch that is
    not connected. These are the actions and their branches besides Default:
    \(TextTable.lines(ActionKind.allCases.map { ["  " + $0.shortUsage, $0.ownBranches] }, columns: columns))

    start uses the variables of the session. RUNSUB runs a script with variables of
    its own: its BEGIN takes values, its RETURN gives one back, and global:NAME is
    seen by all. In the branch Error or OnError, ERR says what went wrong.

    :graph draws a script, :trace shows what the last one did. A file NAME.script
    holds scripts: patchbay run NAME.script, include NAME.script.
    """
}

extension ActionKind {
  /// The form of its properties without an example of its branches.
  fileprivate var shortUsage: String {
    let usage = usage
    return usage.firstRange(of: "   ").map { String(usage[..<$0.lowerBound]) } ?? usage
  }

  fileprivate var ownBranches: String {
    let own = branches.filter { $0 != Self.defaultBranch }.joined(separator: ", ")
    return self == .choice ? "its values" : own
  }
}
