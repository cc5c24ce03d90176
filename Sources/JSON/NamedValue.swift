/// A name and the text that goes with it; order and duplicates are kept.
package struct NamedValue: Equatable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension NamedValue {
  /// Reads an object, or a list of pairs under any of the usual member names (hub spec, 6.1).
  package static func list(from json: JSONValue) -> [NamedValue]? {
    switch json {
    case .object(let object):
      var result: [NamedValue] = []
      for member in object.members {
        if let list = member.value.arrayValue {
          for item in list {
            guard let text = item.scalarText else { return nil }
            result.append(NamedValue(member.name, text))
          }
        } else if let text = member.value.scalarText {
          result.append(NamedValue(member.name, text))
        } else {
          return nil
        }
      }
      return result
    case .array(let list):
      var result: [NamedValue] = []
      for item in list {
        guard let object = item.objectValue,
          let name = text(in: object, under: ["name", "key", "header", "parameter"]),
          let value = text(in: object, under: ["value", "val"])
        else { return nil }
        result.append(NamedValue(name, value))
      }
      return result
    case .string(""): return []
    default: return nil
    }
  }

  private static func text(in object: JSONObject, under names: [String]) -> String? {
    object.members.first { names.contains($0.name.lowercased()) }
      .flatMap { $0.value.scalarText }
  }
}
