// Made from lessons/07-manual.md by .ci/lessons; edit there.

extension Course {
  static let manual = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0",
      "secrets": {"crm/clientSecret":"env CRM_SECRET"}
    } -->
    # A manual request in a script

    A manual request is all defined in the connection. `connectrequest` runs it in a script, where `test` was only a look:
    the answer goes to variables that the script goes on with.

    ```patchbay
    connection crm { "baseUrl": "http://sandbox.test/crm",
      "auth": { "url": "http://sandbox.test/oauth2/token", "clientId": "demo", "clientSecret": "[[clientSecret]]" },
      "variables": { "id": "42" },
      "requests": { "getCustomer": { "verb": "GET", "url": "/customers/[[id]]" } } }
    secret crm clientSecret from env CRM_SECRET
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

    ```goal
    Run the request `getCustomer` of the connection `crm` as a script does.
    ```

    ```hint
    connectrequest CONNECTION REQUEST
    ```

    ```check
    :expect requestBody.id = 42
    ```

    ```wrong
    test crm getCustomer
    ---
    :expect sent GET /crm/customers/42
    ---
    `test` shows the answer and sets nothing. `connectrequest` gives it to the script.
    ```

    ```patchbay
    connectrequest crm getCustomer
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

    The answer is in `requestBody`, its status in `requestProxy.StatusCode`, its headers in `requestHeadersList`. After
    a failure `requestErrorDetails` holds what the service said.

    ```goal
    Make a variable `line` with the customer's name and city, such as `Ada Lovelace, London`, from the answer.
    ```

    ```hint
    requestBody.name is the name.
    ```

    ```hint
    A text with braces: "{requestBody.name}, ..."
    ```

    ```check
    :expect line = "{requestBody.name}, {requestBody.city}"
    ```

    ```wrong
    line = "requestBody.name, requestBody.city"
    ---
    :expect line = "requestBody.name, requestBody.city"
    ---
    Without braces it is a text as it stands. Braces around each name take the value.
    ```

    ```patchbay
    line = "{requestBody.name}, {requestBody.city}"
    ```

    ```goal
    Get customer 7 with the same request. Its address has `[[id]]` in it.
    ```

    ```hint
    [[id]] is a variable of the connection; give it a new value, and send again.
    ```

    ```check
    :expect requestBody.id = 7
    ```

    ```wrong
    connectrequest crm getCustomer
    ---
    :expect sent GET /crm/customers/42
    ---
    [[id]] is still 42. Change it first: variable crm id "7"
    ```

    ```patchbay
    variable crm id "7"
    connectrequest crm getCustomer
    ```

    ```output
    OnSuccess 200 OK application/json 232 B
    {
      "id": 7,
      "name": "Radia Rossi",
      "email": "radia.rossi@example.com",
      "phone": "+254 20 555 0107",
      "city": "Nairobi",
      "country": "KE",
      "status": "trial",
      "vip": false,
      "creditLimit": 4000.00,
      "tags": [
        "wholesale"
      ],
      "createdAt": "2023-12-22",
      "notes": null
    }
    ```

    ```goal
    Run it once more with the answer in a variable of your own, `customer`. The property for that is requestBodyVarName.
    ```

    ```hint
    A property stands behind the names: connectrequest crm getCustomer requestBodyVarName=...
    ```

    ```check
    :expect customer.id = 7
    ```

    ```wrong
    customer = "requestBody"
    ---
    :expect customer = "requestBody"
    ---
    Let the request set the variable: connectrequest crm getCustomer requestBodyVarName=customer
    ```

    ```patchbay
    connectrequest crm getCustomer requestBodyVarName=customer
    ```

    ```output
    OnSuccess 200 OK application/json 232 B
    {
      "id": 7,
      "name": "Radia Rossi",
      "email": "radia.rossi@example.com",
      "phone": "+254 20 555 0107",
      "city": "Nairobi",
      "country": "KE",
      "status": "trial",
      "vip": false,
      "creditLimit": 4000.00,
      "tags": [
        "wholesale"
      ],
      "createdAt": "2023-12-22",
      "notes": null
    }
    ```

    All properties have the product's names: connectName, requestName, requestPayload, requestBodyVarName and others.
    `:help connectrequest` lists them.

    The project's file `sessions/use-connections/manual-request.md` tells it all as one story.

    """##
}
