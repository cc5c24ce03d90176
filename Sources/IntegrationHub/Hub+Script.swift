package import HTTPExchange

extension Hub {
  /// Sends what a script asks of its REST proxy, under the same rules as a connection's requests.
  package func sendForScript(_ request: HTTPRequest) throws(TransportError) -> HTTPResponse {
    if let reason = refusal?(request.url) { throw .unreachable(.send, message: reason) }
    learn(from: request, of: Self.scriptConnection)
    let response = try transport.send(keepingSecretsWithinOrigin(request), interruption: interruption)
    learn(from: response, of: Self.scriptConnection)
    return response
  }

  /// Where credentials belong that a script holds outside of any connection.
  package static let scriptConnection = "script"
}
