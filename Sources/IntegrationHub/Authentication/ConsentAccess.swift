/// The person at the terminal and their browser, as far as an authorization needs them.
package protocol ConsentAccess: AnyObject {
  /// Says something that no transcript records.
  func show(_ text: String)
  /// Shows an address and opens it in the person's browser, if there is one.
  ///
  /// `shown` is the address without secrets, and the browser gets none of the variables in `hiding`.
  func open(_ url: String, shown: String, hiding: Set<String>)
  /// Listens on this machine for the browser to come back.
  func listen(at address: LoopbackAddress) throws(HubError) -> any LoopbackListener
  /// Waits; false when it was interrupted.
  func pause(milliseconds: Int) -> Bool
}

/// A listener on a loopback address that takes one request at a time.
package protocol LoopbackListener: AnyObject {
  var port: Int { get }
  /// The target of the next request, such as `/callback?code=...`.
  func next(milliseconds: Int) -> LoopbackEvent
  /// Answers the request that came last.
  func answer(status: Int, html: String)
  func close()
}

/// What came while a listener waited.
package enum LoopbackEvent: Equatable, Sendable {
  case request(target: String)
  case timedOut
  case interrupted
}
