extension ShellCommand {
  /// What help says beyond the summary; empty when that is all.
  package var details: [String] {
    switch self {
    case .help:
      ["TOPIC is a verb, :command, function, setting, page or the id of an error."]
    case .explain:
      [
        "CELL is the number of one, the name of a script, or a cell itself:",
        ":explain IF n > 3 { TRACE \"many\" }. Without one the last cell is explained.",
        "The id of an error gives the page of :help.",
      ]
    case .why:
      [
        "The cells run again out of sight; nothing is sent. It shows the line that",
        "wrote the value last and what it read. For an answer it shows how each text",
        "of the request was filled in, {} first, then [[ ]]; for a part of a payload,",
        "as what it was sent.",
      ]
    case .vars: ["Long values are cut; :show NAME shows one whole."]
    case .show:
      [
        "An object is shown as JSON, a function as its code. A path shows a part:",
        ":show order.lines[2].price    :show order[\"first name\"]",
      ]
    case .watch:
      [
        "After each cell that changes the value a line says so; it is not stored.",
        "Alone it lists what is watched. NAME may be a path, as for :show.",
      ]
    case .unwatch: []
    case .undo:
      [
        "Variables, functions, definitions, secrets, settings and tokens are as before",
        "the cell, and :save leaves it out; :undo 3 takes back three. A request that",
        "was sent stays sent, and is named; none is sent again.",
      ]
    case .rerun:
      [
        "Each becomes a new cell, up to the first that fails. Cells that used what it",
        "sets are named.",
      ]
    case .step:
      [
        "CELL is Snippet code, a verb or start NAME, and becomes a cell of its own. At",
        "a terminal it waits at each stop; elsewhere it shows the stops and goes on.",
        ":help debugger tells of what can be said there.",
      ]
    case .break:
      [
        ":break 12 stops at a line of the cell or script that runs, :break NAME when a",
        "variable or a place in it has changed, :break SCRIPT.ACTION or ACTION before",
        "it fires, :break error where something fails. :break off N takes one away.",
      ]
    case .path:
      [
        "QUERY is a JSONPath (RFC 9535). It looks into the last answer, or into a",
        "variable behind the word in. One value is shown as it is, several with the",
        "path of each. Secrets are masked before the query looks.",
      ]
    case .table:
      [
        "An array of objects has a row for each, and their names as columns; an object",
        "has a row for each member. On a terminal it fits the screen; what a transcript",
        "stores is the same everywhere.",
      ]
    case .diff:
      [
        ":diff compares the last answer with the one before it to the same request,",
        ":diff 3 with that of cell 3, :diff 3 5 those of two cells: status, type and",
        "body, JSON by path, text line by line. Secrets are masked before.",
      ]
    case .param:
      [
        "VALUE is an expression, and NAME a variable that has it, unless another value",
        "is given: patchbay replay --set NAME=VALUE, or include FILE {\"NAME\": ...}.",
      ]
    case .expect:
      [
        "CONDITION is one as behind IF, such as requestProxy.statusCode = 200, or",
        "  time < 300ms               how long the last exchange took",
        "  $.items[0].id = 7          what a JSONPath finds in the last answer: also",
        "  $.error missing            exists, count = 3; with in NAME in a variable",
        "  schema order.json [QUERY]  a JSON Schema that the answer must fit",
        "  sent GET /orders/7         the last request; and what is defined:",
        "  connection crm             also template, script, request crm getOrder,",
        "                             secret crm key, variable crm id; defined x",
        "A cell whose expectation is not met ends with 1, and a replay differs.",
      ]
    case .copy:
      [
        "Secrets are masked. It works over ssh, and in tmux with allow-passthrough on;",
        "without a clipboard it goes into a private file. :body > FILE takes more than",
        "100 KB.",
      ]
    case .env:
      [
        "NAME {...} defines a set of values in one line, NAME lays it over the",
        "connections, off ends that. A secret is named by its source, as in",
        "\"secrets\": {\"key\": \"env DEV_KEY\"}. \"production\": true makes the prompt red.",
      ]
    case .recover:
      [
        "Each cell is kept as it ends, masked as :save does it, until :save or :quit.",
        "After a crash, or when the terminal was closed, :recover opens what was kept;",
        "nothing is sent. Its file stays until :save or :recover drop.",
      ]
    case .edit: ["What comes back stands at the prompt; Enter runs it."]
    case .templates, .connections, .requests: ["The values of secrets are never shown."]
    case .delete:
      [
        "KIND is template, connection, script, request, variable or secret. The last",
        "three need the connection before the name: :delete request crm add",
      ]
    case .dry:
      [
        "Request line, headers and body as they would go over the wire, and where each",
        "part comes from. No token is fetched and nothing is changed. It takes",
        "connectauth, connectrequest and test.",
      ]
    case .graph:
      [
        "From BEGIN downwards, each action once; branches beside the usual way are set",
        "in, or name the action that stands above or below. With the word mermaid it is",
        "the text of a flowchart, for a mermaid fence in Markdown.",
      ]
    case .trace:
      [
        "N shows one action: its properties, what it changed, and the variables as",
        "they were then; a NAME behind it, that variable whole.",
        "> FILE writes all of it as JSON. :set hidden card, cvv keeps the values of",
        "variables out of it, :set system-variables on adds those of the system.",
      ]
    case .scripts, .last, .headers, .timing: []
    case .body: ["With > FILE the bytes go into a file, redacted."]
    case .set:
      [
        "Alone it lists the settings; :help NAME tells of one. :set --save NAME VALUE",
        "keeps it in ~/.config/patchbay/settings.json, which the shell reads when it",
        "starts at a terminal; run, replay and pipes do not.",
      ]
    case .save: ["Beside FILE.md the recording stands as FILE.har. Neither holds a secret."]
    case .open: ["Cells replay from the recording, and what you enter is appended."]
    case .trust: ["A transcript that you saved yourself is trusted already; :help transcripts."]
    case .history: ["Entries of earlier sessions are found, too. Ctrl-R searches while typing."]
    case .private: [":private off ends it. The transcript is not concerned."]
    case .reset: ["Settings go back to what they were at the start, too."]
    case .learn:
      [
        "LESSON is a name or number of the course, or a file.md of your own; off ends",
        "the lesson. In a lesson :goal shows what is asked, :hint helps, :solution",
        "shows cells that do it, :skip goes on without, :again begins the goal anew,",
        "and :play lets you try things out until :play is typed again. What counts is",
        "what your cells do, not how they are written.",
      ]
    case .goal, .hint, .solution, .skip, .again, .play: [":help learn tells of all."]
    case .quit: []
    }
  }
}
