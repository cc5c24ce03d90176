#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Shows text screen by screen where there is no pager.
struct MorePrompt {
  let write: (String) -> Void
  let measure: ScreenMeasure

  private static let question = "\u{1B}[7m-- more: blank, Enter for one line, q to stop --\u{1B}[0m"
  private static let wiped = "\r\u{1B}[K"

  private enum Answer { case page, line, stop }

  func show(_ next: () -> String?) {
    var left = measure.rows
    var rest = ""
    while true {
      while let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) {
        let line = rest[...end]
        let height = max(1, measure.height(of: line))
        if left < height {
          switch ask() {
          case .page: left = measure.rows
          case .line: left = height
          case .stop: return
          }
        }
        write(String(line))
        left -= height
        rest = String(rest[rest.index(after: end)...])
      }
      guard let piece = next() else { break }
      rest += piece
    }
    write(rest)
  }

  private func ask() -> Answer {
    write(Self.question)
    defer { write(Self.wiped) }
    guard TerminalRestorer.arm(STDIN_FILENO) else { return .stop }
    defer { TerminalRestorer.restore() }
    var mode = termios()
    guard tcgetattr(STDIN_FILENO, &mode) == 0 else { return .stop }
    mode.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    withUnsafeMutableBytes(of: &mode.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &mode) == 0 else { return .stop }
    while EndingSignals.received == nil {
      var byte: UInt8 = 0
      // A read would go on after a signal; this ends.
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, -1) < 0, errno == EINTR { continue }
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return .stop }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "f"): return .page
      case 0x0A, 0x0D, UInt8(ascii: "j"): return .line
      case UInt8(ascii: "q"), UInt8(ascii: "Q"), 0x03, 0x04: return .stop
      default: break
      }
    }
    return .stop
  }
}
