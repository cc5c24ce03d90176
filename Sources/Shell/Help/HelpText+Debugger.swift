import TextLayout

extension HelpText {
  static var debugger: String {
    """
    :step CELL runs Snippet code, a verb or start NAME line by line, and becomes a
    cell of its own. Each stop shows what has changed, the line, and which way it is
    about to take.

      :step start findOrder 42
      :step FOR i = 1 TO 3 { total = total + i }

    At debug> a word lets it go on or looks around; its letter will do. An empty
    line says the last word again. Anything else is a value to show, such as o.n
    \(TextTable.lines(DebugWord.rows))

    :break says where ordinary cells stop, too
      :break 12             a line of the cell or script that runs
      :break findOrder.ask  an action, before it fires; :break ask in any script
      :break total          a variable, or a place in it, that has changed
      :break error          what fails
      :break off [N]        takes one away, or all; :break lists them

    :set hidden card, cvv names variables whose values are not shown; :set
    system-variables on shows ANI, ERR and their like, too.

    replay --step asks before each cell, and s steps into it.
    """
  }
}
