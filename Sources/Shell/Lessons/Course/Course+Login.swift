// Made from lessons/06-login.md by .ci/lessons; edit there.

extension Course {
  static let login = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0",
      "secrets": {"crm/clientSecret":"env CRM_SECRET"}
    } -->
    # Authentication in a script

    Most services want to know who asks. `connectauth` logs in with what the connection holds, and keeps the token that the
    service gives: a text that is good for some time and goes with each request.

    ```patchbay
    connection crm { "baseUrl": "http://sandbox.test/crm",
      "auth": { "url": "http://sandbox.test/oauth2/token", "clientId": "demo", "clientSecret": "[[clientSecret]]" },
      "requests": { "getCustomer": { "verb": "GET", "url": "/customers/42" } } }
    secret crm clientSecret from env CRM_SECRET
    ```

    ```goal
    Log in with the connection `crm`.
    ```

    ```hint
    connectauth CONNECTION
    ```

    ```check
    :expect sent POST /oauth2/token
    :expect authProxy.StatusCode = 200
    ```

    ```wrong
    connectauth demo
    ---
    failed hub.refused
    ---
    There is no such connection. demo is the name under which crm logs in; name the connection: connectauth crm
    ```

    ```patchbay
    connectauth crm
    ```

    ```output
    OnSuccess 200 OK application/json 112 B
    {
      "access_token": "‹secret:crm/access_token›",
      "token_type": "Bearer",
      "expires_in": 3600,
      "scope": "crm"
    }
    ```

    The token is a secret from the moment it comes. The answer is in `authBody`, its status in `authProxy.StatusCode`.

    ```goal
    Use the token: run the request `getCustomer`. The service refuses it without one.
    ```

    ```hint
    test CONNECTION REQUEST, as in the lesson on the hub. The token is added by itself.
    ```

    ```check
    :expect sent GET /crm/customers/42
    :expect $.name = "Ada Lovelace"
    ```

    ```patchbay
    test crm getCustomer
    ```

    ```output
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

    `:last` shows what was sent: there is a header Authorization with the token in it, masked.

    ```goal
    A script may hold the connection's name in a variable. Make `target` the text crm, and log in with the name taken
    from it.
    ```

    ```hint
    In an argument, braces stand for the value of a script's variable, as in a text.
    ```

    ```hint
    connectauth {target}
    ```

    ```check
    :expect target = "crm"
    :expect sent POST /oauth2/token
    ```

    ```wrong
    target = "crm"
    connectauth target
    ---
    failed hub.refused
    ---
    Without braces, target is the name of a connection itself. In braces it is the variable: connectauth {target}
    ```

    ```patchbay
    target = "crm"
    connectauth {target}
    ```

    ```output
    OnSuccess 200 OK application/json 112 B
    {
      "access_token": "‹secret:crm/access_token@2›",
      "token_type": "Bearer",
      "expires_in": 3600,
      "scope": "crm"
    }
    ```

    In a script this is the action CONNECTAUTH with its property connectName, and `connectauth connectName={target}` does
    the same.

    The project's file `sessions/use-connections/authentication.md` tells it all as one story.

    """##
}
