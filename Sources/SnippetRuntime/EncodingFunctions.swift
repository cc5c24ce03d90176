import SnippetSyntax
import Encodings

extension BuiltinFunctions {
  static let encodings: [BuiltinInfo] = [
    .init(
      "urlencode", "s", .inferred, "The text for a URL; a space becomes %20.",
      [(#"urlencode("a b&c")"#, "a%20b%26c"), (#""a/é?".urlencode()"#, "a%2F%C3%A9%3F")], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(PercentEncoding.encode(arguments.text(0))) },
    .init(
      "urldecode", "s", .ours, "The text that was encoded for a URL; + is a space.",
      [(#"urldecode("a%20b+c")"#, "a b c"), (#""%C3%A9 100%".urldecode()"#, "é 100%")], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      Value(PercentEncoding.decode(arguments.text(0), plusIsBlank: true))
    },
    .init(
      "htmlencode", "s", .ours, "The text for HTML.",
      [(#"htmlencode("a<b")"#, "a&lt;b"), (#""R&D 'x'".htmlencode()"#, "R&amp;D &#39;x&#39;")], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(MarkupEncoding.encode(arguments.text(0))) },
    .init(
      "htmldecode", "s", .ours, "The text that was encoded for HTML; unknown names stay.",
      [(#"htmldecode("a&lt;b")"#, "a<b"), (##""&#65;&#x42;&none;".htmldecode()"##, "AB&none;")], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(MarkupEncoding.decode(arguments.text(0))) },
    .init(
      "base64encode", "s", .ours, "The UTF-8 bytes of the text as Base64.",
      [(#"base64encode("hello")"#, "aGVsbG8="), (#""é".base64encode()"#, "w6k=")], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(Base64.encode(Array(arguments.text(0).utf8))) },
    .init(
      "base64decode", "s", .ours, "The text whose UTF-8 bytes were encoded as Base64.",
      [(#"base64decode("aGVsbG8=")"#, "hello"), (#""w6k".base64decode()"#, "é")], count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      guard let bytes = Base64.decode(arguments.text(0)) else {
        throw RuntimeFault(
          .argument, "\(QuotedText.value(arguments.text(0))) is not Base64",
          suggestion: "letters, digits, + and /, with = at the end")
      }
      return Value(String(decoding: bytes, as: UTF8.self))
    },
  ]
}
