extension HelpText {
  /// What `:help streams` shows.
  static let streams = """
    An answer of one of these types is shown while it comes; Ctrl-C ends it, and
    what came is the answer:
      text/event-stream                         event by event
      application/x-ndjson, ndjson or jsonl     line by line
      application/json-seq                      value by value
    The variable gets the text as it came, and :body shows it. A transcript keeps
    the first and the last lines. The timeout counts to the beginning of the body;
    "streamMs", in a connection or a request, says how long a stream may last after
    that (600000 unless given).

    An answer that is longer than :set body-limit (8M unless set) goes to a file
    without a name, redacted. A script gets its beginning as text; :body shows all
    of it, and :body > FILE writes it.

    What does not fit on the screen goes through $PAGER, or less; PAGER=cat shows
    all at once.

    for example
      connection s { "baseUrl": "http://sandbox.test/stream" }
      request s events { "url": "/events" }
      connectrequest s events
    """
}
