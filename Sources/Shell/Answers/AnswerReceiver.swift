import HTTPExchange
import IntegrationHub
import Redaction

/// Takes the answer to a request as it comes: a stream is shown, and what is too long for memory goes to a file.
final class AnswerReceiver: BodyReceiver {
  /// Set by the transport before each request.
  var bodyLimit = SessionSettings.usualBodyLimit
  /// Whether all of the last answer's body was shown while it came.
  private(set) var hasShownBody = false

  private unowned let hub: Hub
  private let folder: () -> String
  private let show: (OutputPart) -> Void
  /// Called when a stream begins.
  private let beginStream: (HTTPHead) -> Void
  private var head: HTTPHead?
  private var live: LiveStream?
  private var long: LongBody?
  private var isCut = false

  init(
    hub: Hub, folder: @escaping () -> String, show: @escaping (OutputPart) -> Void,
    beginStream: @escaping (HTTPHead) -> Void
  ) {
    self.hub = hub
    self.folder = folder
    self.show = show
    self.beginStream = beginStream
  }

  var isStream: Bool { live != nil }

  func begin(_ head: HTTPHead) {
    hasShownBody = false
    self.head = head
    (long, live, isCut) = (nil, nil, false)
    guard let format = head.streamFormat, AnswerText.mayBeUTF8(head) else { return }
    hub.learn(fromHead: head)
    if format == .events { hub.learnEventSpellings() }
    live = LiveStream(format, hub: hub, show: show)
    beginStream(head)
  }

  func bodyExceeds(_ kept: [UInt8]) {
    // Text in another character set must be read as a whole before it can be searched, so it is cut.
    guard let head, AnswerText.mayBeUTF8(head), !AnswerText.isText(head) || !kept.prefix(4_096).contains(0)
    else {
      isCut = true
      return
    }
    long = LongBody(head, hub: hub, folder: folder(), excerptLimit: min(bodyLimit, LongBody.longestExcerpt))
    _ = kept.withUnsafeBytes { long?.append($0) }
  }

  func receive(_ piece: UnsafeRawBufferPointer) -> Bool {
    live?.append(piece)
    return long?.append(piece) ?? !isCut
  }

  /// Says of an answer that has ended what is known of its body; gives the file with all of it, if there is one.
  func complete(_ response: inout HTTPResponse) -> BodyDestination? {
    if let live {
      live.finish()
      hasShownBody = live.isShown
      // Stopped on purpose, it is not cut.
      if response.streamEnding != nil { response.isTruncated = false }
    }
    // What is kept of it is all that is known of it.
    if isCut { response.recordedBodySize = nil }
    guard let long else { return nil }
    let isStored = long.finish()
    if let failure = long.failure { hub.warn(failure) }
    guard isStored else {
      response.recordedBodySize = nil
      return nil
    }
    response.body = long.excerpt
    response.isTruncated = long.failure != nil
    response.recordedBodySize = long.count
    response.summary = long.summary(live.map { Session.count($0.count, $0.noun) })
    return long.file
  }

  /// The body was shown, and the next answer begins anew.
  func takeShown() -> Bool {
    defer { hasShownBody = false }
    return hasShownBody
  }

  /// Lets go of what belongs to one answer.
  func forget() {
    // Of a stream that broke off, what came last may still be held back.
    if let live, !hasShownBody { live.finish() }
    (head, live, long) = (nil, nil, nil)
  }
}
