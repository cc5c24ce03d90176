// Made from lessons/01-variables.md by .ci/lessons; edit there.

extension Course {
  static let variables = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0"
    } -->
    # Variables and texts

    A script remembers things under names. Such a name is a variable. You type at the prompt `patchbay>` and end
    each line with Enter. Tasks are checked by what your lines do; how you write them is up to you.

    ```goal
    Make a variable `name` that holds the text Ada.
    ```

    ```hint
    A name, the sign =, and the value: `x = 1` makes x a number.
    ```

    ```hint
    A text stands in quotes: "Ada".
    ```

    ```check
    :expect name = "Ada"
    ```

    ```wrong
    name = Ada
    ---
    :expect defined name
    :expect name = ""
    ---
    Without quotes, Ada is the name of another variable, and that one holds nothing. Put the text in quotes.
    ```

    ```wrong
    name = "ada"
    ---
    :expect name.lower() = "ada"
    ---
    Texts are compared letter by letter, and a small letter is not the same as a capital. Write Ada.
    ```

    ```patchbay
    name = "Ada"
    ```

    A name stays known until you give it another value. The name alone shows what it holds, and `:vars` lists all.

    ```goal
    Make a variable `greeting` that says `Hello Ada`, and takes the name from the variable `name`.
    ```

    ```hint
    Braces within a text stand for the value of a variable: "I am {name}".
    ```

    ```check
    :expect greeting = "Hello {name}"
    :expect name = "Ada"
    ```

    ```wrong
    greeting = "Hello name"
    ---
    :expect greeting = "Hello name"
    ---
    The word name was taken as it stands. In braces, as in {name}, it is the variable.
    ```

    ```patchbay
    greeting = "Hello {name}"
    greeting
    ```

    ```output
    Hello Ada
    ```

    Texts are not joined with +, since + adds numbers. Braces do it.

    ```goal
    Make a variable `total` that is the price 2.5 times the quantity 3. Let Patchbay do the sum.
    ```

    ```hint
    The sign for times is *, and a number has no quotes.
    ```

    ```check
    :expect total = 7.5
    ```

    ```wrong
    total = "2.5 * 3"
    ---
    :expect total = "2.5 * 3"
    ---
    In quotes it is a text, and nobody computes. Leave the quotes away.
    ```

    ```patchbay
    total = 2.5 * 3
    total
    ```

    ```output
    7.5
    ```

    ```goal
    Make `shout` the name in capitals: call the function `upper` on the variable.
    ```

    ```hint
    A function of a text stands behind a point, with brackets: name.trim()
    ```

    ```check
    :expect shout = "ADA"
    ```

    ```wrong
    shout = name.upper
    ---
    :expect defined shout
    :expect shout != "ADA"
    ---
    A function is called with brackets behind its name: name.upper()
    ```

    ```patchbay
    shout = name.upper()
    ```

    `:help functions` lists all functions, and `:help upper` tells of one.

    """##
}
