// Made from lessons/12-regression.md by .ci/lessons; edit there.

extension Course {
  static let regression = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0",
      "secrets": {"crm/clientSecret":"env CRM_SECRET"}
    } -->
    # A session that is a test

    What you type can be saved as a Markdown file, with what came back. Replayed, it tells whether everything is still as it
    was: a regression test. Nothing is sent for it, since the answers are kept beside it, and no secret is in either file.

    ```patchbay
    connection crm { "baseUrl": "http://sandbox.test/crm",
      "auth": { "url": "http://sandbox.test/oauth2/token", "clientId": "demo", "clientSecret": "[[clientSecret]]" },
      "requests": { "getCustomer": { "verb": "GET", "url": "/customers/42" } } }
    secret crm clientSecret from env CRM_SECRET
    ```

    ```goal
    Log in with the connection `crm`, and run its request `getCustomer` as a script does.
    ```

    ```hint
    connectauth, then connectrequest.
    ```

    ```check
    :expect requestBody.name = "Ada Lovelace"
    ```

    ```wrong
    test crm getCustomer
    ---
    :expect sent GET /crm/customers/42
    ---
    `test` shows the answer, and the script has nothing of it. Use connectrequest.
    ```

    ```patchbay
    connectauth crm
    connectrequest crm getCustomer
    ```

    ```output
    OnSuccess 200 OK application/json 112 B
    {
      "access_token": "‹secret:crm/access_token›",
      "token_type": "Bearer",
      "expires_in": 3600,
      "scope": "crm"
    }
    OnSuccess 200 OK application/json 243 B
    {
      "id": 42,
      "name": "Ada Lovelace",
      "email": "ada.lovelace@example.com",
      "phone": "+44 20 555 0142",
      "city": "London",
      "country": "GB",
      "status": "active",
      "vip": true,
      "creditLimit": 3500.00,
      "tags": [
        "analytics",
        "founder"
      ],
      "createdAt": "2023-07-15",
      "notes": null
    }
    ```

    ```goal
    Say what must hold, so that a replay can fail: expect the customer's city to be London.
    ```

    ```hint
    :expect CONDITION, with a condition as behind IF
    ```

    ```hint
    :expect requestBody.city = "London"
    ```

    ```check
    expected
    ```

    ```wrong
    :expect requestBody.city = "Paris"
    ---
    failed shell.expectation
    ---
    That does not hold, and the note says what is there instead. The city of the customer is requestBody.city.
    ```

    ```patchbay
    :expect requestBody.city = "London"
    ```

    A replay compares all output anyway. An expectation says what matters, also where the output may change.

    ```goal
    Save the session to the file `practice.md`.
    ```

    ```hint
    :save FILE; with :save! it overwrites a file that is there.
    ```

    ```check
    saved
    ```

    ```solution
    :save! practice.md
    ```

    Beside it stands `practice.har` with the answers. After `:quit`, `patchbay replay practice.md` runs it again: it ends with
    0 when all is as recorded, and shows a diff and ends with 1 when not. `--live` sends the requests anew.

    ```goal
    Open the file: `:open` replays it here, sends nothing, and goes on where it ended.
    ```

    ```hint
    :open practice.md
    ```

    ```check
    opened
    :expect requestBody.city = "London"
    ```

    ```solution
    :open practice.md
    ```

    Now you know the way from the first variable to a test that anyone can run. The session is yours: `:help` shows all
    that can be typed, and the folder `sessions` has more to read.

    """##
}
