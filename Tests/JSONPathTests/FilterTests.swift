import JSON
import JSONPath
import Testing

@Suite("JSONPath filters")
struct FilterTests {
  /// What each comparison of RFC 9535, 2.3.5 gives; `f` and `o` stand in the root, `absent` nowhere.
  @Test(
    "comparisons",
    arguments: [
      ("$.absent1 == $.absent2", true), ("$.absent1 <= $.absent2", true), ("$.absent1 >= $.absent2", true),
      ("$.absent1 != $.absent2", false), ("$.absent1 < $.absent2", false), ("$.absent == 'g'", false),
      ("$.absent != 'g'", true), ("$.absent <= 'g'", false), ("'g' >= $.absent", false),
      ("1 <= 2", true), ("1 > 2", false), ("1 < 2", true), ("2 >= 2", true), ("2 > 2", false),
      ("13 == '13'", false),
      ("13 != '13'", true), ("13 < '14'", false), ("'a' <= 'b'", true), ("'a' > 'b'", false),
      ("'a' < 'a'", false),
      ("'a' < 'ab'", true), ("'B' < 'a'", true), ("'' < 'a'", true), ("'\u{FFFD}' < '😀'", true),
      ("'é' == 'e\u{301}'", false), ("'\\u00e9' == 'é'", true), ("$.o == $.f", false), ("$.o != $.f", true),
      ("$.o == $.o", true), ("$.o <= $.o", true), ("$.o < $.o", false), ("$.f == $.f", true),
      ("$.f >= $.f", true), ("$.f > $.f", false), ("1 == $.f", false), ("1 != $.f", true),
      ("1 <= $.f", false),
      ("$.o == $.same", true), ("$.o == $.fewer", false), ("$.f == $.turned", false),
      ("$.f == $.decimals", true), ("true == true", true), ("true <= true", true), ("true < true", false),
      ("true > false", false), ("false >= false", true), ("true == 'true'", false), ("null == null", true),
      ("null <= null", true), ("null < null", false), ("null == false", false), ("null == 0", false),
      ("null == $.absent", false), ("null >= $.absent", false),
    ])
  func comparisons(condition: String, isTrue: Bool) throws {
    let json = """
      {"o": {"x": {"y": 1}, "z": 2}, "f": [1, 2], "same": {"z": 2.0, "x": {"y": 1}}, "fewer": {"z": 2},
       "turned": [2, 1], "decimals": [1.0, 20e-1]}
      """
    #expect(try values("$[?\(condition)]", in: json).isEmpty == !isTrue)
    #expect(try values("$[?!(\(condition))]", in: json).isEmpty == isTrue)
  }

  @Test(
    "numbers compare by value, whatever their text and size",
    arguments: [
      ("1 == 1.0", true), ("1 == 1e0", true), ("100 == 1E+2", true), ("-0 == 0", true), ("-0.0 == 0e5", true),
      ("0.1 == 0.10", true), ("1e-1 == 0.1", true), ("12345678901234567890 == 12345678901234567891", false),
      ("12345678901234567890 < 12345678901234567891", true), ("-2 < -1.5", true), ("-1.5 < -2", false),
      ("1e400 > 1e399", true), ("-1e400 < 1e-400", true), ("0 < 1e-400", true), ("-1e-400 < 0", true),
      ("10 > 9.99", true), ("2 < 10", true), ("-10 < -9", true), ("0.5 < 0.25", false), ("1.5 <= 1.50", true),
    ])
  func numbers(condition: String, isTrue: Bool) throws {
    #expect(try values("$[?\(condition)]", in: "[1]").isEmpty == !isTrue)
  }

  private let table = """
    {"a": [3, 5, 1, 2, 4, 6, {"b": "j"}, {"b": "k"}, {"b": {}}, {"b": "kilo"}],
     "o": {"p": 1, "q": 2, "r": 3, "s": 5, "t": {"u": 6}}, "e": "f"}
    """

