import HTTPExchange
import Redaction

extension Hub {
  /// A redirect to another host gets no header and no body that holds a known secret.
  func keepingSecretsWithinOrigin(_ request: HTTPRequest) -> HTTPRequest {
    var request = request
    request.keepsBodyWithinOrigin = request.body.map { redactor.redact($0, escapes: false) != nil } ?? false
    for index in request.headers.indices where !request.headers[index].isSensitive {
      let value = Array(request.headers[index].value.utf8)
      request.headers[index].isSensitive = redactor.redact(value, escapes: false) != nil
    }
    return request
  }
}
