extension Explanation {
  /// What is wrong with the notation of a script, and what ends one.
  static let scripts = #"""
    script.actionKind
      A line of a script begins with the action's name, and then says what it
      does. The suggestion names the nearest kind; :help script lists them.
    - script a {
    -   begin BEGIN -> say
    -   say   TRCE "hello"
    - }
    + script a {
    +   begin BEGIN -> say
    +   say   TRACE "hello"
    + }

    script.actionName
      Each action has a name of its own, and branches lead to it by that name. It
      begins with a letter and has letters, digits, _ and -.
    - script a {
    -   begin BEGIN -> begin
    -   begin END
    - }
    + script a {
    +   begin BEGIN -> done
    +   done  END
    + }

    script.branch
      A kind of action has the branches that the product gives it. CASE has those
      that you name; an arrow without a label is the branch Default.
    - script a {
    -   begin BEGIN OnSuccess -> done
    -   done  END
    - }
    + script a {
    +   begin BEGIN -> done
    +   done  END
    + }

    script.endless
      More actions fired than any script needs, or scripts call each other
      without end. LOOP ends a circle after a number of passes.
    + script a {
    +   begin BEGIN -> again
    +   again LOOP 2  Repeat -> again, Finished -> done
    +   done  END
    + }
    + start a

    script.form
      A script has a name, and braces around its actions. It begins at the one
      action that is BEGIN.
    - script a {
    -   say TRACE "hello"
    - }
    + script a {
    +   begin BEGIN -> say
    +   say   TRACE "hello"
    + }

    script.target
      A branch leads to the name of an action of the same script, and never to
      BEGIN. The suggestion names the nearest one.
    - script a {
    -   begin BEGIN -> dome
    -   done  END
    - }
    + script a {
    +   begin BEGIN -> done
    +   done  END
    + }

    script.unknown
      No script has this name in the session. Define it with script NAME { ... },
      or include a file that does.
    - start findOrders
    + script findOrders {
    +   begin BEGIN
    + }
    + start findOrders

    script.unreachable
      No branch leads from BEGIN to this action, so it never fires. Lead a branch
      to it, or take it out.
    - script a {
    -   begin BEGIN -> done
    -   say   TRACE "hello" -> done
    -   done  END
    - }
    + script a {
    +   begin BEGIN -> say
    +   say   TRACE "hello" -> done
    +   done  END
    + }

    script.value
      LOOP takes a number of passes, and WAIT a number of seconds up to a day. A
      REST action waits 90 seconds at most.
    - script a {
    -   begin BEGIN -> again
    -   again LOOP "often"  Repeat -> again
    - }
    - start a
    + script a {
    +   begin BEGIN -> again
    +   again LOOP 3  Repeat -> again
    + }
    + start a
    """#
}