  @Test(
    "conditions",
    arguments: [
      ("$.a[?@.b == 'kilo']", ["$['a'][9]"]), ("$.a[?(@.b == 'kilo')]", ["$['a'][9]"]),
      ("$.a[?@ > 3.5]", ["$['a'][1]", "$['a'][4]", "$['a'][5]"]),
      ("$.a[?@.b]", ["$['a'][6]", "$['a'][7]", "$['a'][8]", "$['a'][9]"]),
      ("$.a[?!@.b][0]", []), ("$.a[?! @.b]", (0..<6).map { "$['a'][\($0)]" }),
      ("$[?@.*]", ["$['a']", "$['o']"]), ("$[?@[?@.b]]", ["$['a']"]),
      ("$.o[?@ < 3, ?@ < 3]", ["$['o']['p']", "$['o']['q']", "$['o']['p']", "$['o']['q']"]),
      ("$.a[?@ < 2 || @.b == \"k\"]", ["$['a'][2]", "$['a'][7]"]),
      ("$.o[?@ > 1 && @ < 4]", ["$['o']['q']", "$['o']['r']"]), ("$.o[?@.u || @.x]", ["$['o']['t']"]),
      ("$.a[?@.b == $.x]", (0..<6).map { "$['a'][\($0)]" }),
      ("$.a[?@ == @]", (0..<10).map { "$['a'][\($0)]" }),
      ("$.o[?@ == 1 || @ == 2 && @ == 3]", ["$['o']['p']"]), ("$.o[?(@ == 1 || @ == 2) && @ == 3]", []),
      ("$.o[?!(@ > 1) && !@.u]", ["$['o']['p']"]), ("$.o[?@ == $.a[2]]", ["$['o']['p']"]),
      ("$[?@ == 'f' || @[0] == 3]", ["$['a']", "$['e']"]),
      ("$..[?@ == 6]", ["$['a'][5]", "$['o']['t']['u']"]),
      ("$.e[?@]", []), ("$.o[?@<2||@>4]", ["$['o']['p']", "$['o']['s']"]),
      ("$.a[ ? ( @ [ 'b' ] == 'j' ) ]", ["$['a'][6]"]), ("$.a[? @ ['b'] == 'j' ]", ["$['a'][6]"]),
    ])
  func conditions(query: String, found: [String]) throws {
    #expect(try paths(query, in: table) == found)
  }

  @Test(
    "functions",
    arguments: [
      ("length(@.text) == 2", true), ("length(@.list) == 3", true), ("length(@.object) == 1", true),
      ("length(@.number) == 1", false), ("length(@.absent) == length(@.number)", true),
      ("length('e\u{301}😀') == 3", true), ("length('') == 0", true), ("length(true) == 4", false),
      ("count(@.list[*]) == 3", true), ("count(@.list) == 1", true), ("count(@.absent) == 0", true),
      ("count(@..*) == 10", true), ("count($.missing.*) < 1", true), ("value(@.list[0]) == 1", true),
      ("value(@.list[*]) == 1", false), ("value(@..k) == 'v'", true),
      ("value(@.list[*]) == value(@.absent)", true),
      ("length(value(@..k)) == 1", true), ("match(@.text, 'a.')", true), ("match(@.text, 'a')", false),
      ("search(@.text, 'b')", true), ("search(@.text, 'c')", false), ("match(@.number, '1')", false),
      ("match(@.text, @.pattern)", true), ("search(@.text, @.number)", false),
      ("match('1974-05-11', '1974-05-..')", true),
      ("match(@.absent, '.*')", false), ("!match(@.text, 'x')", true), ("search(@.text, @.broken)", false),
      ("match( @.text , 'ab' )", true),
    ])
  func functions(condition: String, isTrue: Bool) throws {
    let json = """
      [{"text": "ab", "list": [1, 2, 3], "object": {"k": "v"}, "number": 7, "pattern": "[a-b]+", "broken": "["}]
      """
    #expect(try values("$[?\(condition)]", in: json).isEmpty == !isTrue)
  }

  @Test("a pattern that can fit nothing is read with a warning")
  func warnings() throws {
    let query = try JSONPath("$[?match(@.a, '\\\\d+')]")
    #expect(query.warnings.map(\.range) == [14..<20])
    #expect(query.warnings.first?.suggestion == "write [0-9]")
    #expect(try query.nodes(in: [["a": "1"]]) == [])
    #expect(try JSONPath("$[?search(@.a, 1)]").warnings.count == 1)
    #expect(try JSONPath("$[?search(@.a, 'x+')]").warnings == [])
  }
}
