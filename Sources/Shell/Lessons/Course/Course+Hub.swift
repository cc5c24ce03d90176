// Made from lessons/04-hub.md by .ci/lessons; edit there.

extension Course {
  static let hub = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0"
    } -->
    # Run a request from the hub

    A service on the network is called by requests. A connection says where the service is and which requests it
    offers; in CXone it lives in the Integration Hub. Here you make one, run a request as the button Test does, and copy
    the answer. The service is built in: http://sandbox.test answers on this machine.

    ```goal
    Make a connection `shop` with the baseUrl `http://sandbox.test`. The baseUrl is what all its addresses begin with.
    ```

    ```hint
    connection NAME { "baseUrl": "..." }
    ```

    ```check
    :expect connection shop
    ```

    ```wrong
    shop = "http://sandbox.test"
    ---
    :expect shop = "http://sandbox.test"
    ---
    This is a variable. A connection begins with the word connection: connection shop { ... }
    ```

    ```patchbay
    connection shop { "baseUrl": "http://sandbox.test" }
    ```

    `:connections` lists the connections, `:connections shop` shows one.

    ```goal
    Give it a request `hello` with the verb GET and the url `/echo/hello`. The practice service answers there with
    what it got.
    ```

    ```hint
    request CONNECTION NAME { "verb": "...", "url": "..." }
    ```

    ```check
    :expect request shop hello
    ```

    ```patchbay
    request shop hello { "verb": "GET", "url": "/echo/hello" }
    ```

    The verb says what is to happen: GET reads, POST adds, PUT and PATCH change, DELETE takes away.

    ```goal
    Run the request as the hub does, with `test`.
    ```

    ```hint
    test CONNECTION REQUEST
    ```

    ```check
    :expect sent GET /echo/hello
    ```

    ```wrong
    test hello shop
    ---
    failed hub.refused
    ---
    Nothing was sent, and the error says why. First comes the connection, then the request: test shop hello
    ```

    ```patchbay
    test shop hello
    ```

    ```output
    OnSuccess 200 OK application/json 85 B
    {
      "method": "GET",
      "path": "/echo/hello",
      "query": {},
      "headers": {
        "Accept": "*/*"
      },
      "body": ""
    }
    ```

    The first line tells how it went: OnSuccess is the branch that a script would take, 200 the status of the answer.
    Only manual requests can be tested, those that need nothing from a script.

    ```goal
    Copy the answer, to keep it.
    ```

    ```hint
    `:copy` takes the last answer into the clipboard, `:copy $.path` only a part of it.
    ```

    ```check
    copied
    ```

    ```solution
    :copy
    ```

    `:body > answer.json` writes the whole answer to a file. `:path $.path` looks at a part, `:headers` at what came with
    it, `:last` at all that was sent and came back.

    The project's file `sessions/use-connections/test-in-the-hub.md` tells it all as one story.

    """##
}
