import JSON
import JSONPath
import Testing

@Suite("JSONPath queries that cannot be read")
struct FaultTests {
  /// The query, what the range covers and what would be right.
  @Test(
    "say where and what would be right",
    arguments: [
      ("", "", "write $ for the whole value"), (" $", " ", "take the blank out"),
      ("items", "i", "write $.items"),
      (".a", ".", "write $.a"), ("[0]", "[", "write $[0]"),
      ("@.a", "@", "write $ instead of @, which stands in filters only"),
      ("$items", "i", "write $.items"), ("$ ", " ", "take them out"), ("$.a ", " ", "take them out"),
      ("$.", ".", "write .name or .*"),
      ("$..", "..", "write ..name or ..*"), ("$...a", "...", "write . for a child, .. for all below"),
      ("$.[0]", ".[", "take the dot out"), ("$.'a'", ".'", "write ['name']"),
      ("$..'a'", "..'", "write ..['name']"),
      ("$.0", ".0", "write [0] for an element, ['0'] for a name"), ("$. a", ". ", "take the blank out"),
      ("$.foo-bar.b", "-", "put the name in quotes: ['foo-bar']"),
      ("$..foo-bar", "-", "put the name in quotes: ..['foo-bar']"),
      ("$.-a", ".-", "put the name in quotes: ['-...']"),
      ("$.a.length()", "(", "write it like [?length(@.name) > 3]"),
      ("$a", "a", "write $.a"), ("$*", "*", "write .* or [*]"),
      ("$.a]", "]", "take it out, or write [ before it"),
      ("$.a^", "^", "write what is wanted from $ down"),
      ("$['a']'b'", "'", "write . or [ before the next part, or end the query"),
      ("$[]", "[]", "write [*] for all, [0] for the first"), ("$[0,]", "[0,]", "take the comma out"),
      ("$[,0]", ",", "take it out, or write 'name', 0, 1:3, * or ?@.a == 1"), ("$[a]", "a", "write ['a']"),
      ("$[foo-bar]", "foo-bar", "write ['foo-bar']"),
      ("$[(@.length-1)]", "(", "write [-1] for the last element, [?...] for a filter"),
      ("$[@.a]", "@", "write [?@...]"), ("$[0", "[0", "close it with ]"), ("$[", "[", "close it with ]"),
      ("$['a'", "['a'", "close it with ]"),
      ("$[0 1]", "1", "write , before another selector, or ]"), ("$[01]", "01", "write 1"),
      ("$[-01]", "-01", "write -1"),
      ("$[-0]", "-0", "write 0, or -1 for the last element"), ("$[-]", "-", "write an index such as -1"),
      ("$[+1]", "+", "write the digits alone"),
      ("$[1.5]", "1.5", "write digits only, such as 1"), ("$[1e2]", "1e2", "write digits only, such as 1"),
      ("$[9007199254740992]", "9007199254740992", "write a smaller number"),
      ("$[1:99999999999999999999]", "99999999999999999999", "write a smaller number"),
      ("$['a]", "'a]", "close it with '"), ("$[\"a", "\"a", "close it with \""),
      ("$['a\\x']", "\\x", "write \\\\ for a \\; there are \\b \\f \\n \\r \\t \\/ \\\\ \\' and \\uXXXX"),
      ("$['\\\"']", "\\\"", "write \" without \\"), ("$['a\nb']", "\n", "write \\n instead"),
      ("$['\\u00g0']", "\\u00", "write it like \\u00E9"),
      ("$['\\uD800']", "\\uD800", "write both halves, such as \\uD83D\\uDE00, or the character itself"),
      ("$['it's']", "s", "write , before another selector, or ]"),
      ("$[\"\"\"]", "\"", "write \\\" inside it, or , before another name"),
    ])
  func form(query: String, place: String, suggestion: String) {
    check(query, place, suggestion)
  }

