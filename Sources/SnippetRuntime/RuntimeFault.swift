/// A run-time error before its place is known.
struct RuntimeFault: Error {
  var id: String
  var message: String
  var suggestion: String?

  init(_ id: String, _ message: String, suggestion: String? = nil) {
    self.id = "runtime." + id
    self.message = message
    self.suggestion = suggestion
  }
}
