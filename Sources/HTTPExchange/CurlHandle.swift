import CCurl

/// One easy and one multi handle of libcurl, kept so that connections stay alive between requests.
///
/// Not safe to share; `CurlTransport` lets one request at a time in.
final class CurlHandle {
  let easy: UnsafeMutableRawPointer
  private let multi: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var connectList: UnsafeMutablePointer<curl_slist>?

  /// nil when libcurl cannot be had or memory is short.
  init?() {
    guard ccurl_load() == nil, let easy = ccurl_easy_init() else { return nil }
    guard let multi = ccurl_multi_init() else {
      ccurl_easy_cleanup(easy)
      return nil
    }
    self.easy = easy
    self.multi = multi
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    var pipeGuard = ccurl_pipe_guard()
    ccurl_pipe_guard_enter(&pipeGuard)
    ccurl_easy_cleanup(easy)
    ccurl_multi_cleanup(multi)
    ccurl_pipe_guard_leave(&pipeGuard)
    freeLists()
    errorText.deallocate()
  }

  /// Forgets all options, not the connections.
  func reset() {
    ccurl_easy_reset(easy)
    freeLists()
    errorText.pointee = 0
    set(CURLOPT_ERRORBUFFER, errorText)
  }

  private func freeLists() {
    ccurl_slist_free_all(headerList)
    ccurl_slist_free_all(connectList)
    headerList = nil
    connectList = nil
  }

  /// What libcurl says about the last failure; may be empty.
  var failureText: String { String(cString: errorText) }

  // An option an older libcurl does not know is left out: none of those we set changes the answer.

  func set(_ option: CURLoption, _ value: Int) {
    _ = ccurl_set_long(easy, option, value)
  }

  func set(_ option: CURLoption, offset value: Int) {
    _ = ccurl_set_offset(easy, option, curl_off_t(value))
  }

  func set(_ option: CURLoption, _ text: String) {
    _ = text.withCString { ccurl_set_pointer(easy, option, $0) }
  }

  func set(_ option: CURLoption, _ pointer: UnsafeRawPointer?) {
    _ = ccurl_set_pointer(easy, option, pointer)
  }

  func set(headers: [String]) {
    for line in headers { headerList = ccurl_slist_append(headerList, line) }
    set(CURLOPT_HTTPHEADER, headerList)
  }

  func set(connectTo rule: String) {
    connectList = ccurl_slist_append(connectList, rule)
    set(CURLOPT_CONNECT_TO, connectList)
  }

  func integer(_ info: CURLINFO) -> Int {
    var value = 0
    return ccurl_get_long(easy, info, &value) == CURLE_OK ? value : 0
  }

  private func microseconds(_ info: CURLINFO) -> Int {
    var value: curl_off_t = 0
    return ccurl_get_offset(easy, info, &value) == CURLE_OK ? Int(value) : 0
  }

  /// The phases of the transfer that has just ended.
  var timing: HTTPTiming {
    let lookup = microseconds(CURLINFO_NAMELOOKUP_TIME_T)
    let connect = microseconds(CURLINFO_CONNECT_TIME_T)
    let tls = microseconds(CURLINFO_APPCONNECT_TIME_T)
    let firstByte = microseconds(CURLINFO_STARTTRANSFER_TIME_T)
    let total = microseconds(CURLINFO_TOTAL_TIME_T)
    // Each of libcurl's marks counts from the start, and is 0 for a phase that did not happen.
    let ready = max(lookup, connect, tls)
    var timing = HTTPTiming()
    timing.nameLookup = lookup
    timing.connect = max(0, connect - lookup)
    timing.tlsHandshake = max(0, tls - connect)
    timing.firstByte = max(0, firstByte - ready)
    timing.body = max(0, total - max(firstByte, ready))
    timing.total = total
    return timing
  }

  /// How a transfer ended.
  enum Ending {
    case finished(CURLcode)
    case interrupted
  }

  /// Runs the transfer that was set up.
  ///
  /// `whileWaiting` is called when nothing arrived for `pause` milliseconds, and between pieces.
  func perform(
    into answer: IncomingAnswer, interruption: Interruption, pause: Int32, whileWaiting: () -> Void
  ) -> Ending {
    let context = Unmanaged.passUnretained(answer).toOpaque()
    _ = ccurl_set_callback(easy, CURLOPT_HEADERFUNCTION, headerArrived)
    _ = ccurl_set_callback(easy, CURLOPT_WRITEFUNCTION, bodyArrived)
    set(CURLOPT_HEADERDATA, context)
    set(CURLOPT_WRITEDATA, context)

    var pipeGuard = ccurl_pipe_guard()
    ccurl_pipe_guard_enter(&pipeGuard)
    defer { ccurl_pipe_guard_leave(&pipeGuard) }
    guard ccurl_multi_add_handle(multi, easy) == CURLM_OK else {
      return .finished(CURLE_FAILED_INIT)
    }
    defer { _ = ccurl_multi_remove_handle(multi, easy) }

    let descriptor = interruption.descriptor
    return withExtendedLifetime(answer) {
      while true {
        var running: Int32 = 0
        guard ccurl_multi_perform(multi, &running) == CURLM_OK else {
          return .finished(CURLE_FAILED_INIT)
        }
        var result = CURLE_OK
        if ccurl_multi_take_result(multi, &result) { return .finished(result) }
        if interruption.isInterrupted { return .interrupted }
        whileWaiting()
        guard ccurl_multi_poll(multi, descriptor, pause) == CURLM_OK else {
          return .finished(CURLE_FAILED_INIT)
        }
      }
    }
  }
}

// C calls these; they are plain functions because a closure could be taken to belong to an actor.

private func answer(_ context: UnsafeMutableRawPointer?) -> IncomingAnswer? {
  context.map { Unmanaged<IncomingAnswer>.fromOpaque($0).takeUnretainedValue() }
}

private func headerArrived(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return answer(context)?.receiveHeader(line) == true ? line.count : -1
}

private func bodyArrived(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return answer(context)?.receiveBody(piece) == true ? piece.count : -1
}
