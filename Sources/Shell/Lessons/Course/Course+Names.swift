// Made from lessons/08-names.md by .ci/lessons; edit there.

extension Course {
  static let names = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0",
      "secrets": {"crm/clientSecret":"env CRM_SECRET"}
    } -->
    # Names through variables

    One script can serve several connections and requests when their names come from variables.

    ```patchbay
    connection crm { "baseUrl": "http://sandbox.test/crm",
      "auth": { "url": "http://sandbox.test/oauth2/token", "clientId": "demo", "clientSecret": "[[clientSecret]]" },
      "requests": {
        "customer": { "verb": "GET", "url": "/customers/42" },
        "order": { "verb": "GET", "url": "/orders/1042" } } }
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
    The connection `crm` has the requests `customer` and `order`. Make a variable `what` with the text order, and run
    the request that it names.
    ```

    ```hint
    Braces stand for the value of a variable, also where a name is expected.
    ```

    ```hint
    connectrequest crm {what}
    ```

    ```check
    :expect what = "order"
    :expect requestBody.id = 1042
    ```

    ```wrong
    what = "order"
    connectrequest crm what
    ---
    failed hub.refused
    ---
    Without braces, what is the name of a request itself. In braces it is the variable: connectrequest crm {what}
    ```

    ```patchbay
    what = "order"
    connectrequest crm {what}
    ```

    ```output
    OnSuccess 200 OK application/json 253 B
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
    }
    ```

    ```goal
    Do the same with both names: make `where` the text crm and `what` the text customer, and run the request with the
    product's properties connectName and requestName.
    ```

    ```hint
    connectName={where}
    ```

    ```check
    :expect where = "crm"
    :expect what = "customer"
    :expect requestBody.id = 42
    ```

    ```wrong
    where = "crm"
    connectrequest connectName={where} requestName={what}
    ---
    :expect sent GET /crm/orders/1042
    ---
    `what` is still order. Make it customer first.
    ```

    ```patchbay
    where = "crm"
    what = "customer"
    connectrequest connectName={where} requestName={what}
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

    ```goal
    Run both requests, one after the other, and count in `n` how many were answered with status 200.
    ```

    ```hint
    Begin with n = 0, and add to n behind each request.
    ```

    ```hint
    IF requestProxy.StatusCode = 200 { n = n + 1 }
    ```

    ```check
    :expect n = 2
    :expect sent GET /crm/orders/1042
    ```

    ```patchbay
    n = 0
    what = "customer"
    connectrequest crm {what}
    IF requestProxy.StatusCode = 200 { n = n + 1 }
    what = "order"
    connectrequest crm {what}
    IF requestProxy.StatusCode = 200 { n = n + 1 }
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
    OnSuccess 200 OK application/json 253 B
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
    }
    ```

    In a script with actions a LOOP goes over a list of such names. The project's file
    `sessions/use-connections/names-through-variables.md` has one, and tells it all as one story.

    """##
}
