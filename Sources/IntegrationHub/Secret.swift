/// Where a secret's value comes from (hub spec, section 3.2).
package enum SecretSource: Equatable, Sendable {
  case typed
  case environment(String)

  /// How a transcript names it, such as `env CRM_SECRET`.
  package var label: String {
    switch self {
    case .typed: "typed"
    case .environment(let name): "env \(name)"
    }
  }
}

/// A variable whose value is never shown again.
struct Secret {
  var reference: SecretReference
  var source: SecretSource
  /// nil when the source gave none; `missing` then says why and what to do.
  var value: String?
  var missing: String
}
