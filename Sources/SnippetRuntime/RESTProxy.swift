package import JSON
import SnippetSyntax

/// What `GetRESTProxy()` gives, or the read-only status of a Connect action.
package final class RESTProxy {
  package internal(set) var statusCode: Int
  package internal(set) var statusDescription: String
  package internal(set) var contentType: String
  package internal(set) var timeoutSeconds: Double = 10
  /// False for the status of an action that is over.
  package let canSend: Bool
  var headers: [RESTProxyRequest.Header] = []

  /// A proxy that a script can send with.
  init() {
    statusCode = 0
    statusDescription = ""
    contentType = "application/x-www-form-urlencoded"
    canSend = true
  }

  /// The read-only status of a request that was made elsewhere.
  package init(statusCode: Int, statusDescription: String, contentType: String) {
    self.statusCode = statusCode
    self.statusDescription = statusDescription
    self.contentType = contentType
    canSend = false
  }

  /// The status as JSON, for listings.
  package var jsonValue: JSONValue {
    .object(
      JSONObject([
        .init("StatusCode", .number(String(statusCode))),
        .init("StatusDescription", .string(statusDescription)),
        .init("ContentType", .string(contentType)),
      ]))
  }
}

extension RESTProxy {
  /// What help and completion know of the properties.
  package static let properties: [(name: String, isReadOnly: Bool, help: String)] = [
    (
      "StatusCode", true,
      "The status code of the last answer; 0 before the first request, -1 when there was no proper answer."
    ),
    ("StatusDescription", true, "The words beside the status code, or why there was no proper answer."),
    (
      "ContentType", false,
      "The type of the body that is sent; application/x-www-form-urlencoded unless it is set."
    ),
    ("ProxyTimeoutSeconds", false, "How long to wait for an answer; 10 seconds unless it is set."),
  ]

  /// The value of a property, found whatever its case.
  func property(_ name: String) throws(RuntimeFault) -> Value {
    switch name.lowercased() {
    case "statuscode": return Value(statusCode)
    case "statusdescription": return Value(statusDescription)
    case "contenttype": return Value(contentType)
    case "proxytimeoutseconds": return NumberText.value(NumberFormat.text(timeoutSeconds))
    case "$value": return .null
    default: throw RESTProxy.unknownProperty(name)
    }
  }

  private static func unknownProperty(_ name: String) -> RuntimeFault {
    let names = properties.map(\.name)
    return RuntimeFault(
      .unknownProperty, "a REST proxy has no property \(QuotedText.value(name))",
      suggestion: NearestName.of(name, in: names).map { "did you mean '\($0)'?" }
        ?? names.joined(separator: ", "))
  }

  /// Sets one of the two properties that a script may set.
  func setProperty(_ name: String, to value: Value) throws(RuntimeFault) {
    switch (name.lowercased(), canSend) {
    case ("contenttype", true): contentType = value.displayText
    case ("proxytimeoutseconds", true):
      let seconds = value.number.asDouble
      guard seconds > 0, seconds.isFinite else {
        throw RuntimeFault(
          .proxyTimeout, "ProxyTimeoutSeconds must be a number above 0, not '\(value.displayText)'")
      }
      timeoutSeconds = seconds
    case ("statuscode", _), ("statusdescription", _), ("contenttype", false), ("proxytimeoutseconds", false):
      throw RuntimeFault(.readOnly, "\(name) of a proxy can only be read")
    default: throw RESTProxy.unknownProperty(name)
    }
  }
}
