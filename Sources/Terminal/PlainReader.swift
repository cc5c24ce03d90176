package import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads entries line by line from a terminal without a movable cursor, such as a shell buffer of an editor or a console
/// of a build.
///
/// The terminal edits the line and shows it, Ctrl-C is a signal, and no escape sequence is written.
package final class PlainReader: LineReader {
  package var draft: String?
  package var historyPath: String? {
    get { kept.path }
    set { kept.path = newValue }
  }
  private var kept: KeptHistory
  private let descriptor: Int32
  private let output: StandardOutput
  private let interruptDescriptor: Int32
  private let clearInterruption: () -> Void
  private var buffer: [UInt8] = []

  /// - Parameters:
  ///   - historyPath: the file that keeps the entries; nil keeps them for this session alone.
  ///   - interruptDescriptor: becomes readable at Ctrl-C, and stays so until `clearInterruption`.
  package init(
    historyPath: String?, descriptor: Int32 = 0, output: StandardOutput = StandardOutput(),
    interruptDescriptor: Int32, clearInterruption: @escaping () -> Void
  ) {
    kept = KeptHistory(path: historyPath)
    (self.descriptor, self.output) = (descriptor, output)
    (self.interruptDescriptor, self.clearInterruption) = (interruptDescriptor, clearInterruption)
  }

  package func next(prompt: String) -> InputEvent {
    let draft = draft
    self.draft = nil
    if let draft {
      let rows = EntryRows(margin: InteractiveShell.continuationPrompt)
      output.write(prompt + rows.shown(draft) + "\n(an empty line enters this)\n")
    }
    // It may have come while something ran.
    clearInterruption()
    output.write(prompt)
    let event = nextLine()
    return event == .text("") ? draft.map(InputEvent.text) ?? event : event
  }

  private func nextLine() -> InputEvent {
    while EndingSignals.received == nil {
      if let newline = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        defer { buffer.removeSubrange(...newline) }
        return .text(String(decoding: buffer[..<newline], as: UTF8.self))
      }
      switch fill() {
      case .bytes: continue
      case .interrupted:
        guard EndingSignals.received == nil else { return .endOfInput }
        buffer = []
        output.write("\n")
        return .interrupted
      case .end:
        // Ctrl-D in the middle of a line enters what was typed.
        guard !buffer.isEmpty else { return .endOfInput }
        buffer.append(UInt8(ascii: "\n"))
        output.write("\n")
      }
    }
    return .endOfInput
  }

  private enum Filling { case bytes, interrupted, end }

  private func fill() -> Filling {
    while true {
      var waiting = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: interruptDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 2, -1) > 0 else { continue }
      if waiting[1].revents != 0 { return .interrupted }
      // The terminal gives no more than a line.
      let count = withUnsafeTemporaryAllocation(byteCount: 4_096, alignment: 1) { piece in
        let count = read(descriptor, piece.baseAddress, piece.count)
        if count > 0 { buffer.append(contentsOf: piece[0..<count]) }
        return count
      }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      return count > 0 ? .bytes : .end
    }
  }

  package func remember(_ entry: String) { kept.add(entry) }

  package func maskHistory(with mask: (String) -> String) -> Bool { kept.mask(with: mask) }

  package var history: [String] {
    kept.load()
    return kept.entries.entries
  }
}
