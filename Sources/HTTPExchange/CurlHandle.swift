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
  /// What the options that stay from one request to the next are set for.
  var configuration: CurlConfiguration?
  private var jars: [TransportSettings.Cookies: CookieJar] = [:]

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
    ccurl_slist_free_all(headerList)
    ccurl_slist_free_all(connectList)
    errorText.deallocate()
  }

  /// Forgets all options, not the connections.
  func reset() {
    configuration = nil
    ccurl_easy_reset(easy)
    set(CURLOPT_SHARE, nil as UnsafeRawPointer?)
    ccurl_slist_free_all(headerList)
    ccurl_slist_free_all(connectList)
    headerList = nil
    connectList = nil
    set(CURLOPT_ERRORBUFFER, errorText)
    _ = ccurl_set_callback(easy, CURLOPT_HEADERFUNCTION, headerArrived)
    _ = ccurl_set_callback(easy, CURLOPT_WRITEFUNCTION, bodyArrived)
    _ = ccurl_set_debug_callback(easy, rawArrived)
  }

  /// What libcurl says about the last failure; may be empty.
  var failureText: String { String(cString: errorText) }

  // An option an older libcurl does not know is mostly left out: it does not change the answer. Where it does, the
  // caller looks at the result.

  @discardableResult
  func set(_ option: CURLoption, _ value: Int) -> Bool {
    ccurl_set_long(easy, option, value) == CURLE_OK
  }

  func set(_ option: CURLoption, offset value: Int) {
    _ = ccurl_set_offset(easy, option, curl_off_t(value))
  }

  @discardableResult
  func set(_ option: CURLoption, _ text: String) -> Bool {
    text.withCString { ccurl_set_pointer(easy, option, $0) == CURLE_OK }
  }

  func set(_ option: CURLoption, _ pointer: UnsafeRawPointer?) {
    _ = ccurl_set_pointer(easy, option, pointer)
  }

  func set(headers: [String]) {
    guard !headers.isEmpty || headerList != nil else { return }
    ccurl_slist_free_all(headerList)
    headerList = nil
    for line in headers { headerList = ccurl_slist_append(headerList, line) }
    set(CURLOPT_HTTPHEADER, headerList)
  }

  func set(connectTo rules: [String]) {
    for rule in rules { connectList = ccurl_slist_append(connectList, rule) }
    set(CURLOPT_CONNECT_TO, connectList)
  }

  /// Sends the cookies of a jar, which is opened at its first use, and collects new ones in it.
  func set(cookies: TransportSettings.Cookies) throws(TransportError) {
    guard cookies != .off else { return }
    // No file, but without it a share's cookies lie idle.
    set(CURLOPT_COOKIEFILE, "")
    if jars[cookies] == nil { jars[cookies] = try CookieJar(cookies, handle: self) }
    set(CURLOPT_SHARE, jars[cookies]?.share)
  }

  /// What the jar in use holds.
  func contents(of cookies: TransportSettings.Cookies) throws(TransportError) -> [HTTPCookie] {
    try jars[cookies]?.contents(of: self) ?? []
  }

  /// The lines of a jar that was used already; nil for another.
  func cookieLines(of cookies: TransportSettings.Cookies) -> [String]? {
    guard let jar = jars[cookies], let reader = CurlHandle() else { return nil }
    reader.set(CURLOPT_COOKIEFILE, "")
    reader.set(CURLOPT_SHARE, jar.share)
    defer { reader.set(CURLOPT_SHARE, nil as UnsafeRawPointer?) }
    return reader.list(CURLINFO_COOKIELIST)
  }

  /// The codings that this libcurl asks for when it may choose.
  static var codings: String { String(cString: ccurl_codings()) }

  func list(_ info: CURLINFO) -> [String] {
    var list: UnsafeMutablePointer<curl_slist>?
    guard ccurl_get_list(easy, info, &list) == CURLE_OK else { return [] }
    defer { ccurl_slist_free_all(list) }
    var result: [String] = []
    var next = list
    while let entry = next {
      result.append(String(cString: entry.pointee.data))
      next = entry.pointee.next
    }
    return result
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
    body: [UInt8]?, into answer: IncomingAnswer, interruption: Interruption, pause: Int32,
    whileWaiting: () -> Void
  ) -> Ending {
    let context = Unmanaged.passUnretained(answer).toOpaque()
    set(CURLOPT_HEADERDATA, context)
    set(CURLOPT_WRITEDATA, context)
    set(CURLOPT_DEBUGDATA, context)
    if configuration?.settings.decompresses == true {
      answer.codingBegins = { [easy] in _ = ccurl_set_long(easy, CURLOPT_VERBOSE, 1) }
    }
    errorText.pointee = 0
    return withExtendedLifetime(answer) {
      guard let body else { return run(interruption: interruption, pause: pause, whileWaiting) }
      return body.withUnsafeBytes { bytes in
        // libcurl takes nil for "no body at all", and an empty array's address may be nil.
        withUnsafeBytes(of: UInt8(0)) { none in
          set(CURLOPT_POSTFIELDSIZE_LARGE, offset: body.count)
          set(CURLOPT_POSTFIELDS, bytes.baseAddress ?? none.baseAddress)
          defer { set(CURLOPT_POSTFIELDS, nil as UnsafeRawPointer?) }
          return run(interruption: interruption, pause: pause, whileWaiting)
        }
      }
    }
  }

  private func run(interruption: Interruption, pause: Int32, _ whileWaiting: () -> Void) -> Ending {
    var pipeGuard = ccurl_pipe_guard()
    let isGuarded = configuration?.mayUseTLS != false
    if isGuarded { ccurl_pipe_guard_enter(&pipeGuard) }
    defer { if isGuarded { ccurl_pipe_guard_leave(&pipeGuard) } }
    guard ccurl_multi_add_handle(multi, easy) == CURLM_OK else {
      return .finished(CURLE_FAILED_INIT)
    }
    defer {
      _ = ccurl_multi_remove_handle(multi, easy)
      set(CURLOPT_VERBOSE, 0)
    }

    let descriptor = interruption.descriptor
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
