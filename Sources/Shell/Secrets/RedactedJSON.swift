import JSON
import Redaction

/// Texts of a value are redacted one by one, and not its written form, so that the result stays JSON.
extension JSONValue {
  /// The value with every secret replaced and every literal placeholder escaped.
  func redacted(by redactor: Redactor) -> JSONValue { mapped { redactor.redact($0) } }

  /// The value as views of variables show it.
  func redacted(by mask: VariableMask) -> JSONValue { mapped { mask.redact($0) } }

  /// A redacted value with what was learnt since masked too; the references in it stay.
  func masked(by redactor: Redactor) -> JSONValue { mapped { redactor.mask($0) } }

  private func mapped(_ change: (String) -> String) -> JSONValue {
    switch self {
    case .string(let text): .string(change(text))
    case .number(let text): { $0 == text ? self : .string($0) }(change(text))
    case .array(let items): .array(items.map { $0.mapped(change) })
    case .object(let object):
      .object(JSONObject(object.members.map { .init(change($0.name), $0.value.mapped(change)) }))
    case .null, .bool: self
    }
  }
}
