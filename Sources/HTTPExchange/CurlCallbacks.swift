import CCurl

// C calls these; they are plain functions because a closure could be taken to belong to an actor.

private func answer(_ context: UnsafeMutableRawPointer?) -> IncomingAnswer? {
  context.map { Unmanaged<IncomingAnswer>.fromOpaque($0).takeUnretainedValue() }
}

func headerArrived(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return answer(context)?.receiveHeader(line) == true ? line.count : -1
}

func bodyArrived(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int {
  let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return answer(context)?.receiveBody(piece) == true ? piece.count : -1
}

func rawArrived(
  _ easy: UnsafeMutableRawPointer?, _ kind: curl_infotype, _ bytes: UnsafeMutablePointer<CChar>?,
  _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int32 {
  if kind == CURLINFO_DATA_IN {
    answer(context)?.receiveRaw(UnsafeRawBufferPointer(start: bytes, count: count))
  }
  return 0
}
