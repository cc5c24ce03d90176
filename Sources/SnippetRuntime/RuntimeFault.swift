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
}
