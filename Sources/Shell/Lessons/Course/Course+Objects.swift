// Made from lessons/02-objects.md by .ci/lessons; edit there.

extension Course {
  static let objects = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0"
    } -->
    # Objects and JSON

    An object holds several values under one name. JSON is the way in which services write objects as text.

    ```goal
    Make an object `order` with a member `id` that is 7 and a member `city` that is London.
    ```

    ```hint
    `DYNAMIC order` makes an empty object.
    ```

    ```hint
    A member is set behind a point: order.id = 7
    ```

    ```check
    :expect order.id = 7
    :expect order.city = "London"
    ```

    ```wrong
    order = "id 7, city London"
    ---
    :expect order = "id 7, city London"
    ---
    This is one text. Begin with DYNAMIC order, and give it members: order.id = 7
    ```

    ```patchbay
    DYNAMIC order
    order.id = 7
    order.city = "London"
    order
    ```

    ```output
    {
      "id": 7,
      "city": "London"
    }
    ```

    Members appear when they are given a value. Objects may stand in objects: `order.address.street = "..."`.

    ```goal
    Give the order a member `tags`: a list of the two texts new and paid.
    ```

    ```hint
    A list stands in square brackets, with commas between: [1, 2, 3]
    ```

    ```check
    :expect $.tags[0] = "new" in order
    :expect $.tags[1] = "paid" in order
    ```

    ```wrong
    order.tags = "new, paid"
    ---
    :expect order.tags = "new, paid"
    ---
    This is one text with a comma in it. A list has square brackets, and each text its own quotes.
    ```

    ```patchbay
    order.tags = ["new", "paid"]
    ```

    ```goal
    Take the first tag of the order into a variable `first`.
    ```

    ```hint
    A place in a list stands in square brackets behind it, and the first place is 1.
    ```

    ```check
    :expect first = "new"
    ```

    ```wrong
    first = order.tags[2]
    ---
    :expect first = "paid"
    ---
    This is the second tag. In Snippet places count from 1, so the first is [1].
    ```

    ```patchbay
    first = order.tags[1]
    ```

    In Snippet the first place is 1; in JSONPath, which `:path` and `:expect` use, it is 0.

    ```goal
    Make a variable `text` that holds the whole order as JSON text.
    ```

    ```hint
    The function is `asjson`; it stands behind the object.
    ```

    ```check
    :expect text = order.asjson()
    ```

    ```wrong
    text = order
    ---
    :expect text.id = 7
    ---
    Now text is the object itself. Call the function to make a text of it: order.asjson()
    ```

    ```patchbay
    text = order.asjson()
    text
    ```

    ```output
    {"id":7,"city":"London","tags":["new","paid"]}
    ```

    This text is what a request sends. The other way, `fromjson(text)` makes an object of a text.

    """##
}
