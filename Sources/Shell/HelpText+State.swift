extension HelpText {
  /// What `:help` says of a command beyond its line.
  static func details(of command: ShellCommand) -> String? {
    switch command {
    case .dry: dry
    case .env: environments
    case .show, .watch: paths
    case .undo: undo
    case .rerun: rerun
    case .set: saving
    case .recover: recovery
    default: results(of: command)
    }
  }

  private static let dry = """
      :dry connectrequest crm getCustomer
      :dry connectauth crm
      :dry test crm getCustomer

      Request line, headers and body as they would go over the wire, and where each
      part comes from. No token is fetched and nothing is changed.
    """

  private static let environments = """
      :env dev { "connections": { "crm": { "baseUrl": "http://dev.test",
        "variables": { "region": "eu" }, "secrets": { "key": "env DEV_KEY" } } } }
      :env dev     its values stand over those of the connections
      :env off     the connections as they are defined

      The definition is one line. A secret is named by its source, never by its value.
      With "production": true the prompt is red. Switching forgets the tokens of these connections.
    """

  private static let paths = """
      :show order.lines[2].price
      :show order["first name"]

      Elements are counted from 1. :watch takes the same; what it says is not stored.
    """

  private static let undo = """
      :undo
      :undo 3

      Variables, functions, definitions, secrets, settings and tokens are as before those cells, and
      :save leaves them out. A request that was sent stays sent, and is named; none is sent again.
    """

  private static let rerun = """
      :rerun 2
      :rerun 2 5 6

      Each becomes a new cell, up to the first that fails. Cells that used what it sets are named.
    """

  private static let saving = """
      :set limits studio
      :set --save theme light

      --save writes settings.json in ~/.config/patchbay, which the shell reads when it starts at a
      terminal; run, replay and pipes do not. A setting that changes results becomes a cell then.
    """

  private static let recovery = """
      When the terminal is closed before :save, the session is kept, masked as :save does it.
      :recover opens the newest one; its file stays until :save or :recover drop.
    """
}
