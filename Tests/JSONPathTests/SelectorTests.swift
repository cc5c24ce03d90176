import JSON
import JSONPath
import Testing

@Suite("JSONPath selectors and segments")
struct SelectorTests {
  @Test("a bare $ is the whole value", arguments: ["{\"k\":\"v\"}", "[1]", "null", "\"\"", "0"])
  func root(json: String) throws {
    #expect(try values("$", in: json) == [json])
    #expect(try paths("$", in: json) == ["$"])
  }

  @Test(
    "names",
    arguments: [
      ("$.o['a b']", ["1"]), ("$.o[\"a b\"]", ["1"]), ("$.o['a b']['k.k']", []), ("$.o.n", ["{\"k\":3}"]),
      ("$['o']['n']['k']", ["3"]), ("$ .o\n\t.n\r['k']", ["3"]), ("$[ 'o' ].n", ["{\"k\":3}"]),
      ("$[\"'\"][\"@\"]", ["2"]), ("$['\\'']['@']", ["2"]), ("$.o.missing", []), ("$.missing.k", []),
      ("$.ä", ["4"]), ("$['\\u00e4']", ["4"]), ("$['\\uD83D\\uDE00']", ["5"]), ("$.😀", ["5"]),
      ("$._1", ["6"]),
      ("$['']", ["7"]), ("$.list.length", []), ("$.list['0']", []), ("$['\\b\\f\\n\\r\\t\\/\\\\']", ["8"]),
      ("$['a\u{308}']", []),
    ])
  func names(query: String, found: [String]) throws {
    let json = """
      {"o": {"a b": 1, "n": {"k": 3}}, "'": {"@": 2}, "ä": 4, "😀": 5, "_1": 6, "": 7,
       "\\b\\f\\n\\r\\t/\\\\": 8, "list": [1]}
      """
    #expect(try values(query, in: json) == found)
  }

  @Test(
    "wildcards",
    arguments: [
      ("$[*]", ["$['o']", "$['a']"]), ("$.*", ["$['o']", "$['a']"]),
      ("$.o[*]", ["$['o']['j']", "$['o']['k']"]),
      ("$.o[*, *]", ["$['o']['j']", "$['o']['k']", "$['o']['j']", "$['o']['k']"]),
      ("$.a[*]", ["$['a'][0]", "$['a'][1]"]), ("$.a[0][*]", []), ("$.*.*[*]", []),
    ])
  func wildcards(query: String, found: [String]) throws {
    #expect(try paths(query, in: "{\"o\": {\"j\": 1, \"k\": 2}, \"a\": [5, 3]}") == found)
  }

  @Test(
    "indices",
    arguments: [
      ("$[0]", ["$[0]"]), ("$[1]", ["$[1]"]), ("$[-1]", ["$[1]"]), ("$[-2]", ["$[0]"]), ("$[-3]", []),
      ("$[2]", []),
      ("$[9007199254740991]", []), ("$[-9007199254740991]", []), ("$[0, 0, 1]", ["$[0]", "$[0]", "$[1]"]),
      ("$[0][0]", []), ("$['0']", []),
    ])
  func indices(query: String, found: [String]) throws {
    #expect(try paths(query, in: "[\"a\", \"b\"]") == found)
  }

  @Test(
    "slices",
    arguments: [
      ("$[1:3]", "bc"), ("$[5:]", "fg"), ("$[1:5:2]", "bd"), ("$[5:1:-2]", "fd"), ("$[::-1]", "gfedcba"),
      ("$[:]", "abcdefg"), ("$[::]", "abcdefg"), ("$[:2]", "ab"), ("$[-2:]", "fg"), ("$[:-5]", "ab"),
      ("$[0:0]", ""), ("$[3:1]", ""), ("$[1:3:-1]", ""), ("$[::0]", ""), ("$[-100:100]", "abcdefg"),
      ("$[100:-100:-3]", "gda"), ("$[2::-1]", "cba"), ("$[:2:-1]", "gfed"), ("$[ 1 : 5 : 2 ]", "bd"),
      ("$[0:9007199254740991:9007199254740991]", "a"), ("$[-1:-9007199254740991:-9007199254740991]", "g"),
      ("$[6:0:-1, 0]", "gfedcba"),
    ])
  func slices(query: String, found: String) throws {
    let json = "[\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]"
    #expect(try values(query, in: json).map { String($0.dropFirst().dropLast()) }.joined() == found)
    #expect(try values(query, in: "{\"a\": 1}") == [])
  }

