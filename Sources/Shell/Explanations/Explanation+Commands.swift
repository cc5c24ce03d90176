extension Explanation {
  /// What is wrong with the words of a command.
  static let commands = #"""
    shell.dryCall
      :dry changes nothing, and a function of the script could change variables.
      Put its result into a variable first.
    - connection crm {"baseUrl": "http://sandbox.test",
    -   "requests": {"add": {"verb": "POST", "url": "/echo"}}}
    - FUNCTION next() {
    -   n = n + 1
    -   RETURN n
    - }
    - :dry connectrequest crm add "order {next()}"
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"add": {"verb": "POST", "url": "/echo"}}}
    + n = 1
    + :dry connectrequest crm add "order {n}"

    shell.expectation
      What stands behind :expect does not hold. The note tells what the values
      are. Mend the script or the expectation; a cell that must fail is marked
      error in its transcript.
    - total = 5
    - :expect total = 6
    + total = 5
    + :expect total = 5

    shell.file
      A file cannot be read or written; the message gives the reason of the
      system. Paths count from the folder in which patchbay was started;
      those in a transcript's include and :expect schema from its own folder.
    - :open missing.md
    + :save notes.md

    shell.fileExists
      A file is overwritten only when you say so. Put ! behind save, or take
      another name.
    - :save notes.md
    + :save! notes.md

    shell.includedCell
      A cell of the included transcript fails, or is marked error and does not.
      What it gave stands above. Open that transcript and mend it there.
    + :help include

    shell.includesItself
      A transcript includes itself, or one that includes it. Take out one of the
      include cells; what both need stands best in a third.
    + :help include

    shell.interrupted
      Ctrl-C ended the cell. It is not recorded, since how far it came is
      chance; what it had set stays set.
    - TRACE "begins, and Ctrl-C is pressed"
    - REPEAT 1000000 { x = 1 }
    + TRACE "begins"

    shell.noExchange
      There is a last exchange after the first request of a session only. Send
      one, then look at it. A recording that was made before times were recorded
      does not tell how long it took; record it anew.
    - :timing
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"list": {"url": "/echo"}}}
    + connectrequest crm list
    + :timing

    shell.lesson
      A file does not make a lesson, or its solution does not reach the goal. Each
      goal needs a hint, a check and a solution; docs/how-to/lessons.md has an
      example.
    + :help learn

    shell.noLesson
      The command has a meaning within a lesson only, and none is open. :learn
      lists the course and begins one.
    - :hint
    + :learn variables
    + :hint

    shell.noJSON
      The last answer is no JSON, or has no body, so there is nothing in it to
      look for. :body shows what came.
    - connection crm {"baseUrl": "http://sandbox.test",
    -   "requests": {"page": {"url": "/awkward/html"}}}
    - connectrequest crm page
    - :path $.items
    + DYNAMIC page = {"items": []}
    + :path $.items in page

    shell.nothingToCompare
      Two answers are compared, and there are not two. The cell has none, or the
      request was sent only once.
    - connection crm {"baseUrl": "http://sandbox.test",
    -   "requests": {"list": {"url": "/echo"}}}
    - test crm list
    - :diff
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"list": {"url": "/echo"}}}
    + test crm list
    + test crm list
    + :diff

    shell.nothingToTrust
      :trust allows the transcript that is open to use its secrets, and none is
      open. Open one with :open FILE first.
    - :trust

    shell.notInTranscript
      This command writes files, opens others or extends trust, so a transcript
      that replays may not use it. Type it at the prompt.
    + :vars

    shell.notTrusted
      The included transcript was not saved here, so it may be another's, and it
      could use the secrets of this session. Read it, then say :trust FILE. It is
      trusted as it is now; after a change it is asked again.
    + :help trust

    shell.query
      The JSONPath cannot be read, or finds nothing to copy. It begins with $,
      as in $.items[0].id; RFC 9535 describes it.
    - DYNAMIC page = {"items": []}
    - :path $.items[ in page
    + DYNAMIC page = {"items": []}
    + :path $.items in page

    shell.sendsNothing
      :dry shows what connectauth, connectrequest or test would send. The other
      verbs send nothing.
    - :dry variable crm id 42
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"list": {"url": "/echo"}}}
    + :dry connectrequest crm list

    shell.settingValue
      The setting has other values; the suggestion lists them. :help NAME tells
      what each does.
    - :set limits hard
    + :set limits studio

    shell.timeZone
      The time zone files of this machine have no zone of this name. Names have
      the form Europe/Berlin; local and UTC are always there. :help timezone
      tells more.
    - :set timezone Europe/Berln
    + :set timezone UTC

    shell.tooLong
      More than 100 KB do not fit a terminal's clipboard. :body > FILE writes an
      answer of any length.
    - DYNAMIC page
    - page.text = "0123456789"
    - FOR i = 1 TO 12000 { page.list[i] = "0123456789" }
    - :copy $ in page
    + DYNAMIC page = {"text": "short"}
    + :copy $.text in page

    shell.unknownCell
      No cell has this number. Cells are counted from 1; :history lists what was
      entered.
    - x = 1
    - :rerun 7
    + x = 1
    + :rerun 1

    shell.unknownCommand
      No command has this name. The nearest is proposed; :help lists them all.
    - :vras
    + :vars

    shell.unknownLesson
      The course has no lesson of this name or number. :learn lists the course;
      a lesson of your own is a file that ends in .md.
    - :learn variable
    + :learn variables

    shell.unknownSetting
      No setting has this name. :set alone lists the settings with their values.
    - :set limit studio
    + :set limits studio

    shell.unknownTopic
      There is no help on this word. :help lists the topics; verbs, commands,
      functions, settings and the ids of errors are topics, too.
    - :help repalce
    + :help replace

    shell.unknownVariable
      No variable or function has this name. :vars lists the variables; names do
      not depend on case.
    - total = 5
    - :show totl
    + total = 5
    + :show total

    shell.unsavedCells
      A lesson begins with nothing defined, and what you typed is in no file yet.
      Save it first, or run patchbay learn in another terminal.
    - total = 5
    - :learn variables
    + total = 5
    + :save notes.md
    + :learn variables

    shell.usage
      The command needs an argument, or another one. The suggestion shows its
      form; :help :COMMAND gives an example.
    - :show
    + total = 5
    + :show total
    """#
}
