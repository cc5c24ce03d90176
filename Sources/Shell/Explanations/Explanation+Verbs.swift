extension Explanation {
  /// What is wrong with the words of a verb, and what a call came to.
  static let verbs = #"""
    hub.answer
      The server answered, and yet the call is no success: a sign-in came back
      without a token, or an answer cannot be used. Look at :last and :body, and
      compare with the service's pages.
    - connection crm {"baseUrl": "http://sandbox.test",
    -   "auth": {"grant": "custom", "url": "/echo"}}
    - connectauth crm
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"echo": {"url": "/echo"}}}
    + connectrequest crm echo

    hub.definition
      A definition has a member that means nothing here, or one with a value of
      the wrong kind. The suggestion names the nearest member; :help connections
      lists them.
    - connection crm {"baseURL": "http://sandbox.test"}
    + connection crm {"baseUrl": "http://sandbox.test"}

    hub.outputName
      requestBodyVarName and its like name the variable that keeps an output. A
      variable's name begins with a letter.
    - connection crm {"baseUrl": "http://sandbox.test",
    -   "requests": {"list": {"url": "/echo"}}}
    - connectrequest crm list requestBodyVarName="1x"
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"list": {"url": "/echo"}}}
    + connectrequest crm list requestBodyVarName="answer"

    hub.payload
      A bare word as requestPayload names the variable that holds the payload,
      and this one holds nothing. Set the variable, or give JSON or a text in
      quotes.
    - connection crm {"baseUrl": "http://sandbox.test",
    -   "requests": {"add": {"verb": "POST", "url": "/echo"}}}
    - connectrequest crm add order
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"add": {"verb": "POST", "url": "/echo"}}}
    + order = {"id": 7}
    + connectrequest crm add order

    hub.refused
      The call was refused before anything was sent: there is no connection or
      request of that name, or its template forbids it, or a [[name]] has no
      value. :connections and :requests list what there is.
    - connection crm {"baseUrl": "http://sandbox.test",
    -   "requests": {"list": {"url": "/echo"}}}
    - connectrequest crm lists
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"list": {"url": "/echo"}}}
    + connectrequest crm list

    hub.timeout
      No answer came in time, and the call leaves by OnTimeout. Give "timeoutMs"
      in the connection or the request, or ask for less. Whether the server did
      the work is not known.
    - connection crm {"baseUrl": "http://sandbox.test", "timeoutMs": 500}
    - request crm slow {"url": "/awkward/slow?ms=2000"}
    - connectrequest crm slow
    + connection crm {"baseUrl": "http://sandbox.test", "timeoutMs": 5000}
    + request crm slow {"url": "/awkward/slow?ms=200"}
    + connectrequest crm slow

    hub.unreachable
      There is no connection to the server: its name is not found, nothing
      listens there, or TLS failed; the message says which. Check baseUrl, the
      network and the proxy variables. A replay sends nothing: there the
      recording holds no answer to the request, and the notes say what differs
      from the nearest one that it holds.
    - connection crm {"baseUrl": "http://crm.invalid",
    -   "requests": {"list": {"url": "/echo"}}}
    - connectrequest crm list
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"list": {"url": "/echo"}}}
    + connectrequest crm list

    json.invalid
      The definition, or the file, is no JSON; the mark shows the first mistake.
      Names and texts stand in double quotes, no comma stands before a closing
      bracket, and there are no comments.
    - connection crm {"baseUrl": "https://crm.test",}
    + connection crm {"baseUrl": "http://sandbox.test"}

    json.objectExpected
      A definition is a JSON object with members, in braces. Another value
      stands here.
    - connection crm ["https://crm.test"]
    + connection crm {"baseUrl": "http://sandbox.test"}

    secret.missing
      A secret is needed and its source gives no value, or the transcript may
      not use it. Set the variable, file or vault entry, or allow the transcript
      with :trust. :help secret lists the sources.
    - connection crm {"baseUrl": "http://sandbox.test",
    -   "requests": {"list": {"url": "/echo?k=[[key]]"}}}
    - secret crm key from env CRM_KEY
    - connectrequest crm list
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"list": {"url": "/echo?k=[[key]]"}}}
    + variable crm key "open"
    + connectrequest crm list

    verb.extraArgument
      The verb takes no more words here. Most often a value with blanks lacks
      its quotes.
    - variable crm greeting hello there
    + connection crm {"baseUrl": "http://sandbox.test"}
    + variable crm greeting "hello there"

    verb.missingArgument
      The verb needs more words. The suggestion shows its form; :help VERB gives
      an example.
    - connectrequest
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"list": {"url": "/echo"}}}
    + connectrequest crm list

    verb.secretSource
      A secret's value comes from the terminal, the environment, a command, a
      file or the vault. :help secret shows each.
    - secret crm key from nowhere
    + connection crm {"baseUrl": "http://sandbox.test"}
    + secret crm key from env CRM_KEY

    verb.secretValue
      A value in a cell would be stored with it, so it never stands there. Leave
      it out and type it when asked, or name its source.
    - secret crm key abc123
    + connection crm {"baseUrl": "http://sandbox.test"}
    + secret crm key from env CRM_KEY

    verb.textExpected
      A name or a text belongs here, and JSON stands in its place. Give the
      name.
    - connectrequest connectName={"a": 1} requestName=list
    + connection crm {"baseUrl": "http://sandbox.test",
    +   "requests": {"list": {"url": "/echo"}}}
    + connectrequest connectName=crm requestName=list

    verb.unclosed
      A quote ends on its line. Close it, and escape a quote inside as \".
    - variable crm greeting "hello
    + connection crm {"baseUrl": "http://sandbox.test"}
    + variable crm greeting "hello"

    verb.unknown
      The line begins with a word that is nearly a verb. The verbs are
      connection, template, variable, secret, request, connectauth,
      connectrequest and test.
    - conection crm {"baseUrl": "https://crm.test"}
    + connection crm {"baseUrl": "http://sandbox.test"}
    """#
}
