extension Explanation {
  /// What ends a cell or is warned of while it runs.
  static let running = #"""
    runtime.answerFormat
      The answer to a REST proxy is not of the type that was asked for, so the
      script gets an empty object. The warning says what is wrong; p.StatusCode
      and p.ContentType tell what the server sent.
    - p = GetRESTProxy()
    - o = p.MakeRestRequest("http://sandbox.test/awkward/html", "", 0, "GET")
    + p = GetRESTProxy()
    + o = p.MakeRestRequest("http://sandbox.test/echo", "", 0, "GET")

    runtime.answerSize
      The platform takes answers of at most 32 KB. With :set limits studio a
      longer one is an error; otherwise it is kept and a warning says so. Ask
      for fewer records, or for fewer members.
    - p = GetRESTProxy()
    - o = p.MakeRestRequest("http://sandbox.test/awkward/large", "", 0, "GET")
    + p = GetRESTProxy()
    + o = p.MakeRestRequest("http://sandbox.test/echo", "", 0, "GET")

    runtime.argument
      An argument makes no sense to the function, though their number is right.
      The message says what it may be; :help NAME shows the function with
      examples.
    - x = mid("hello", 0)
    + x = mid("hello", 1)

    runtime.argumentCount
      A function was defined anew with other parameters, and older code still
      calls it the old way. Define the calling function anew, too.
    - FUNCTION g(a) { RETURN a }
    - FUNCTION f() { RETURN g(1) }
    - :vars
    - FUNCTION g(a, b) { RETURN a }
    - :vars
    - f()
    + FUNCTION g(a, b) { RETURN a }
    + FUNCTION f() { RETURN g(1, 2) }
    + f()

    runtime.date
      A text was to be read as a date and is none. Write it as MM/DD/YYYY or
      YYYY-MM-DD, or read another form with asdatetime; :help dates lists the
      letters.
    - x = dow("soon")
    + x = dow("02/09/2023")

