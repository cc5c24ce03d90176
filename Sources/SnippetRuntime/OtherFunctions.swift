import Encodings

extension BuiltinFunctions {
  static let others: [BuiltinInfo] = [
    .init(
      "throw", "text", .inferred, "Ends the Snippet with an error of this text.",
      [("IF 0 { throw(\"no order\") }", nil)], count: 1...1, hasResult: false
    ) { (_, arguments) throws(RuntimeFault) in
      let text = arguments.text(0)
      throw RuntimeFault(.thrown, text.isEmpty ? "throw() was called without a text" : text)
    },
    .init(
      "savetodb", "v, n", .inferred, "Saves a value on the platform; does nothing here.",
      [("savetodb(\"x\", 1)", nil)], count: 2...2, hasResult: false
    ) { (_, _) throws(RuntimeFault) in .null },
    .init(
      "newguid", "", .ours, "A new random identifier (UUID version 4).",
      [("newguid()", nil), ("newguid().length()", "36")], count: 0...0
    ) { (machine, _) throws(RuntimeFault) in
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
