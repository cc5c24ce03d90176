extension HelpText {
  /// What help on a command tells beyond its summary.
  static func results(of command: ShellCommand) -> String? {
    switch command {
    case .path: path
    case .table: table
    case .diff: difference
    case .copy: copy
    default: nil
    }
  }

  private static let path = """
      QUERY is a JSONPath (RFC 9535). It looks into the last answer, or into a variable behind the word in.
      One value is shown as it is, several with the path of each. Secrets are masked before the query looks.

      for example
        DYNAMIC page = { "items": [ { "id": 1, "name": "Ada" }, { "id": 2, "name": "Bo" } ] }
        :path $.items[0].name in page
        :path $.items[?@.id > 1] in page
        :path $..name in page
    """

  private static let table = """
      An array of objects has a row for each, and their names as columns; an object has a row for each member.
      Without a query it is the last answer itself. What several places hold are the rows of one table.
      On a terminal it fits the screen; what a transcript stores is the same everywhere, with cells of 60 columns.

      for example
        DYNAMIC page = { "items": [ { "id": 1, "name": "Ada" }, { "id": 2, "name": "Bo" } ] }
        :table $.items in page
        :table $.items[?@.id > 1] in page
    """

  private static let difference = """
      :diff       the last answer and the one before it to the same request
      :diff 3     the answer of cell 3 and the last one
      :diff 3 5   the answers of cells 3 and 5

      Status, content type and body are compared: JSON by path, text line by line. Secrets are masked before.

      for example
        connection crm { "baseUrl": "http://sandbox.test/crm", "requests": { "all": { "url": "/customers" } } }
        test crm all
        test crm all
        :diff
    """

  private static let copy = """
      It goes to the terminal's clipboard, secrets masked, also over ssh and through tmux (there with
      set -g allow-passthrough on). A terminal must allow it; one that has no clipboard gets a private file.
      More than 100 KB do not fit: :body > FILE writes them.

      for example
        DYNAMIC page = { "items": [ { "id": 1, "name": "Ada" }, { "id": 2, "name": "Bo" } ] }
        :copy $.items[0].name in page
    """

  /// What `:help results` shows.
  static let results = """
    On a terminal an answer or a value that is longer than the screen is folded: its beginning and its shape are
    shown, and how the rest is seen. XML is laid out, HTML is shown as text. A transcript stores what it always
    did, and so do pipes, run and replay. :set fold off ends it.

      :body                 the last answer, whole; in pages where it is longer than the screen
      :body > FILE          the same in a file, as it came
      :path $.items[0].id   one place of it
      :table $.items        records as a table
      :diff                 what is new since the answer before
      :copy $.items[0]      a part of it for another program
      :timing               where its time went
    """
}
