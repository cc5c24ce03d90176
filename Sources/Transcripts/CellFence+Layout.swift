package import JSON

extension CellFence {
  /// How the fences were written by hand, where the writer would choose otherwise.
  ///
  /// Set, it takes what it understands; what would break a fence is not written.
  package var layout: JSONObject {
    get {
      var object = JSONObject()
      object["fence"] = sourceLayout.object
      if output != nil {
        if gap != CellFence.usualGap { object["gap"] = .string(gap) }
        object["outputFence"] = outputLayout.object
      }
      return object
    }
    set {
      sourceLayout = FenceLayout(newValue["fence"])
      outputLayout = FenceLayout(newValue["outputFence"])
      let kept = newValue["gap"]?.stringValue ?? CellFence.usualGap
      let isBlank = kept.utf8.allSatisfy { $0 == 0x0A || TranscriptLines.isBlank($0) }
      gap = isBlank && (kept.isEmpty || kept.utf8.last == 0x0A) ? kept : CellFence.usualGap
    }
  }

  static let usualGap = "\n"
}

extension FenceLayout {
  /// The members that say something; nil when none does.
  fileprivate var object: JSONValue? {
    var object = JSONObject()
    object["closing"] = closing.map { .string($0) }
    if holdsEmptyLine { object["emptyLine"] = true }
    object["indents"] = indents.map { .array($0.map { JSONValue($0) }) }
    object["opening"] = opening.map { .string($0) }
    if endsWithoutNewline { object["unended"] = true }
    return object.isEmpty ? nil : .object(object)
  }

  fileprivate init(_ value: JSONValue?) {
    guard let value else { return }
    opening = Self.line(value["opening"])
    closing = Self.line(value["closing"])
    let indents = value["indents"]?.arrayValue?.compactMap(\.intValue)
    self.indents = indents.flatMap { $0.allSatisfy((0..<4).contains) ? $0 : nil }
    holdsEmptyLine = value["emptyLine"]?.boolValue ?? false
    endsWithoutNewline = value["unended"]?.boolValue ?? false
  }

  private static func line(_ value: JSONValue?) -> String? {
    value?.stringValue.flatMap { $0.utf8.contains(0x0A) ? nil : $0 }
  }
}
