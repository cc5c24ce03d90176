// Made from lessons/09-studio.md by .ci/lessons; edit there.

extension Course {
  static let studio = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0",
      "secrets": {"crm/clientSecret":"env CRM_SECRET"}
    } -->
    # A Studio request

    Of a Studio request the connection knows only the name. What is sent is built by the script, as an object with the verb,
    the url, parameters and a body, and handed over as JSON: the payload.

    ```patchbay
    connection crm { "baseUrl": "http://sandbox.test/crm",
      "auth": { "url": "http://sandbox.test/oauth2/token", "clientId": "demo", "clientSecret": "[[clientSecret]]" },
      "requests": { "orders": { "kind": "studio" } } }
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
    Build the request: an object `req` with the verb GET and the url `/orders`.
    ```

    ```hint
    DYNAMIC req begins an object.
    ```

    ```check
    :expect req.verb = "GET"
    :expect req.url = "/orders"
    ```

    ```wrong
    DYNAMIC req
    req.method = "GET"
    req.url = "/orders"
    ---
    :expect req.method = "GET"
    ---
    The member for GET, POST and so on is called verb: req.verb = "GET"
    ```

    ```patchbay
    DYNAMIC req
    req.verb = "GET"
    req.url = "/orders"
    ```

    ```goal
    Ask for the orders of customer 42 only: a parameter `customer` with that number. Parameters are an object in the request.
    ```

    ```hint
    req.parameters.customer = ...
    ```

    ```check
    :expect req.parameters.customer = 42
    ```

    ```wrong
    req.customer = 42
    ---
    :expect req.customer = 42
    ---
    This is a member of the request itself, which the service never sees. It belongs into req.parameters.
    ```

    ```wrong
    req.parameters = "customer=42"
    ---
    :expect req.parameters = "customer=42"
    ---
    This is a text, and a text has no members. Make it an object: req.parameters = {"customer": 42}
    ```

    ```wrong
    req.url = "/orders?customer=42"
    ---
    :expect req.url = "/orders?customer=42"
    ---
    That can be done, but then the script has to encode the value itself. Set req.url to /orders again, and use req.parameters.
    ```

    ```patchbay
    req.parameters.customer = 42
    ```

    ```goal
    Make `payload` the JSON text of the request, and send it with the Studio request `orders`.
    ```

    ```hint
    req.asjson() is the text.
    ```

    ```hint
    The payload comes behind the names: connectrequest crm orders {payload}
    ```

    ```check
    :expect sent GET /crm/orders?customer=42
    :expect requestBody.total = 5
    ```

    ```wrong
    payload = req.asjson()
    connectrequest crm orders
    ---
    failed
    ---
    The script has to hand over what to send. Put the payload behind the names: connectrequest crm orders {payload}
    ```

    ```patchbay
    payload = req.asjson()
    connectrequest crm orders {payload}
    ```

    ```output
    OnSuccess 200 OK application/json 1373 B
    note: the live token was added (inherit-auth)
    {
      "items": [
        {
          "id": 1042,
          "customer": 42,
          "status": "shipped",
          "currency": "EUR",
          "total": 396.80,
          "items": [
            {
              "sku": "PB-1001",
              "name": "Patch cable 0.5 m",
              "quantity": 2,
              "price": 19.90
            },
            {
              "sku": "PB-1006",
              "name": "Desk telephone",
              "quantity": 3,
              "price": 119.00
            }
          ],
          "createdAt": "2026-05-09"
        },
        {
          "id": 1132,
          "customer": 42,
          "status": "paid",
          "currency": "EUR",
          "total": 264.00,
          "items": [
            {
              "sku": "PB-1004",
              "name": "Headset, mono",
              "quantity": 4,
              "price": 49.95
            },
            {
              "sku": "PB-1009",
              "name": "Switch 8 ports",
    ... 84 more lines; requestBody holds all of it
    ```

    `:last` shows the request as it went over the wire. The token was added by itself.

    ```goal
    Send a request with a body: add a customer with the name Grace Hopper and the email grace@example.com. The verb is POST,
    the url `/customers`, and the body an object.
    ```

    ```hint
    Begin a new object, so that nothing of the old one is left: DYNAMIC add
    ```

    ```hint
    add.body.name = "Grace Hopper"
    ```

    ```check
    :expect sent POST /crm/customers
    :expect requestProxy.StatusCode = 201
    :expect requestBody.name = "Grace Hopper"
    ```

    ```wrong
    DYNAMIC add
    add.verb = "POST"
    add.url = "/customers"
    add.body.name = "Grace Hopper"
    connectrequest crm orders {add.asjson()}
    ---
    :expect sent POST /crm/customers
    :expect requestProxy.StatusCode = 422
    ---
    The service refused it and said why: the answer names the field that is missing. Set it in add.body, and send again.
    ```

    ```patchbay
    DYNAMIC add
    add.verb = "POST"
    add.url = "/customers"
    add.body.name = "Grace Hopper"
    add.body.email = "grace@example.com"
    connectrequest crm orders {add.asjson()}
    ```

    ```output
    OnSuccess 201 Created application/json 103 B
    note: the live token was added (inherit-auth)
    {
      "id": 241,
      "name": "Grace Hopper",
      "email": "grace@example.com",
      "status": "active",
      "createdAt": "2026-01-15"
    }
    ```

    201 says that something was made, and the header Location where it is now: `requestHeadersList.Location`.

    The project's file `sessions/use-connections/studio-request.md` tells it all as one story.

    """##
}
