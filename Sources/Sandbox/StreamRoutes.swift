import JSON

/// Answers that come bit by bit, and one that is longer than anybody wants in memory; none needs a token.
enum StreamRoutes {
  private static let longestPause = 60_000
  private static let mostPieces = 1_000_000

  static let all = [
    stream(
      "events", "Server-sent events: one for each order that changes, then one that says goodbye.",
      type: "text/event-stream"
    ) { number, count in
      let start = number == 1 ? ": practice events\n\nretry: 3000\n" : ""
      guard number < count || count == 0 else {
        return "\(start)event: done\nid: \(number)\ndata: That was all.\n\n"
      }
      return "\(start)event: order\nid: \(number)\ndata: \(order(number))\n\n"
    },
    stream("lines", "JSON values, one a line (NDJSON).", type: "application/x-ndjson") { number, _ in
      "\(order(number))\n"
    },
    stream(
      "records", "JSON values between record separators (RFC 7464).", type: "application/json-seq"
    ) { number, _ in "\u{1E}\(order(number))\n" },
    Route(
      "GET", "/stream/big", "A JSON array that is as long as asked for, made while it is sent.",
      query: ["mb": "about how many megabytes, up to 4096; 16 unless given"]
    ) { request, _ in
      guard let size = request.number("mb", default: 16, in: 0...4096) else {
        return .error(400, "invalid_parameter", "mb must be a whole number from 0 to 4096")
      }
      var response = SandboxResponse(status: 200, headers: [("Content-Type", "application/json")])
      let last = size * recordsOfMegabyte / recordsOfPiece
      response.stream = SandboxResponse.Stream(count: last + 2) { index in
        guard index > 0 else { return Array("[".utf8) }
        guard index <= last else { return Array("\n{\"id\":0,\"text\":\"the end\"}]\n".utf8) }
        return records(from: (index - 1) * recordsOfPiece + 1)
      }
      return response
    },
  ]

  private static func stream(
    _ name: String, _ summary: String, type: String,
    _ piece: @escaping @Sendable (_ number: Int, _ count: Int) -> String
  ) -> Route {
    Route(
      "GET", "/stream/\(name)", summary,
      query: [
        "n": "how many; 5 unless given, 0 for as long as the client stays",
        "ms": "milliseconds between two; 100 unless given",
      ]
    ) { request, _ in
      guard let count = request.number("n", default: 5, in: 0...mostPieces),
        let pause = request.number("ms", default: 100, in: 0...longestPause)
      else {
        return .error(
          400, "invalid_parameter", "n must be 0 to \(mostPieces), ms 0 to \(longestPause)")
      }
      var response = SandboxResponse(
        status: 200, headers: [("Content-Type", type), ("Cache-Control", "no-store")])
      response.stream = SandboxResponse.Stream(
        count: count == 0 ? nil : count, pauseMilliseconds: count == 0 ? max(1, pause) : pause
      ) { Array(piece($0 + 1, count).utf8) }
      return response
    }
  }

  private static func order(_ number: Int) -> String {
    let status = ["open", "paid", "shipped"][number % 3]
    return JSONValue.object(["order": JSONValue(1000 + number), "status": .string(status)]).text(.compact)
  }

  // MARK: The big one

  private static let recordsOfPiece = 500
  /// Records of a hundred bytes.
  private static let recordsOfMegabyte = 10_000

  private static func records(from first: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(recordsOfPiece * 101)
    for id in first..<first + recordsOfPiece {
      let number = String(id)
      text += "\n{\"id\":\(number),\"text\":\"The quick brown fox jumps over the lazy dog.".utf8
      text += repeatElement(UInt8(ascii: "."), count: max(0, 37 - number.utf8.count))
      text += "\"},".utf8
    }
    return text
  }
}
