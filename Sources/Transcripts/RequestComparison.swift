import JSON

/// A place at which a request differs from a recorded one, in stored texts.
package struct RequestDifference: Equatable, Sendable {
  /// Where, such as `parameter page` or `body $.items[0].price`.
  package var place: String
  /// What was recorded; nil where there was nothing.
  package var recorded: String?
  /// What is asked for; nil where there is nothing.
  package var asked: String?
  /// What happened, as the differences of outputs say it.
  package var word: String

  init(_ place: String, _ recorded: String?, _ asked: String?, word: String? = nil) {
    self.place = place
    self.recorded = recorded
    self.asked = asked
    self.word = word ?? (recorded == nil ? "new" : asked == nil ? "missing" : "value changed")
  }
}

/// Says what differs between a recorded request and one that is asked for.
package struct RequestComparison {
  private let recorded: HARRequest
  private let asked: HARRequest
  /// Whether two stored texts say the same.
  private let isSame: (String, String) -> Bool
  private static let mostChanges = 100

  /// Compares two requests as they are stored.
  package init(_ recorded: HARRequest, _ asked: HARRequest, by isSame: @escaping (String, String) -> Bool) {
    self.recorded = recorded
    self.asked = asked
    self.isSame = isSame
  }

  /// What differs but for the body: method, server, segments of the path, parameters by name.
  package var addressDifferences: [RequestDifference] {
    let (url, other) = (StoredURL(recorded.url), StoredURL(asked.url))
    return changed("method", recorded.method, asked.method) + changed("server", url.server, other.server)
      + segments(url.pathSegments, other.pathSegments)
      + fields("parameter", url.queryString, other.queryString)
  }

  /// What differs in the body: fields by name, JSON by path, else its size and the first place.
  ///
  /// `plain` gives what stands behind the references in a body.
  package func bodyDifferences(plain: ([UInt8]) -> [UInt8]) -> [RequestDifference] {
    let empty = HARRequest.Body(mimeType: "", bytes: [])
    let (body, other) = (recorded.body ?? empty, asked.body ?? empty)
    guard body.bytes != other.bytes, !isSame(body.text, other.text) else { return [] }
    if let form = body.form, let others = other.form {
      return fields("form field", form.fields, others.fields)
    }
    if let value = body.container, let others = other.container {
      return JSONComparison.differences(value, others, limit: Self.mostChanges).compactMap { change in
        let (old, new) = (change.old?.text(.compact), change.new?.text(.compact))
        if let old, let new, isSame(old, new) { return nil }
        return RequestDifference("body \(change.place)", old, new, word: change.word)
      }
    }
    let (bytes, others) = (plain(body.bytes), plain(other.bytes))
    func size(_ bytes: [UInt8]) -> String? { bytes.isEmpty ? nil : "\(bytes.count) B" }
    var difference = RequestDifference("body", size(bytes), size(others))
    if !bytes.isEmpty, !others.isEmpty { difference.word = "from \(Self.place(bytes, others)) on" }
    return changed("content type", body.mimeType, other.mimeType) + [difference]
  }

  private func changed(_ place: String, _ old: String, _ new: String) -> [RequestDifference] {
    guard !isSame(old, new) else { return [] }
    return [RequestDifference(place, old.isEmpty ? nil : old, new.isEmpty ? nil : new)]
  }

  /// How many segments of the paths are the same, counted from both ends.
  package var sharedSegments: Int {
    let (start, end) = sharedEnds(StoredURL(recorded.url).pathSegments, StoredURL(asked.url).pathSegments)
    return start + end
  }

  private func sharedEnds(_ old: [String], _ new: [String]) -> (start: Int, end: Int) {
    let shorter = min(old.count, new.count)
    let start = (0..<shorter).first { !isSame(old[$0], new[$0]) } ?? shorter
    let end = (0..<shorter - start).first { !isSame(old[old.count - 1 - $0], new[new.count - 1 - $0]) }
    return (start, end ?? shorter - start)
  }

  /// The segments between those that are the same at both ends.
  private func segments(_ old: [String], _ new: [String]) -> [RequestDifference] {
    if old.count == new.count {
      return old.indices.flatMap { changed("path segment \($0 + 1)", old[$0], new[$0]) }
    }
    let (start, end) = sharedEnds(old, new)
    func middle(_ segments: [String]) -> String? {
      let range = start..<segments.count - end
      return range.isEmpty ? nil : "/" + segments[range].joined(separator: "/")
    }
    return [RequestDifference("path segment \(start + 1)", middle(old), middle(new))]
  }

  /// Parameters by name, those of one name in their order.
  private func fields(_ kind: String, _ old: [HARField], _ new: [HARField]) -> [RequestDifference] {
    var waiting: [String: [String]] = [:]
    for field in new.reversed() { waiting[field.name, default: []].append(field.value) }
    var differences: [RequestDifference] = []
    for field in old {
      let value = waiting[field.name]?.popLast()
      if let value, isSame(field.value, value) { continue }
      differences.append(RequestDifference("\(kind) \(field.name)", field.value, value))
    }
    for field in new {
      // What is left of a name are its last ones.
      guard let values = waiting.removeValue(forKey: field.name) else { continue }
      differences += values.reversed().map { RequestDifference("\(kind) \(field.name)", nil, $0) }
    }
    return differences
  }

  /// Where two texts part, by line and column; of other bodies by the byte.
  private static func place(_ bytes: [UInt8], _ others: [UInt8]) -> String {
    let same = zip(bytes, others).prefix { $0 == $1 }.count
    guard String(validating: bytes, as: UTF8.self) != nil, String(validating: others, as: UTF8.self) != nil
    else { return "byte \(same + 1)" }
    let before = String(decoding: bytes[..<same], as: UTF8.self)
    let line = before.utf8.reversed().prefix { $0 != 0x0A }
    let column = String(decoding: line.reversed(), as: UTF8.self).count + 1
    return "line \(before.utf8.count { $0 == 0x0A } + 1), column \(column)"
  }
}
