extension Explanation {
  /// What checking names and values finds.
  static let checking = #"""
    name.argumentCount
      A call gives a function another number of arguments than it takes. The
      suggestion shows its form; :help NAME tells more of a built-in one.
    - x = left("hello")
    + x = left("hello", 2)

    name.builtinFunction
      A built-in function keeps its name and cannot be defined again. Take
      another name for yours.
    - FUNCTION left(a) { RETURN a }
    + FUNCTION leftPart(a) { RETURN a }

    name.functionWithoutCall
      A function is called with parentheses, also when it takes no argument.
      Without them the name is a variable, which holds nothing.
    - start = now
    + start = now()

    name.hyphen
      A name holds letters, digits, _ and $. A hyphen subtracts, and then =
      compares, so the line shows a value instead of setting one.
    - order-count = 3
    + order_count = 3

    name.systemVariable
      The platform sets this variable, and a script only reads it. Take another
      name. To try a sample value here, use :set.
    - ANI = "5550123"
    + caller = "5550123"

    name.unknownFunction
      No function has this name, neither a built-in one nor one that was
      defined. The nearest name is proposed; :help functions lists all of them.
    - x = len(list)
    + x = length("Ann")

    name.unusedResult
      Text functions give a new text and leave the old one as it is. Assign the
      result.
    - name = " Ann "
    - name.trim()
    + name = " Ann "
    + name = name.trim()

    type.date
      A date literal holds no date that exists. Month, day and year stand in
      this order; a time may follow.
    - x = #"13/45/2023"
    + x = #"02/28/2023 14:30"

    type.notAssignable
      This function changes its first argument, which therefore must be a
      variable. Put the text into one first.
    - append("a", "b")
    + s = "a"
    + append(s, "b")

    type.numberTooLarge
      Numbers reach about 1.8e308, which has 309 digits. Keep a longer row of
      digits, such as an identifier, as a text.
    + x = "99999999999999999999999999"

    type.uses
      USES loads a SOAP proxy, which exists in Studio only. Call the service
      with connectrequest, or with a REST proxy.
    - USES "orders.dll"
    + p = GetRESTProxy()
    """#
}
