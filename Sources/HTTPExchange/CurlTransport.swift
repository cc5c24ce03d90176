import CCurl

/// Sends requests with libcurl, which is loaded at the first one.
///
/// Safe to share between threads: requests wait for each other.
package final class CurlTransport: HTTPTransport, @unchecked Sendable {
  /// The loopback port that stands in for a host; nil for every host on the network.
  package typealias HostOverride = @Sendable (_ host: String) -> Int?

  private let userAgent: String
  private let hostOverride: HostOverride
  private let progress: (@Sendable (TransferProgress) -> Void)?
  private let lock = TransferLock()
  // Both are touched only while the lock is held.
  private var handle: CurlHandle?

  /// Makes a transport; nothing is loaded or opened yet.
  ///
  /// - Parameters:
  ///   - userAgent: Sent unless a request has a `User-Agent` of its own.
  ///   - hostOverride: Asked for each request's host in lower case. A host that is given a port is
  ///   reached at 127.0.0.1 on that port, never through a proxy; its `Host` header stays.
  ///   - progress: Called at most every 100 ms while an answer is awaited, on the sending thread.
  package init(
    userAgent: String = "patchbay", hostOverride: @escaping HostOverride = { _ in nil },
    progress: (@Sendable (TransferProgress) -> Void)? = nil
  ) {
    self.userAgent = userAgent
    self.progress = progress
    self.hostOverride = hostOverride
  }

  /// Loads libcurl, which takes some milliseconds, so that the first request need not.
  ///
  /// Returns what is missing, or nil. For a background thread while a person types.
  @discardableResult
  package static func preload() -> String? {
    ccurl_load().map { String(cString: $0) }
  }

  package func send(
    _ request: HTTPRequest, interruption: Interruption
  ) throws(TransportError) -> HTTPResponse {
    lock.lock()
    defer { lock.unlock() }
    if let problem = Self.preload() { throw .unreachable(.library, message: problem) }
    if handle == nil { handle = CurlHandle() }
    guard let handle else {
      throw .unreachable(.library, message: "libcurl could not be started")
    }

    let clock = TransferClock(limitMilliseconds: request.timeoutMilliseconds)
    var request = request
    var address = try HTTPAddress(parsing: request.url)
    let firstURL = request.url
    var redirects: [HTTPRedirect] = []
    var timing = HTTPTiming()
    while true {
      if interruption.isInterrupted { throw .interrupted }
      let answer = try exchange(
        request, address: address, handle: handle, clock: clock, interruption: interruption)
      timing.add(handle.timing)

      if RedirectPolicy.isRedirect(answer.status), redirects.count < request.maximumRedirects,
        let location = answer.header("location"),
        let target = address.following(location: location),
        !RedirectPolicy.withholdsBody(answer.status, of: request, from: address, to: target)
      {
        redirects.append(HTTPRedirect(status: answer.status, location: target.url))
        request = RedirectPolicy.request(
          after: answer.status, of: request, from: address, to: target)
        address = target
        continue
      }
      return HTTPResponse(
        status: answer.status,
        reason: answer.reason.isEmpty
          ? ReasonPhrase.standard(for: answer.status) : answer.reason,
        version: answer.version, headers: answer.headers, body: answer.body,
        isTruncated: answer.isTruncated,
        finalURL: redirects.isEmpty ? firstURL : address.url, redirects: redirects,
        timing: timing)
    }
  }

  /// One request and its answer, without following anything.
  private func exchange(
    _ request: HTTPRequest, address: HTTPAddress, handle: CurlHandle, clock: TransferClock,
    interruption: Interruption
  ) throws(TransportError) -> IncomingAnswer {
    let port = hostOverride(address.host)
    let remaining = clock.remainingMilliseconds
    guard remaining > 0 else { throw .timedOut(milliseconds: request.timeoutMilliseconds) }

    handle.reset()
    try handle.prepare(request, address: address, userAgent: userAgent)
    handle.set(CURLOPT_TIMEOUT_MS, remaining)
    if let port {
      handle.set(connectTo: "\(address.host)::127.0.0.1:\(port)")
      handle.set(CURLOPT_NOPROXY, "*")
    }

    let answer = IncomingAnswer(bodyLimit: request.maximumBodyBytes)
    var lastReport = clock.elapsedMilliseconds
    let ending = handle.perform(
      into: answer, interruption: interruption, pause: progress == nil ? 1000 : 100
    ) {
      guard let progress else { return }
      let elapsed = clock.elapsedMilliseconds
      guard elapsed - lastReport >= 100 else { return }
      lastReport = elapsed
      progress(
        TransferProgress(
          bytesReceived: answer.body.count, totalBytes: answer.announcedLength,
          elapsedMilliseconds: elapsed))
    }

    switch ending {
    case .interrupted:
      throw .interrupted
    case .finished(CURLE_OK):
      return answer
    case .finished(CURLE_WRITE_ERROR) where answer.isTruncated:
      return answer
    case .finished(CURLE_OPERATION_TIMEDOUT):
      throw .timedOut(milliseconds: request.timeoutMilliseconds)
    case .finished(let code):
      throw TransferFailure(
        code: code, address: address, libraryText: handle.failureText,
        systemError: Int32(truncatingIfNeeded: handle.integer(CURLINFO_OS_ERRNO)),
        hasTooManyHeaders: answer.hasTooManyHeaders, isOverridden: port != nil
      ).error
    }
  }
}

/// Counts a request's time from its beginning, redirects included.
private struct TransferClock {
  private let start = ContinuousClock.now
  private let limitMilliseconds: Int

  init(limitMilliseconds: Int) {
    self.limitMilliseconds = limitMilliseconds
  }

  var elapsedMilliseconds: Int {
    let elapsed = (ContinuousClock.now - start).components
    return Int(elapsed.seconds) * 1000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
  }

  /// libcurl takes a 32-bit number; three weeks are limit enough.
  var remainingMilliseconds: Int {
    min(limitMilliseconds.subtractingReportingOverflow(elapsedMilliseconds).partialValue, 1 << 30)
  }
}

extension HTTPTiming {
  fileprivate mutating func add(_ other: HTTPTiming) {
    nameLookup += other.nameLookup
    connect += other.connect
    tlsHandshake += other.tlsHandshake
    firstByte += other.firstByte
    body += other.body
    total += other.total
  }
}
