// Made from lessons/05-brackets.md by .ci/lessons; edit there.

extension Course {
  static let brackets = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0",
      "secrets": {"crm/clientSecret":"env CRM_SECRET"}
    } -->
    # Variables of a connection, and secrets

    A connection has variables of its own. `[[name]]` stands for one of them, in the addresses, headers and bodies of its
    requests. What nobody may read is a secret: it is used like a variable, and shown nowhere.

    ```patchbay
    connection crm { "baseUrl": "http://sandbox.test", "requests": { "get": { "verb": "GET", "url": "/echo/customers/[[id]]" } } }
    ```

    ```goal
    There is a connection `crm` with a request `get` for `/echo/customers/[[id]]`. Give the connection's variable `id` the
    value 42, and run the request with `test`.
    ```

    ```hint
    variable CONNECTION NAME VALUE
    ```

    ```hint
    variable crm id "42", and then test crm get
    ```

    ```check
    :expect sent GET /echo/customers/42
    ```

    ```wrong
    id = 42
    test crm get
    ---
    failed hub.refused
    :expect id = 42
    ---
    This id is a variable of the script. [[id]] takes the one of the connection: variable crm id "42"
    ```

    ```patchbay
    variable crm id "42"
    test crm get
    ```

    ```output
    OnSuccess 200 OK application/json 92 B
    {
      "method": "GET",
      "path": "/echo/customers/42",
      "query": {},
      "headers": {
        "Accept": "*/*"
      },
      "body": ""
    }
    ```

    A request with `[[name]]` for which there is no variable is not sent.

    ```goal
    Run the same request for customer 7.
    ```

    ```hint
    The variable takes a new value, and the request stays as it is.
    ```

    ```check
    :expect sent GET /echo/customers/7
    ```

    ```wrong
    test crm get
    ---
    :expect sent GET /echo/customers/42
    ---
    The variable is still 42. Give it the new value first: variable crm id "7"
    ```

    ```patchbay
    variable crm id "7"
    test crm get
    ```

    ```output
    OnSuccess 200 OK application/json 91 B
    {
      "method": "GET",
      "path": "/echo/customers/7",
      "query": {},
      "headers": {
        "Accept": "*/*"
      },
      "body": ""
    }
    ```

    ```goal
    Define the secret `clientSecret` of the connection. In this course the practice service's secret stands in the
    environment variable CRM_SECRET; a program gets such variables from the system.
    ```

    ```hint
    secret CONNECTION NAME from ...
    ```

    ```hint
    secret crm clientSecret from env CRM_SECRET
    ```

    ```check
    :expect secret crm clientSecret
    ```

    ```wrong
    variable crm clientSecret "demo-secret"
    ---
    :expect variable crm clientSecret
    ---
    That is no secret: anyone who opens the file of this session could read it. Use: secret crm clientSecret from env CRM_SECRET
    ```

    ```patchbay
    secret crm clientSecret from env CRM_SECRET
    ```

    `secret crm clientSecret` alone asks for the value without showing it. No file, screen or history of Patchbay ever holds
    it; you see ‹secret:crm/clientSecret› in its place. `:help secrets` tells where a secret may come from.

    The project's file `sessions/use-connections/double-brackets.md` tells it all as one story.

    """##
}
