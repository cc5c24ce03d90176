import FuzzTargets

/// What libFuzzer calls with each input; the name of the program says which target it feeds.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let failure = target.failure(on: bytes) { fatalError("\(target.rawValue): \(failure)") }
  return 0
}

private let target: FuzzTarget = {
  let name = CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? ""
  guard let target = FuzzTarget(rawValue: name) else { fatalError("there is no fuzz target '\(name)'") }
  return target
}()
