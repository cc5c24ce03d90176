// Made from lessons/03-flow.md by .ci/lessons; edit there.

extension Course {
  static let flow = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0"
    } -->
    # Conditions, loops and functions

    A script decides, repeats, and gives a name to what it does often. A block stands in braces and may have several
    lines; the prompt `...` waits until the block is closed. Ctrl-C drops it.

    ```patchbay
    amount = 120
    prices = [5, 20, 17]
    ```

    ```goal
    There is a variable `amount`. Make `size` the text big if amount is above 100, and the text small if not. Use IF
    and ELSE.
    ```

    ```hint
    IF amount > 100 { ... } ELSE { ... }, all in one line.
    ```

    ```hint
    In each block stands one line that sets `size`.
    ```

    ```check
    :expect size = "big"
    ```

    ```wrong
    IF amount < 100 { size = "big" } ELSE { size = "small" }
    ---
    :expect size = "small"
    ---
    The amount is 120, so this is the wrong way round. The sign for above is >.
    ```

    ```patchbay
    IF amount > 100 { size = "big" } ELSE { size = "small" }
    ```

    Equal is one sign =, as in `IF amount = 120`. Not equal is !=.

    ```goal
    There is a list `prices` with 5, 20 and 17. Let a loop add them up in a variable `sum`.
    ```

    ```hint
    Begin with sum = 0.
    ```

    ```hint
    FOREACH p IN prices { ... } runs the block once for each price, with p as its name.
    ```

    ```check
    :expect sum = 42
    ```

    ```wrong
    sum = 0
    FOREACH p IN prices { sum = p }
    ---
    :expect sum = 17
    ---
    Each pass replaces the sum, so the last price is left. Add to it: sum = sum + p
    ```

    ```patchbay
    sum = 0
    FOREACH p IN prices { sum = sum + p }
    ```

    `FOR i = 1 TO 3 { ... }` counts instead. A loop that does not end is stopped by Ctrl-C.

    ```goal
    Make a function `vat` that takes an amount and gives it times 1.2. Then set `withVat` to what it gives for 100.
    ```

    ```hint
    FUNCTION vat(x) { ... } begins it, and RETURN gives a value back.
    ```

    ```check
    :expect vat(100) = 120
    :expect withVat = 120
    ```

    ```wrong
    FUNCTION vat(x) { y = x * 1.2 }
    withVat = vat(100)
    ---
    :expect defined withVat
    :expect withVat != 120
    ---
    The function computes, but gives nothing back. It needs a line with RETURN.
    ```

    ```wrong
    FUNCTION vat(x) { RETURN x * 1.2 }
    ---
    :expect vat(100) = 120
    ---
    The function is right. Now use it: withVat = vat(100)
    ```

    ```patchbay
    FUNCTION vat(x) {
      RETURN x * 1.2
    }
    withVat = vat(100)
    ```

    A variable within a function is its own; what it gives back is all that leaves it.

    """##
}