  @Test(
    "say what a filter needs",
    arguments: [
      ("$[?]", "]", "write a query such as @.name, a value such as 'x' or 3, or a function"),
      ("$[?", "", "write a query such as @.name, a value such as 'x' or 3, or a function"),
      ("$[?@.a = 1]", "=", "write =="), ("$[?@.a === 1]", "===", "write =="),
      ("$[?@.a <> 1]", "<>", "write !="), ("$[?@.a =< 1]", "=<", "write <="),
      ("$[?@.a =~ 'x']", "=~", "write match(@.name, 'A.*') or search(@.name, 'bc')"),
      ("$[?@.a & @.b]", "&", "write &&"),
      ("$[?@.a | @.b]", "|", "write ||"), ("$[?@.a and @.b]", "and", "write &&"),
      ("$[?@.a OR @.b]", "OR", "write ||"),
      ("$[?not @.a]", "not", "write ! before the condition"),
      ("$[?@.a in [1]]", "in", "write @.a == 1 || @.a == 2"),
      ("$[?@.a contains 'x']", "contains", "use == != < <= > >= && || or match(@.a, 'b.*')"),
      ("$[?@.a + 1 == 2]", "+", "compare with the result, such as @.a > 3"),
      ("$[?@.a == [1]]", "[", "compare the parts, such as @.a[0] == 1"),
      ("$[?@.a == /x/]", "/", "write match(@.name, 'A.*')"),
      ("$[?a == 1]", "a", "write @.a for a member, 'a' for a text"),
      ("$[?.a == 1]", ".", "write @ before the dot"), ("$[?@.a == .5]", ".", "write 0.5, not .5"),
      ("$[?@.a == +1]", "+", "write the digits alone"),
      ("$[?@.a == 01]", "01", "write 1"), ("$[?@.a == 1.]", "1.", "write a number such as 1.5 or 1e3"),
      ("$[?@.a == 1e]", "1e", "write a number such as 1.5 or 1e3"),
      ("$[?@.a == -]", "-", "write a number such as -1.5"), ("$[?@.a == True]", "True", "write true"),
      ("$[?@.a == nil]", "nil", "write null, or !@.name for what is absent"),
      ("$[?@.a == ]", "]", "write a query such as @.name, a value such as 'x' or 3, or a function"),
      ("$[?1]", "1", "compare it with something, such as @.name == 1"),
      ("$[?true]", "true", "compare it with something, such as @.name == true"),
      ("$[?@.a == 1 == 1]", "==", "join comparisons with && or ||"),
      ("$[?(@.a) == 1]", "==", "compare values, such as (@.a == 1)"),
      ("$[?!@.a == 1]", "!", "put parentheses around it: !(@.a == ...)"), ("$[?!!@.a]", "!!", "write one !"),
      ("$[?(@.a]", "]", "write )"), ("$[?@.a)]", ")", "write ]"),
      ("$[?(@.a", "(@.a", "close it with )"), ("$[?@.a", "[?@.a", "close it with ]"),
      ("$[??@.a]", "?", "take this one out"), ("$[?*]", "*", "write @.* for all children"),
      ("$[?@.* == 1]", "@.*", "use names and indices alone, or value(@.*) or count(@.*)"),
      ("$[?1 < $..a]", "$..a", "use names and indices alone, or value($..a) or count($..a)"),
      ("$[?@.a 'x']", "'", "write && or ||, or close with ]"),
      ("$[?@.a @.b]", "@", "write && or ||, or close with ]"),
    ])
  func filters(query: String, place: String, suggestion: String) {
    check(query, place, suggestion)
  }

  @Test(
    "say what a function takes and gives",
    arguments: [
      ("$[?size(@.a) > 1]", "size", "write length"), ("$[?Length(@.a) > 1]", "Length", "write length"),
      ("$[?foo(@.a)]", "foo", "use length, count, match, search or value"),
      ("$[?length (@.a) > 1]", "length ", "write length("),
      ("$[?length(@.a)]", "length(@.a)", "compare it, such as length(@.name) > 3"),
      ("$[?count(@.a)]", "count(@.a)", "compare it, such as count(@.items[*]) > 3"),
      ("$[?value(@.a)]", "value(@.a)", "compare it, such as value(@..id) == 3"),
      ("$[?match(@.a, 'x') == true]", "match(@.a, 'x')", "leave the comparison away, or write ! before it"),
      ("$[?true == search(@.a, 'x')]", "search(@.a, 'x')", "leave the comparison away, or write ! before it"),
      ("$[?length(@.*) > 1]", "@.*", "use names and indices alone, or value(@.*)"),
      ("$[?length() > 1]", "length()", "write it like length(@.name) > 3"),
      ("$[?length(@.a, @.b) > 1]", "length(@.a, @.b)", "write it like length(@.name) > 3"),
      ("$[?match(@.a)]", "match(@.a)", "write it like match(@.name, 'A.*')"),
      ("$[?count(1) > 1]", "1", "write it like count(@.items[*]) > 3"),
      ("$[?count('a') > 1]", "'a'", "write it like count(@.items[*]) > 3"),
      ("$[?count(length(@.a)) > 1]", "length(@.a)", "write it like count(@.items[*]) > 3"),
      ("$[?value(match(@.a, 'x')) == 1]", "match(@.a, 'x')", "write it like value(@..id) == 3"),
      ("$[?length(match(@.a, 'x')) == 1]", "match(@.a, 'x')", "write it like length(@.name) > 3"),
      ("$[?match(@.*, 'x')]", "@.*", "use names and indices alone, or value(@.*)"),
      ("$[?count(@.a == 1) > 1]", "=", "write it like count(@.items[*]) > 3"),
      ("$[?count(!@.a) > 1]", "!", "write it like count(@.items[*]) > 3"),
      ("$[?count((@.a)) > 1]", "(", "write it like count(@.items[*]) > 3"),
      ("$[?length(@.a > 1]", ">", "write it like length(@.name) > 3"),
      ("$[?length(@.a", "(@.a", "close it with )"),
      ("$[?length(@.a]", "]", "write , before the next one, or )"),
      ("$[?count(@.a,) > 1]", ")", "write a query such as @.name, a value such as 'x' or 3, or a function"),
    ])
  func functions(query: String, place: String, suggestion: String) {
    check(query, place, suggestion)
  }

  private func check(_ query: String, _ place: String, _ suggestion: String) {
    guard let fault = fault(query) else {
      Issue.record("\(query) is read")
      return
    }
    let utf8 = Array(query.utf8)
    #expect(fault.range.upperBound <= utf8.count)
    #expect(String(decoding: utf8[fault.range], as: UTF8.self) == place)
    #expect(fault.suggestion == suggestion)
    #expect(!fault.message.isEmpty)
  }

  @Test("places are UTF-8 offsets, messages whole sentences")
  func offsets() {
    #expect(fault("$['é'].x y")?.range == 9..<10)
    #expect(fault("$.é.é-")?.range == 7..<8)
    #expect(fault("$[é]")?.description == "a name in brackets stands in quotes; write ['é']")
    #expect(fault("$[“a”]")?.suggestion == "write ['“a”']")
  }
}
