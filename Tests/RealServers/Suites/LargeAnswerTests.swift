import TestSupport
import Testing

/// Answers without bound are cut, and many of them leave no trace in memory or descriptors.
@Suite(.needsServers, .serialized) struct LargeAnswerTests {
  @Test func aCompressedAnswerWithoutBoundIsCut() throws {
    // Text with zeros in it might be UTF-16, which can be searched as a whole only.
    let (outcome, samples) = try Self.sampled(Self.request("/bomb"))
    #expect(outcome.status == 0, "\(outcome.said)")
    #expect(
      outcome.stdout.hasPrefix("OnSuccess 200 OK text/plain 8388608 B\n"), "\(outcome.said.prefix(2000))")
    #expect(outcome.stdout.contains("the answer was cut at 8388608 B"))
    let most = samples.map(\.memory).max() ?? 0
    #expect(most < 400_000, "\(most) KB")
  }

  @Test func aGigabyteNeedsNoMemory() throws {
    let (outcome, samples) = try Self.sampled(Self.request("/huge"))
    // A build for debugging may need more time than a request has.
    #expect([0, 6].contains(outcome.status), "\(outcome.said)")
    if outcome.status == 0 { #expect(outcome.stdout.hasPrefix("OnSuccess 200 OK text/plain 1073741824 B\n")) }
    let most = samples.map(\.memory).max() ?? 0
    #expect(most < 200_000, "\(most) KB")
  }

  private static func request(_ path: String) -> String {
    """
    connection f { "baseUrl": "\(Servers.faults)", "requests": { "r": { "url": "\(path)", "timeoutMs": 90000 } } }
    test f r

    """
  }

  @Test func tenThousandRequestsKeepMemoryAndDescriptors() throws {
    let (outcome, samples) = try Self.sampled(
      """
      p = GetRESTProxy()
      wrong = 0
      FOR i = 1 TO 10000 {
        answer = p.MakeRestRequest("\(Servers.text("nginx", "plain"))/small", "", 0, "GET")
        IF p.StatusCode != 200 { wrong = wrong + 1 }
      }
      "wrong: {wrong}"

      """)
    #expect(outcome.status == 0, "\(outcome.said)")
    #expect(outcome.stdout == "wrong: 0\n", "\(outcome.said)")
    // The first have the start in them, the last may have the end.
    let steady = samples.dropFirst(samples.count / 4).dropLast(2)
    let (first, last) = (try #require(steady.first), try #require(steady.last))
    // The session keeps each exchange for its recording: less than 2 KB of them.
    #expect(last.memory - first.memory < 20_000, "from \(first.memory) KB to \(last.memory) KB")
    let descriptors = Set(steady.map(\.descriptors))
    #expect((descriptors.max() ?? 0) - (descriptors.min() ?? 0) <= 1, "\(descriptors)")
  }

  /// What the program held at one moment.
  struct Sample {
    /// Resident memory in KB.
    var memory: Int
    var descriptors: Int
  }

  /// Runs cells while a shell beside it looks at the process ten times a second.
  private static func sampled(_ cells: String) throws -> (ProcessRunner.Outcome, [Sample]) {
    let place = Workplace()
    place.folder.write(cells, to: "cells.snippet")
    let script = """
      "$0" run cells.snippet & pid=$!
      while kill -0 $pid 2>/dev/null; do
        memory=$(awk '/VmRSS/ { print $2 }' /proc/$pid/status 2>/dev/null)
        echo "${memory:-0} $(ls /proc/$pid/fd 2>/dev/null | wc -l)" >>samples
        sleep 0.1
      done
      wait $pid
      """
    let outcome = try ProcessRunner.run(
      "/bin/sh", ["-c", script, TestBinary.path], environment: ["HOME": place.folder.path],
      directory: place.folder.path, timeout: 240)
    let samples = (place.folder.read("samples") ?? "").split(separator: "\n").compactMap { line -> Sample? in
      let numbers = line.split(separator: " ").compactMap { Int($0) }
      return numbers.count == 2 && numbers[0] > 0 ? Sample(memory: numbers[0], descriptors: numbers[1]) : nil
    }
    return (outcome, samples)
  }
}
