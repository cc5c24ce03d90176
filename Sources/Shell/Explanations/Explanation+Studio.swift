extension Explanation {
  /// What Studio does not take.
  static let studio = #"""
    studio.command
      A :command speaks to the shell, so a Studio snippet cannot hold it. Take
      it out. Found by patchbay check --studio only.
    - :vars
    + total = 5

    studio.expressionCell
      A value alone is shown in Patchbay only. In Studio TRACE shows it. Found
      by patchbay check --studio only.
    - total * 2
    + TRACE "{total * 2}"

    studio.jsonLiteral
      JSON literals are Patchbay's own. For Studio the members are assigned one
      by one; the finding holds the lines to paste.
    - order = {"id": 7}
    + DYNAMIC order
    + order.id = 7

    studio.lineBreak
      In Studio a statement ends at the end of its line, also inside brackets.
      Write it on one line, or in several assignments.
    - x = replace(name,
    -   "a", "b")
    + x = replace(name, "a", "b")

    studio.memberByText
      Studio names a member by a word after the point, not by a text in
      brackets. Write the point and the name.
    - x = order["id"]
    + x = order.id

    studio.ourFunction
      Patchbay has more functions than the public pages of Studio name, and
      Studio may not know this one. :help NAME says where a function comes from.
    - x = upper(name)
    + x = replace(name, "a", "b")

    studio.semicolon
      Patchbay lets one ; at the end of a statement pass; Studio does not. Take
      it out.
    - x = 5;
    + x = 5

    studio.sharedLine
      Studio takes one statement on a line. Start the second on a line of its
      own.
    - x = 5 TRACE "five"
    + x = 5
    + TRACE "five"

    studio.underscoreName
      Names that begin with _ belong to the platform: a script reads them and
      does not set them. Take another name.
    - _total = 5
    + total = 5

    studio.verb
      A verb stands for an action of the script, not for a line of a Snippet.
      Make it an action in Studio and keep the code around it in the snippet.
    - connectauth crm
    + url = "/orders"
    """#
}
