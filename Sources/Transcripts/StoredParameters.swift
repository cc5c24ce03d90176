/// The parameters of a query or the fields of a form as a recording stores them, still encoded.
struct StoredParameters {
  /// The parameters that are not empty, in order.
  let fields: [HARField]

  /// Cuts a text at `&` and the first `=`; those inside of references are no signs.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    var fields: [HARField] = []
    var (start, index) = (0, 0)
    var equals: Int?
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    func end() {
      if start < index {
        fields.append(
          HARField(part(start..<(equals ?? index)), part((equals.map { $0 + 1 } ?? index)..<index)))
      }
      start = index + 1
      equals = nil
    }
    while index < bytes.count {
      if let end = StoredReference.end(in: bytes, from: index) {
        index = end
        continue
      }
      if bytes[index] == UInt8(ascii: "&") { end() }
      if bytes[index] == UInt8(ascii: "="), equals == nil { equals = index }
      index += 1
    }
    end()
    self.fields = fields
  }

  /// The parameters sorted by name; those of one name stay in their order, and an empty value is as good as none.
  var inOneOrder: String {
    let order = fields.indices.sorted { left, right in
      let (name, other) = (fields[left].name.utf8, fields[right].name.utf8)
      return name.elementsEqual(other) ? left < right : name.lexicographicallyPrecedes(other)
    }
    return order.map { fields[$0] }.map {
      $0.value.isEmpty && !$0.name.isEmpty ? $0.name : "\($0.name)=\($0.value)"
    }
    .joined(separator: "&")
  }
}
