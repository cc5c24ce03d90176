import IntegrationHub

extension HelpText {
  static let transcripts = """
    A session saves as a transcript: a Markdown file that any forge shows, and that
    runs again. A fence with the word patchbay holds cells, the output fence behind
    it what they gave. Prose between them is free.

      :save orders.md             writes it, and the recording orders.har
      :open orders.md             restores the session; nothing is sent
      patchbay replay orders.md   compares; ends with 1 on a difference
      patchbay replay --live orders.md     sends the requests
      patchbay replay --update orders.md   writes what came out into the file

    Words behind patchbay in a fence
      error       the cells must fail
      volatile    they run, and their output is not compared
      hide        they run without being shown
      id=NAME     a name for the fence

    What shows or changes state is recorded: Snippet, verbs, and commands such as
    :vars, :set and :dry. :help, :save and the like are not.

    A transcript holds references to secrets, never values. Live, one that was not
    saved here may use no secret until you allow it with :trust or replay --trust.
    """

  static var connections: String {
    """
    A connection says where an API is, how to sign in, and what it offers.
    [[name]] stands for one of its variables or secrets.

      connection crm {
        "baseUrl": "http://sandbox.test/crm",
        "auth": { "url": "http://sandbox.test/oauth2/token",
          "clientId": "demo", "clientSecret": "[[clientSecret]]" },
        "requests": { "getCustomer": { "url": "/customers/[[id]]" } } }
      secret crm clientSecret from env CRM_SECRET
      variable crm id "42"
      connectauth crm
      connectrequest crm getCustomer

    Members of a connection
    \(wrapped(DefinitionReader.connectionMembers, indent: "    "))
    Members of a request
    \(wrapped(DefinitionReader.requestMembers, indent: "    "))
    "auth" has a type, oauth2 unless given: oauth2, basic, digest, bearer, apikey or
    aws_sigv4. The grant of oauth2 is client_credentials unless given; others are
    password, refresh_token, jwt_bearer, authorization_code, device_code and custom.

    :dry VERB ... shows a request as it would be sent, :last what was sent.
    """
  }

  static var secrets: String {
    """
    \(secretSources)

    What a secret's value touches is masked: screen, transcript, recording and
    history show ‹secret:crm/clientSecret› in its place, also where a server
    echoes it, and also when it is encoded.

    \(vault)
    """
  }

  static let keys = """
    Tab              completes the word; again, lists what could stand here
    Right, End       take the grey suggestion
    Up, Down         the row above or below, or the entry before or after
    Alt-P, Alt-N     the entries before and after that begin alike
    Ctrl-R           searches the history; again, finds an earlier entry
    Alt-Enter        begins a new row in the entry
    Enter            runs the entry, or goes on with it where it is not finished
    Ctrl-Left/Right  a word to the left or right
    Ctrl-A, Ctrl-E   the beginning and the end of the row
    Ctrl-U, Ctrl-K   takes what is before or behind the cursor; Ctrl-Y puts it back
    Alt-<, Alt->     the beginning and the end of the entry
    Ctrl-C           drops what is typed; stops a cell or a request that runs
    Ctrl-D           leaves, on an empty line
    Ctrl-Z           stops patchbay until the shell resumes it with fg

    The keys are libedit's, which reads ~/.editrc. For those of vi write into it
      bind -v
    and a key that it binds keeps that meaning, except Ctrl-C and Ctrl-Z.

    The history is kept in patchbay/history of the data folder, without secrets;
    :private keeps entries out of it.
    """

  static var exitStatus: String {
    """
    \(ExitStatus.table)
    for example
      patchbay run -e 'x = 1 / 0'; echo $?
    """
  }

  /// The ids of all findings by area.
  static var errors: String {
    var areas: [(name: String, ids: [String])] = []
    for id in Explanation.all.map(\.id) {
      let area = String(id.prefix { $0 != "." })
      if let place = areas.firstIndex(where: { $0.name == area }) {
        areas[place].ids.append(id)
      } else {
        areas.append((area, [id]))
      }
    }
    let lists = areas.map { area in
      "\(area.name)\n" + wrapped(area.ids.map { String($0.dropFirst(area.name.utf8.count + 1)) })
    }
    return """
      The id of an error stands in brackets behind its message. :help ID tells what
      it means and how to mend it, for example :help syntax.unclosedText

      \(lists.joined(separator: "\n"))
      """
  }
}