    runtime.dateRange
      Dates reach from the year 1 to 9999. Check the number of days, and whether
      it was meant as another unit.
    - x = dateadd(#"01/01/2023", 99999999)
    + x = dateadd(#"01/01/2023", 99)

    runtime.divisionByZero
      The right side of / is 0, or a variable that holds nothing, which counts
      as 0. Test the divisor before.
    - x = 10 / count
    + IF count != 0 { x = 10 / count }

    runtime.index
      Elements count from 1, so an index is a whole number of 1 or more. Count
      loops from 1, too.
    - list = "a|b"
    - x = list[0]
    + list = "a|b"
    + x = list[1]

    runtime.interrupted
      Ctrl-C stopped code while an argument was evaluated. Nothing was changed
      by the verb; type it again when you wish.
    - FUNCTION slow() {
    -   TRACE "begins"
    -   REPEAT 1000000 { x = 1 }
    - }
    - connection crm {"baseUrl": "https://crm.test"}
    - variable crm name {slow()}
    + connection crm {"baseUrl": "http://sandbox.test"}
    + variable crm name "Ann"

    runtime.json
      The text is no JSON; the message gives line and column of the first
      mistake. Names and texts stand in double quotes, and nothing follows the
      last bracket.
    - o = fromjson("nothing")
    + o = fromjson('[1, 2]')

    runtime.nesting
      The object is nested more than 200 deep, is too large, or holds itself, so
      that it cannot be written as JSON. Copy the members that are needed into
      an object of their own.
    - DYNAMIC o
    - o.self = o
    - x = o.asjson()
    + DYNAMIC o
    + o.name = "Ann"
    + x = o.asjson()

    runtime.notAnArray
      FOREACH walks the elements of an array. An object has members; name the
      one that holds the array.
    - DYNAMIC o
    - o.list = "a"
    - FOREACH it IN o { TRACE "{it}" }
    + o = {"list": [1, 2]}
    + FOREACH it IN o.list { TRACE "{it}" }

    runtime.notAnObject
      A text or a number has no members to set. Make it an object first.
    - x = 5
    - x.name = "a"
    + DYNAMIC x
    + x.name = "a"

    runtime.notAProxy
      This function belongs to a REST proxy, which GetRESTProxy() gives. The
      variable holds something else.
    - p = "text"
    - p.AddHeader("a", "b")
    + p = GetRESTProxy()
    + p.AddHeader("a", "b")

    runtime.notFinite
      The result lies outside the range of numbers, about 1.8e308, or is no
      number at all, such as the root of a negative one. Check the values
      before.
    - x = 10 ^ 400
    + x = 10 ^ 40

    runtime.objectSize
      The platform cuts the JSON of an object at 32 KB, and with :set limits
      studio so does Patchbay. Send the object in parts, or work with :set
      limits off and mind the warnings.
    - :set limits studio
    - x = "0123456789"
    - REPEAT 11 { x = "{x}{x}" }
    - DYNAMIC o
    - o.a = x
    - o.b = x
    - y = o.asjson()
    + DYNAMIC o
    + o.a = "0123456789"
    + y = o.asjson()

    runtime.proxyTimeout
      ProxyTimeoutSeconds is a number of seconds above 0. Leave it out for the
      usual time.
    - p = GetRESTProxy()
    - p.ProxyTimeoutSeconds = 0
    + p = GetRESTProxy()
    + p.ProxyTimeoutSeconds = 10

    runtime.readOnly
      This property of a REST proxy comes from the answer. It can be read, and
      only ProxyTimeoutSeconds can be set.
    - p = GetRESTProxy()
    - p.StatusCode = 200
    + p = GetRESTProxy()
    + x = p.StatusCode

    runtime.recursionDepth
      Functions call one another more than 200 deep, most often one that calls
      itself without an end. Return before the call when the work is done.
    - FUNCTION f(n) {
    -   RETURN f(n + 1)
    - }
    - f(1)
    + FUNCTION f(n) {
    +   IF n > 9 { RETURN n }
    +   RETURN f(n + 1)
    + }
    + f(1)

    runtime.stepBudget
      The cell took more steps than its budget allows, so a loop may never end.
      Leave the loop with BREAK, or raise the budget with :set steps NUMBER; 0
      takes it away.
    - :set steps 1000
    - REPEAT 100000 { x = x + 1 }
    + :set steps 1000
    + REPEAT 10 { x = x + 1 }

    runtime.stringSize
      The action's Max String Size, 32 KB unless :set string-size says
      otherwise, was passed. With :set limits studio this is an error, otherwise
      a warning. Work on the text in parts.
    - x = "0123456789"
    - REPEAT 12 { x = "{x}{x}" }
    + x = "0123456789"
    + REPEAT 3 { x = "{x}{x}" }

    runtime.textTooLong
      No text grows beyond 256 MB. Most often a loop or a replace doubles it
      again and again; stop it earlier.
    - x = "0123456789"
    - REPEAT 11 { x = "{x}{x}" }
    - y = replace(x, "1", x)
    - z = replace(y, "2", y)
    + x = "0123456789"
    + y = replace(x, "1", x)

    runtime.thrown
      The script raised this error itself with throw; the message is its text,
      and _ERR holds it. Look for the condition before the throw.
    - "no order found".throw()
    + IF 1 = 2 { "no order found".throw() }

    runtime.undefinedFunction
      A function was forgotten while it was being called. No input is known that
      brings this about; define the function again.
    + FUNCTION f() { RETURN 1 }
    + f()

    runtime.unknown
      The run failed without a reason that has a name. No input is known that
      brings this about; report it if you see it.
    + x = 1

    runtime.unknownProperty
      A REST proxy has four properties: StatusCode, StatusDescription,
      ContentType and ProxyTimeoutSeconds. :help p.StatusCode tells of one.
    - p = GetRESTProxy()
    - p.Timeout = 5
    + p = GetRESTProxy()
    + p.ProxyTimeoutSeconds = 5

    runtime.xml
      The text is no XML, or uses what is not read here; the message gives the
      line. Every element is closed, and & stands for itself only as &amp;.
    - o = fromxml("<a")
    + o = fromxml("<a>1</a>")
    """#
}
