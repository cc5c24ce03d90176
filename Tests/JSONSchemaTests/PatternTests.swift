import JSON
import JSONSchema
import Testing

@Suite("Patterns of JSON schemas")
struct PatternTests {
  private func fits(_ pattern: String, _ text: String) throws -> Bool {
    try JSONSchema(["pattern": .string(pattern)]).validate(.string(text)).isEmpty
  }

  @Test(
    "fit a part of a text",
    arguments: [
      ("b", "abc"), ("^a", "abc"), ("c$", "abc"), ("^$", ""), ("^\\d{3}-\\d{4}$", "555-1234"),
      ("^\\w+$", "aZ_9"),
      ("^\\W$", "é"), ("^\\s$", "\u{A0}"), ("^\\S+$", "é1"), ("^[\\w.-]+@[\\w-]+$", "a.b@c-d"),
      ("^[^\\s\\d]+$", "ab"),
      ("^[\\D]$", "x"), ("^(?:a|b)+$", "abba"), ("^(?<year>\\d+)$", "2024"), ("^a*?b+?c??d{1,2}?$", "aabbcd"),
      ("^.$", "😀"), ("^\\u{1F600}$", "😀"), ("^\\ud83d\\ude00$", "😀"),
      ("^\\u0041\\x42\\t\\cJ\\0$", "AB\t\n\0"),
      ("^[\\u0041-\\x43]+$", "ABC"), ("\\bcat\\b", "a cat."), ("\\Bat\\b", "cat"), ("^[a\\-z]+$", "a-z"),
      ("^[a-]$", "-"),
      ("^[\\w-.]$", "-"), ("^\\/a\\/$", "/a/"), ("^{a}$", "{a}"), ("^a{,2}$", "a{,2}"), ("]", "]"),
      ("^[[]$", "["),
      ("^[^]$", "\n"), ("^\\p{Letter}\\p{Lu}\\P{Nd}$", "éÉx"), ("^[\\b]$", "\u{8}"),
      ("^\\@\\-\\\"$", "@-\""), ("(^a|b$)", "xb"), ("", "abc"),
    ])
  func matching(pattern: String, text: String) throws {
    #expect(try fits(pattern, text))
  }

  @Test(
    "do not fit other texts",
    arguments: [
      ("^b", "abc"), ("b$", "abc"), ("^\\d$", "٣"), ("^\\w$", "é"), ("^\\s$", "x"), ("^.$", "\u{2028}"),
      ("^.$", "\n"),
      ("a$", "a\n"), ("\\bcat\\b", "concat"), ("\\Bat", "at"), ("[]", "a"), ("^[^\\S]$", "a"),
      ("^é$", "e\u{301}"),
      ("^(?:ab){2}$", "ab"),
    ])
  func notMatching(pattern: String, text: String) throws {
    #expect(try !fits(pattern, text))
  }

  @Test(
    "what the matcher cannot do is an error of the schema",
    arguments: [
      ("(?=a)", "it looks ahead with (?=, which is not supported"),
      ("(?!a)", "it looks ahead with (?!, which is not supported"),
      ("(?<=a)", "it looks behind with (?<=, which is not supported"),
      ("(?<!a)", "it looks behind with (?<!, which is not supported"),
      ("(a)\\1", "it refers back with \\1, which is not supported"),
      ("\\k<a>", "it refers back with \\k, which is not supported"),
      ("(?i)a", "(? begins no kind of group that is supported"),
      ("\\p{Script=Greek}", "\\p names no general category"), ("\\a", "there is no \\a"),
      ("\\Z", "there is no \\Z"),
      ("a**", "* follows a repetition"), ("+a", "+ repeats nothing"),
      ("[z-a]", "a range of characters ends before it begins"),
      ("a)", "a ) closes nothing"), ("\\", "it ends in a \\"), ("\\u12", "\\u names no character"),
      ("\\ud83d", "\\u names no character"), ("a{3,2}", "{3,2} ends before it begins"),
      ("[\\", "it ends in a \\"),
      ("a{30000}", "it is too large with its repetitions written out"),
    ])
  func faults(pattern: String, message: String) {
    let error = #expect(throws: SchemaError.self) { try JSONSchema(["pattern": .string(pattern)]) }
    #expect(error?.location == "/pattern")
    #expect(error?.message.hasPrefix("is no pattern: \(message); ") == true, "\(error?.message ?? "")")
  }
}