  @Test(
    "all that is below comes parents first, elements in order",
    arguments: [
      ("$..j", ["$['a'][1]['j']", "$['a'][2][0]['j']", "$['o']['j']"]),
      ("$..[0]", ["$['a'][0]", "$['a'][2][0]"]),
      ("$.o..*", ["$['o']['j']", "$['o']['k']"]),
      ("$.a..[0, 1]", ["$['a'][0]", "$['a'][1]", "$['a'][2][0]", "$['a'][2][1]"]),
      ("$..['k', 'j']", ["$['a'][1]['j']", "$['a'][2][0]['j']", "$['o']['k']", "$['o']['j']"]),
      (
        "$.a..*",
        [
          "$['a'][0]", "$['a'][1]", "$['a'][2]", "$['a'][1]['j']", "$['a'][2][0]", "$['a'][2][1]",
          "$['a'][2][0]['j']",
        ]
      ), ("$.a[2]..*.j", ["$['a'][2][0]['j']"]), ("$.a[2]..j", ["$['a'][2][0]['j']"]), ("$..missing", []),
      ("$.o.j..*", []), ("$..o..k", ["$['o']['k']"]),
    ])
  func descendants(query: String, found: [String]) throws {
    let json = "{\"a\": [5, {\"j\": 4}, [{\"j\": 6}, 7]], \"o\": {\"j\": 1, \"k\": 2}}"
    #expect(try paths(query, in: json) == found)
  }

  @Test(
    "null is a value like others",
    arguments: [
      ("$.a", ["null"]), ("$.a[0]", []), ("$.a.d", []), ("$.b[0]", ["null"]), ("$.b[*]", ["null"]),
      ("$.b[?@]", ["null"]), ("$.b[?@ == null]", ["null"]), ("$.c[?@.d == null]", []), ("$.null", ["1"]),
    ])
  func null(query: String, found: [String]) throws {
    #expect(try values(query, in: "{\"a\": null, \"b\": [null], \"c\": [{}], \"null\": 1}") == found)
  }

  @Test("of members with one name the last counts, everywhere")
  func duplicates() throws {
    let json = "{\"a\": 1, \"b\": 2, \"a\": 3, \"é\": 4, \"e\\u0301\": 5}"
    #expect(try values("$.a", in: json) == ["3"])
    #expect(try values("$.*", in: json) == ["2", "3", "4", "5"])
    #expect(try values("$[?length($) == 4].x", in: json) == [])
    #expect(try values("$[?length($) == 4]", in: json) == ["2", "3", "4", "5"])
  }

  @Test("values keep their number text and the order of their members")
  func texts() throws {
    #expect(try values("$[0]", in: "[{\"z\": 1.50, \"a\": 1e2}]") == ["{\"z\":1.50,\"a\":1e2}"])
  }

  @Test(
    "normalized paths escape as RFC 9535 says",
    arguments: [
      ("$.a", "$['a']"), ("$[1]", "$[1]"), ("$[-1]", "$[2]"), ("$.a.b[1:2]", "$['a']['b'][1]"),
      ("$[\"\\u000B\"]", "$['\\u000b']"), ("$[\"\\u0061\"]", "$['a']"), ("$[\"it's\"]", "$['it\\'s']"),
      ("$['\"']", "$['\"']"), ("$['\\\\']", "$['\\\\']"), ("$['\\b\\t\\n\\f\\r']", "$['\\b\\t\\n\\f\\r']"),
      ("$['\\u0000\\u001f\\u007f']", "$['\\u0000\\u001f\u{7F}']"), ("$['/']", "$['/']"), ("$.é", "$['é']"),
    ])
  func normalizedPaths(query: String, path: String) throws {
    let object = """
      {"a": {"b": [1, 2]}, "\\u000b": 1, "it's": 1, "\\"": 1, "\\\\": 1, "\\b\\t\\n\\f\\r": 1,
       "\\u0000\\u001f\\u007f": 1, "/": 1, "é": 1}
      """
    let json = query.dropFirst(2).first?.isNumber == true || query.hasPrefix("$[-") ? "[0, 1, 2]" : object
    #expect(try paths(query, in: json) == [path])
    // A normalized path is itself a query for the same place.
    #expect(try paths(path, in: json) == [path])
  }

  @Test(
    "singular queries are those of names and indices alone",
    arguments: [
      ("$", true), ("$.a[0]['b'][-1]", true), ("$.*", false), ("$..a", false), ("$[0, 1]", false),
      ("$['a', 'a']", false), ("$[0:1]", false), ("$[?@.a]", false),
    ])
  func singular(query: String, isSingular: Bool) throws {
    #expect(try JSONPath(query).isSingular == isSingular)
  }
}
