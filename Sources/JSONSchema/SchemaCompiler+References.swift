import Encodings
import JSON

/// Joins schemas by what they refer to.
extension SchemaCompiler {
  func resolveReferences() throws(SchemaError) {
    var later: [SchemaReference] = []
    var index = 0
    while index < references.count {
      // What a pointer leads to may give names that other references need.
      if try !resolve(references[index], isLast: false) { later.append(references[index]) }
      try drain()
      index += 1
    }
    for reference in later { _ = try resolve(reference, isLast: true) }
  }

  private func resolve(_ reference: SchemaReference, isLast: Bool) throws(SchemaError) -> Bool {
    guard let target = try target(of: reference, isLast: isLast) else { return false }
    _ = schema(at: target)
    if reference.keyword == "$ref" {
      rules[reference.place]?.reference = target
    } else {
      let name = ExactText(PercentEncoding.decode(reference.address.fragment ?? ""))
      let isDynamic = dynamicAnchors[places[target].resource]?[name] == target
      rules[reference.place]?.dynamicReference = DynamicReference(
        place: target, anchor: isDynamic ? name : nil)
    }
    return true
  }

  /// The place that a reference means; nil when nothing has that name so far.
  private func target(of reference: SchemaReference, isLast: Bool) throws(SchemaError) -> Int? {
    func fault(_ message: String) -> SchemaError {
      SchemaError(location: "\(pointer(to: reference.place))/\(reference.keyword)", message: message)
    }
    var address = reference.address
    if let base = addresses[places[reference.place].resource] { address = address.resolved(against: base) }
    guard let resource = resources[ExactText(address.document)] else {
      if !isLast { return nil }
      throw fault(
        "refers to \(ShownValue.line(address.document)), which is not in this schema; nothing is loaded, so put it under $defs"
      )
    }
    let fragment = PercentEncoding.decode(reference.address.fragment ?? "")
    if fragment.isEmpty { return resource }
    if fragment.hasPrefix("/") {
      guard let place = place(at: JSONPointer.tokens(fragment), from: resource) else {
        throw fault("refers to \(ShownValue.line("#" + fragment)), where nothing stands")
      }
      return place
    }
    guard let place = anchors[resource]?[ExactText(fragment)] else {
      if !isLast { return nil }
      throw fault("refers to \(ShownValue.line("#" + fragment)), but no $anchor has that name")
    }
    return place
  }

  private func place(at tokens: [String], from start: Int) -> Int? {
    var place = start
    for token in tokens {
      let value: JSONValue?
      switch places[place].value {
      case .object(let object): value = object[token]
      case .array(let elements):
        value = Int(token).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      default: value = nil
      }
      guard let value else { return nil }
      place = child(token, value, of: place)
    }
    return place
  }

  /// Refuses schemas that ask themselves of the same value, and so would never end.
  func refuseLoops() throws(SchemaError) {
    var isDone: Set<Int> = []
    for start in rules.keys.sorted() where !isDone.contains(start) {
      var path: [(place: Int, next: [Int])] = [(start, rules[start]?.sameValue ?? [])]
      var isOpen: Set<Int> = [start]
      while let last = path.indices.last {
        guard let next = path[last].next.popLast() else {
          isOpen.remove(path[last].place)
          isDone.insert(path[last].place)
          path.removeLast()
          continue
        }
        if isOpen.contains(next) {
          throw SchemaError(
            location: pointer(to: next),
            message: "refers to itself without going into the value, so it never ends")
        }
        if isDone.contains(next) { continue }
        isOpen.insert(next)
        path.append((next, rules[next]?.sameValue ?? []))
      }
    }
  }
}
