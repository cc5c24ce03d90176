import JSON

/// The practice service without its socket: requests in, answers out.
///
/// Not safe to share; the server calls it on its one event loop.
final class SandboxService {
  private var state = SandboxState()
  private let clock: () -> Int

  static let routes: [Route] =
    DescriptionRoutes.all + OAuthRoutes.all + ConsentRoutes.all + ProofRoutes.all + CustomerRoutes.all
    + OrderRoutes.all
    + SearchRoutes.all + AwkwardRoutes.all + AwkwardBodies.all + AwkwardErrors.all + EchoRoutes.all
    + StreamRoutes.all
    + StandIn.routes

  /// - Parameter clock: Milliseconds from any fixed point; token lifetimes are measured with it.
  init(clock: @escaping () -> Int) {
    self.clock = clock
  }

  /// Everything as seeded again; tokens given out before are void.
  func reset() {
    state = SandboxState()
  }

  func handle(_ request: SandboxRequest) -> SandboxResponse {
    state.now = clock()
    var allowed: [String] = []
    for route in Self.routes {
      guard let parameters = route.match(request.segments) else { continue }
      guard serves(route, request.method) else {
        allowed.append(route.method)
        continue
      }
      if route.requiresToken, let refusal = state.tokens.refusal(of: request, now: state.now) {
        return refusal
      }
      var request = request
      request.pathParameters = parameters
      return route.handler(request, &state)
    }
    guard !allowed.isEmpty else {
      return .error(
        404, "not_found", "Nothing is at \(request.path)",
        extra: [.init("hint", "GET / describes everything this service has")])
    }
    let allow: (name: String, value: String) = ("Allow", allowed.joined(separator: ", "))
    if request.method == "OPTIONS" { return SandboxResponse(status: 204, headers: [allow]) }
    return .error(
      405, "method_not_allowed", "\(request.path) does not take \(request.method)", headers: [allow])
  }

  private func serves(_ route: Route, _ method: String) -> Bool {
    route.method == method || route.method == "*" || (method == "HEAD" && route.method == "GET")
  }
}
