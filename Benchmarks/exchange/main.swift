import HTTPExchange

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Times N requests over one connection through Patchbay's own transport: what it adds to libcurl before a session does
/// anything with an answer. The sibling of `http/baseline.c`.

func stop(_ text: String, _ status: Int32) -> Never {
  _ = (text + "\n").withCString { write(2, $0, strlen($0)) }
  exit(status)
}

guard CommandLine.arguments.count > 2, let number = Int(CommandLine.arguments[2]), number > 0 else {
  stop("usage: exchange-benchmark URL N", 64)
}
let transport = CurlTransport()
let interruption = Interruption()
let request = HTTPRequest(method: "GET", url: CommandLine.arguments[1])
do throws(TransportError) {
  // The first request opens the connection and is not counted.
  _ = try transport.send(request, interruption: interruption)
  let start = ContinuousClock.now
  for _ in 0..<number { _ = try transport.send(request, interruption: interruption) }
  print((ContinuousClock.now - start) / number / .milliseconds(1))
} catch {
  stop("\(error)", 1)
}
