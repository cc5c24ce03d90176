import CCurl

/// Sends requests with libcurl, which is loaded at the first one.
///
/// Safe to share between threads: requests wait for each other.
package final class CurlTransport: HTTPTransport, @unchecked Sendable {
  /// The loopback port that stands in for a host; nil for every host on the network.
  package typealias HostOverride = @Sendable (_ host: String) -> Int?

  let userAgent: String
  let hostOverride: HostOverride
  private let progress: (@Sendable (TransferProgress) -> Void)?
  private let lock = TransferLock()
  // Touched only while the lock is held.
  private var handle: CurlHandle?
  private var lastAddress: (text: String, address: HTTPAddress)?

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
    try send(request, to: nil, interruption: interruption)
  }

  package func send(
    _ request: HTTPRequest, to receiver: (any BodyReceiver)?, interruption: Interruption
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
    var address = try parsed(request.url)
    let firstURL = request.url
    var redirects: [HTTPRedirect] = []
    var timing = HTTPTiming()
    while true {
      if interruption.isInterrupted { throw .interrupted }
      let mayFollow = redirects.count < request.maximumRedirects
      func target(_ answer: IncomingAnswer) -> HTTPAddress? {
        guard mayFollow, RedirectPolicy.isRedirect(answer.status), let location = answer.location,
          let target = address.following(location: location),
          !RedirectPolicy.withholdsBody(answer.status, of: request, from: address, to: target)
        else { return nil }
        return target
      }
      let answer = IncomingAnswer(bodyLimit: request.maximumBodyBytes, receiver: receiver) {
        target($0) == nil
      }
      try exchange(
        request, address: address, into: answer, handle: handle, clock: clock, interruption: interruption)
      timing.add(handle.timing)

      if let target = target(answer) {
        redirects.append(HTTPRedirect(status: answer.status, location: target.url))
        request = RedirectPolicy.request(after: answer.status, of: request, from: address, to: target)
        address = target
        continue
      }
      answer.end()
      var response = HTTPResponse(
        status: answer.status,
        reason: answer.reason.isEmpty ? ReasonPhrase.standard(for: answer.status) : answer.reason,
        version: answer.version, headers: answer.headers, body: answer.body,
        isTruncated: answer.isTruncated,
        finalURL: redirects.isEmpty ? firstURL : address.url, redirects: redirects,
        timing: timing)
      if receiver != nil, answer.receivedBytes > answer.body.count {
        response.recordedBodySize = answer.receivedBytes
      }
      response.streamEnding = answer.streamEnding
      response.cookies = try handle.contents(of: request.transport.cookies)
      return response
    }
  }

  /// The cookies of a jar as lines of the Netscape format; a file that was not used yet is read and not kept.
  func cookieLines(of cookies: TransportSettings.Cookies) throws(TransportError) -> [String] {
    lock.lock()
    defer { lock.unlock() }
    if let lines = handle?.cookieLines(of: cookies) { return lines }
    guard case .file(let path) = cookies else { return [] }
    return try CookieJar.validLines(ofFile: path)
  }

  /// The parts of a URL; the last one is remembered, since the same is often asked again.
  private func parsed(_ url: String) throws(TransportError) -> HTTPAddress {
    if let lastAddress, lastAddress.text == url { return lastAddress.address }
    let address = try HTTPAddress(parsing: url)
    lastAddress = (url, address)
    return address
  }

  /// One request and its answer, without following anything.
  private func exchange(
    _ request: HTTPRequest, address: HTTPAddress, into answer: IncomingAnswer, handle: CurlHandle,
    clock: TransferClock, interruption: Interruption
  ) throws(TransportError) {
    let override = hostOverride(address.host).map {
      CurlConfiguration.Override(host: address.host, port: $0)
    }
    let remaining = clock.remainingMilliseconds
    guard remaining > 0 else { throw .timedOut(milliseconds: request.timeoutMilliseconds) }

    try handle.configure(
      CurlConfiguration(
        settings: request.transport, userAgent: userAgent, override: override, scheme: address.scheme))
    try handle.prepare(request, address: address)
    handle.set(CURLOPT_TIMEOUT_MS, remaining)

    var lastReport = 0
    var isLimited = true
    let ending = handle.perform(
      body: request.bodyToSend, into: answer, interruption: interruption, pause: progress == nil ? 1000 : 100
    ) {
      if answer.isStream {
        // From here on the time of a stream counts; libcurl looks at it anew each time it is called.
        if isLimited {
          isLimited = false
          handle.set(CURLOPT_TIMEOUT_MS, min(clock.elapsedMilliseconds + request.streamMilliseconds, 1 << 30))
        }
        return
      }
      guard let progress else { return }
      let elapsed = clock.elapsedMilliseconds
      guard elapsed - lastReport >= 100 else { return }
      lastReport = elapsed
      progress(
        TransferProgress(
          bytesReceived: answer.receivedBytes, totalBytes: answer.announcedLength,
          elapsedMilliseconds: elapsed))
    }

    switch ending {
    case .interrupted where answer.isStream:
      answer.stop(by: .interrupted)
    case .interrupted:
      throw .interrupted
    case .finished(CURLE_OPERATION_TIMEDOUT) where answer.isStream:
      answer.stop(by: .timeLimit)
    case .finished(CURLE_OK) where answer.isWhole:
      return
    case .finished(CURLE_WRITE_ERROR) where answer.isCut:
      return
    case .finished(CURLE_OPERATION_TIMEDOUT):
      throw .timedOut(milliseconds: request.timeoutMilliseconds)
    case .finished(let code):
      throw TransferFailure(
        // libcurl takes a head or a compressed body that breaks off for a whole one.
        code: code == CURLE_OK ? CURLE_PARTIAL_FILE : code, address: address, libraryText: handle.failureText,
        systemError: Int32(truncatingIfNeeded: handle.integer(CURLINFO_OS_ERRNO)),
        hasTooManyHeaders: answer.hasTooManyHeaders, isInHead: answer.isInHead,
        hasAnswer: answer.status != 0,
        isNewTLS: handle.timing.tlsHandshake > 0 && handle.integer(CURLINFO_NUM_CONNECTS) > 0,
        contentEncoding: answer.contentEncoding, settings: request.transport, isOverridden: override != nil
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
