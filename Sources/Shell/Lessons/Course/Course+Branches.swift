// Made from lessons/10-branches.md by .ci/lessons; edit there.

extension Course {
  static let branches = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0"
    } -->
    # Branches: when it does not go well

    An action that calls a service leaves by a branch: OnSuccess, OnError or OnTimeout. The first word of what it shows tells
    which. `ERR` holds the reason in a few words, and in a script each branch leads to the action that takes care of it.

    ```patchbay
    connection odd { "baseUrl": "http://sandbox.test/awkward",
      "requests": {
        "fine": { "verb": "GET", "url": "/status/200" },
        "missing": { "verb": "GET", "url": "/status/404" },
        "slow": { "verb": "GET", "url": "/slow", "parameters": { "ms": "2000" }, "timeoutMs": 200 } } }
    ```

    ```goal
    The connection `odd` has a request `missing`, which the service answers with 404: not found. Run it, and keep the reason
    that `ERR` holds in a variable `why`.
    ```

    ```hint
    connectrequest odd missing
    ```

    ```hint
    why = ERR, right behind it: the next action clears ERR.
    ```

    ```check
    :expect requestProxy.StatusCode = 404
    :expect why = "HTTP 404 Not Found"
    ```

    ```wrong
    connectrequest odd missing
    why = "ERR"
    ---
    :expect why = "ERR"
    ---
    In quotes it is a text of three letters. ERR without quotes is the variable.
    ```

    ```wrong
    test odd missing
    ---
    :expect sent GET /awkward/status/404
    :expect requestProxy.StatusCode != 404
    ---
    `test` is only a look, and leaves ERR as it was. A script runs it with: connectrequest odd missing
    ```

    ```patchbay error
    connectrequest odd missing
    ```

    ```output
    OnError 404 Not Found application/json 35 B
    {
      "status": 404,
      "reason": "Not Found"
    }
    ```

    ```patchbay
    why = ERR
    why
    ```

    ```output
    HTTP 404 Not Found
    ```

    Any status of 400 and above leaves by OnError; 500 and above are faults of the service itself.

    ```goal
    The request `slow` waits longer than its timeoutMs allows. Run it, and keep `ERR` in the variable `late`.
    ```

    ```hint
    connectrequest odd slow, and then late = ERR
    ```

    ```check
    :expect requestProxy.StatusCode = -1
    :expect late = "Timed out after 200 ms"
    ```

    ```patchbay error
    connectrequest odd slow
    ```

    ```output
    OnTimeout no answer
    error: Timed out after 200 ms [hub.timeout]
     --> cell 5:1:1
      |
    1 | connectrequest odd slow
      | ^~~~~~~~~~~~~~
    ```

    ```patchbay
    late = ERR
    late
    ```

    ```output
    Timed out after 200 ms
    ```

    There is no status without an answer, so it is -1. Whether the service did what was asked, nobody knows.

    ```goal
    Now let a script decide. Define a script `ask` with the actions begin, get, good, bad and late: get runs the request that
    the variable `what` names, and OnSuccess, OnError and OnTimeout lead to an action each that sets `result` to ok, failed
    or late. Then make `what` missing, and start it.
    ```

    ```hint
    Each line is NAME KIND properties and branches, such as: get CONNECTREQUEST odd {what}  OnSuccess -> good, OnError -> bad
    ```

    ```hint
    good ASSIGN result = "ok"
    ```

    ```hint
    The first line is: begin BEGIN -> get. Behind the closing brace: what = "missing", and start ask
    ```

    ```check
    :expect script ask
    :expect result = "failed"
    ```

    ```wrong
    script ask {
      begin BEGIN -> get
      get CONNECTREQUEST odd fine  OnSuccess -> good
      good ASSIGN result = "ok"
    }
    start ask
    ---
    :expect result = "ok"
    ---
    The request went well, so it left by OnSuccess. Let {what} name it, make what "missing", and connect OnError.
    ```

    ```patchbay
    script ask {
      begin  BEGIN                        -> get
      get    CONNECTREQUEST odd {what}    OnSuccess -> good, OnError -> bad, OnTimeout -> late
      good   ASSIGN result = "ok"
      bad    ASSIGN result = "failed"
      late   ASSIGN result = "late"
    }
    what = "missing"
    start ask
    ```

    ```output
    begin  BEGIN           Default -> get
    get    CONNECTREQUEST  OnError -> bad  404 Not Found application/json 35 B
    bad    ASSIGN          Default (not connected), the script ends
    ```

    Each line shows the branch that was taken. An error that a branch takes care of does not fail the script.

    ```goal
    Start the same script for the request `slow`.
    ```

    ```hint
    The script stays; only what has to change.
    ```

    ```check
    :expect result = "late"
    ```

    ```patchbay
    what = "slow"
    start ask
    ```

    ```output
    begin  BEGIN           Default -> get
    get    CONNECTREQUEST  OnTimeout -> late  no answer
      (Timed out after 200 ms)
    late   ASSIGN          Default (not connected), the script ends
    ```

    ```goal
    A branch that is not connected falls to Default. Define `ask` again with two branches only, OnSuccess and Default, of
    which Default sets `result` to other. Start it for `missing`.
    ```

    ```hint
    get CONNECTREQUEST odd {what}  OnSuccess -> good, Default -> rest
    ```

    ```check
    :expect result = "other"
    ```

    ```patchbay
    script ask {
      begin  BEGIN                        -> get
      get    CONNECTREQUEST odd {what}    OnSuccess -> good, Default -> rest
      good   ASSIGN result = "ok"
      rest   ASSIGN result = "other"
    }
    what = "missing"
    start ask
    ```

    ```output
    begin  BEGIN           Default -> get
    get    CONNECTREQUEST  OnError (not connected), Default -> rest  404 Not Found application/json 35 B
    rest   ASSIGN          Default (not connected), the script ends
    ```

    Without Default, too, the script would end there, and fail if it was an error.

    """##
}
