// Made from lessons/11-scripts.md by .ci/lessons; edit there.

extension Course {
  static let scripts = ##"""
    <!-- patchbay {
      "formatVersion": 1,
      "productVersion": "0.1.0",
      "secrets": {"crm/clientSecret":"env CRM_SECRET"}
    } -->
    # A script from BEGIN to END

    In Studio a script is a picture of actions with arrows between them. Here it is text: a line for each action with its
    name, its kind, its properties, and the arrows.

    ```patchbay
    connection crm { "baseUrl": "http://sandbox.test/crm",
      "auth": { "url": "http://sandbox.test/oauth2/token", "clientId": "demo", "clientSecret": "[[clientSecret]]" },
      "requests": { "getCustomer": { "verb": "GET", "url": "/customers/[[id]]" } } }
    variable crm id "42"
    secret crm clientSecret from env CRM_SECRET
    ```

    ```goal
    Define a script `greet` with three actions: begin (BEGIN), say (ASSIGN greeting = "Hello"), done (END), one leading to the
    next. Then start it.
    ```

    ```hint
    Type `script greet {` and Enter, and then a line for each action. The first is: begin BEGIN -> say
    ```

    ```hint
    END has no arrow, and the brace that closes the script stands alone in the last line. Then: start greet
    ```

    ```check
    :expect script greet
    :expect greeting = "Hello"
    ```

    ```wrong
    script greet {
      begin BEGIN -> done
      say ASSIGN greeting = "Hello" -> done
      done END
    }
    start greet
    ---
    :expect greeting = ""
    :expect script greet
    ---
    The script is defined. Now start it: start greet. If it ran and greeting is still empty, no arrow leads to say.
    ```

    ```patchbay
    script greet {
      begin  BEGIN                      -> say
      say    ASSIGN greeting = "Hello"  -> done
      done   END
    }
    start greet
    ```

    ```output
    begin  BEGIN   Default -> say
    say    ASSIGN  Default -> done
    done   END
    ```

    BEGIN is where it starts, END where it stops. `:scripts greet` shows the text again.

    ```goal
    Let BEGIN take a value into the variable `who`: define `greet` again so that `start greet Ada` sets `greeting` to Hello
    Ada.
    ```

    ```hint
    begin BEGIN who -> say gives the first value behind the script's name to the variable who.
    ```

    ```hint
    greeting = "Hello {who}"
    ```

    ```check
    :expect greeting = "Hello Ada"
    :expect who = "Ada"
    ```

    ```wrong
    script greet {
      begin BEGIN who -> say
      say ASSIGN greeting = "Hello who" -> done
      done END
    }
    start greet Ada
    ---
    :expect who = "Ada"
    :expect greeting = "Hello who"
    ---
    In quotes who is a word like any other. In braces it is the variable: "Hello {who}"
    ```

    ```wrong
    script greet {
      begin BEGIN name -> say
      say ASSIGN greeting = "Hello {name}" -> done
      done END
    }
    start greet Ada
    ---
    :expect greeting = "Hello Ada"
    ---
    It greets Ada. Only the name is another: let BEGIN take the value into who.
    ```

    ```patchbay
    script greet {
      begin  BEGIN who                        -> say
      say    ASSIGN greeting = "Hello {who}"  -> done
      done   END
    }
    start greet Ada
    ```

    ```output
    begin  BEGIN   Default -> say
    say    ASSIGN  Default -> done
    done   END
    ```

    ```goal
    Define a script `lookup` that logs in with `crm`, runs its request `getCustomer`, and sets `found` to the customer's name.
    If one of the two fails, `found` becomes nobody. Start it.
    ```

    ```hint
    The kinds are CONNECTAUTH crm and CONNECTREQUEST crm getCustomer. OnSuccess leads on, and OnError to the action for
    nobody.
    ```

    ```hint
    good ASSIGN found = requestBody.name
    ```

    ```check
    :expect script lookup
    :expect found = "Ada Lovelace"
    ```

    ```wrong
    script lookup {
      begin BEGIN -> login
      login CONNECTAUTH crm  OnSuccess -> get, Default -> bad
      get CONNECTREQUEST crm getCustomers  OnSuccess -> good, Default -> bad
      good ASSIGN found = requestBody.name
      bad ASSIGN found = "nobody"
    }
    start lookup
    ---
    :expect found = "nobody"
    ---
    A step failed. :trace shows which action took its Default branch, and ERR the reason. Check the names of connection and
    request.
    ```

    ```patchbay
    script lookup {
      begin  BEGIN                           -> login
      login  CONNECTAUTH crm                 OnSuccess -> get, Default -> bad
      get    CONNECTREQUEST crm getCustomer  OnSuccess -> good, Default -> bad
      good   ASSIGN found = requestBody.name -> done
      bad    ASSIGN found = "nobody"         -> done
      done   END
    }
    start lookup
    ```

    ```output
    begin  BEGIN           Default -> login
    login  CONNECTAUTH     OnSuccess -> get  200 OK application/json 112 B
    get    CONNECTREQUEST  OnSuccess -> good  200 OK application/json 243 B
    good   ASSIGN          Default -> done
    done   END
    ```

    `:trace` lists the actions that fired, each with its number, its branch and its time.

    ```goal
    Look with `:trace` at what `lookup` did, and put the number of the CONNECTREQUEST into a variable `place`.
    ```

    ```hint
    The number stands at the beginning of its line.
    ```

    ```check
    :expect place = 3
    ```

    ```wrong
    place = 2
    ---
    :expect place = 2
    ---
    Number 2 is CONNECTAUTH, the login. CONNECTREQUEST comes behind it.
    ```

    ```patchbay
    place = 3
    ```

    `:trace 3` shows what that action changed, and the variables before it. `:graph lookup` draws the script.

    """##
}
