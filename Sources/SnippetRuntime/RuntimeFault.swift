/// A run-time error before its place is known.
struct RuntimeFault: Error {
  var id: RuntimeDiagnosticID
  var message: String
  var suggestion: String?

  init(_ id: RuntimeDiagnosticID, _ message: String, suggestion: String? = nil) {
    self.id = id
    self.message = message
    self.suggestion = suggestion
  }

  /// The error with the name of the function before it, unless a script raised it or it names the function itself.
  func named(_ function: String) -> RuntimeFault {
    if case .thrown = id { return self }
    if message.lowercased().contains(function.lowercased()) { return self }
    return RuntimeFault(id, "\(function): \(message)", suggestion: suggestion)
  }
}
