import Encodings

extension BuiltinFunctions {
  static let encodings: [BuiltinInfo] = [
    .init(
      "urlencode", "s", .inferred, "The text for a URL; a space becomes %20.", "urlencode(\"a b&c\")",
      "a%20b%26c",
      count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(PercentEncoding.encode(arguments.text(0))) },
    .init(
      "urldecode", "s", .ours, "The text that was encoded for a URL.", "urldecode(\"a%20b\")", "a b",
      count: 1...1
    ) {
      (_, arguments) throws(RuntimeFault) in
      Value(PercentEncoding.decode(arguments.text(0), plusIsBlank: true))
    },
    .init(
      "htmlencode", "s", .ours, "The text for HTML.", "htmlencode(\"a<b\")", "a&lt;b", count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(MarkupEncoding.encode(arguments.text(0))) },
    .init(
      "htmldecode", "s", .ours, "The text that was encoded for HTML.", "htmldecode(\"a&lt;b\")", "a<b",
      count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(MarkupEncoding.decode(arguments.text(0))) },
    .init(
      "base64encode", "s", .ours, "The text as Base64.", "base64encode(\"hello\")", "aGVsbG8=", count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in Value(Base64.encode(Array(arguments.text(0).utf8))) },
    .init(
      "base64decode", "s", .ours, "The text that was encoded as Base64.", "base64decode(\"aGVsbG8=\")",
      "hello",
      count: 1...1
    ) { (_, arguments) throws(RuntimeFault) in
      guard let bytes = Base64.decode(arguments.text(0)) else {
        throw RuntimeFault(.argument, "'\(arguments.text(0).prefix(40))' is not Base64")
      }
      return Value(String(decoding: bytes, as: UTF8.self))
    },
    .init("newguid", "", .ours, "A new random identifier.", "newguid()", nil, count: 0...0) {
      (machine, _) throws(RuntimeFault) in
      var bytes = Array(machine.host.randomBytes(16).prefix(16))
      bytes += [UInt8](repeating: 0, count: 16 - bytes.count)
      bytes[6] = bytes[6] & 0x0F | 0x40
      bytes[8] = bytes[8] & 0x3F | 0x80
      var text = Hexadecimal.encode(bytes)
      for place in [20, 16, 12, 8] { text.insert("-", at: text.index(text.startIndex, offsetBy: place)) }
      return Value(text)
    },
  ]
}
