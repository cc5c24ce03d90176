package import HTTPExchange
package import JSON

extension Hub {
  /// Sends what a script asks of its REST proxy, under the same rules as a connection's requests.
  package func sendForScript(_ request: HTTPRequest) throws(TransportError) -> HTTPResponse {
    if let reason = refusal?(request.url) { throw .unreachable(.send, message: reason) }
    learn(from: request, of: Self.scriptConnection)
    let response = try transport.send(keepingSecretsWithinOrigin(request), interruption: interruption)
    learn(from: response, of: Self.scriptConnection)
    return response
  }

  /// Sends what the REST action of a script asks, which belongs to no connection: no `[[ ]]`, no live token.
  ///
  /// `payload` has the members of a requestPayload.
  package func callREST(_ payload: JSONObject) -> ActionOutcome {
    var outcome = ActionOutcome()
    do {
      let request = try restRequest(payload, notes: &outcome.notes)
      let response = try sendForScript(request)
      outcome.judge(response)
      noteLimits(of: response, to: request, in: &outcome)
    } catch let error as HubError {
      outcome.failure = .init(error)
    } catch let error as TransportError {
      outcome.failure = .init(error)
    } catch {
      outcome.failure = .init(.unreachable, "\(error)")
    }
    return outcome
  }

  private func restRequest(_ payload: JSONObject, notes: inout [String]) throws(HubError) -> HTTPRequest {
    var brackets = IncomingBrackets(areExpanded: false)
    let text = brackets.take(JSONValue.object(payload).text(.compact))
    let parts = RequestParts(try StudioPayload(parsing: text, brackets))
    let expansion = VariableExpansion(
      value: { _ in nil }, knownNames: [], connection: Self.scriptConnection)
    let connection = Connection(name: Self.scriptConnection)
    return try build(
      parts, expansion, RequestDefinition(name: connection.name), of: connection, notes: &notes)
  }

  /// Where credentials belong that a script holds outside of any connection.
  package static let scriptConnection = "script"
}
