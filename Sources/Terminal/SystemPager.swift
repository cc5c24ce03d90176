import Shell

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Shows what does not fit on the screen through `$PAGER`, or `less`, or screen by screen.
package final class SystemPager: Pager {
  private let environment: (String) -> String?
  private let write: (String) -> Void
  private let size: () -> TerminalSize?

  /// `write` shows text on the terminal, of which `size` is the size of now.
  package init(
    environment: @escaping (String) -> String?, write: @escaping (String) -> Void,
    size: @escaping () -> TerminalSize?
  ) {
    self.environment = environment
    self.write = write
    self.size = size
  }

  package func show(_ next: () -> String?, isHidden: (String, String) -> Bool) {
    var text = ""
    let fits = ScreenMeasure(size())
    while fits.mayHold(text) {
      guard let piece = next() else {
        write(text)
        return
      }
      text += piece
    }
    var first: String? = text
    func rest() -> String? {
      defer { first = nil }
      return first ?? next()
    }
    guard let command else {
      while let piece = rest() { write(piece) }
      return
    }
    if let command, let program = PagerProcess(command, isHidden: isHidden) {
      guard !program.show(rest) else { return }
      // It could not be run; what it took is lost to it.
      first = text
    }
    MorePrompt(write: write, measure: fits).show(rest)
  }

  /// The program; nil in the first place shows all at once, nil in the second without one.
  private var command: String?? {
    if let named = environment("PAGER") { return named.isEmpty || named == "cat" ? nil : .some(named) }
    let folders = (environment("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    return .some(folders.contains { access("\($0)/less", X_OK) == 0 } ? "less -FRX" : nil)
  }
}

/// Tells whether a text fits on a screen.
struct ScreenMeasure {
  let columns: Int
  /// One line is left for the prompt.
  let rows: Int

  init(_ size: TerminalSize?) {
    columns = max(1, size?.columns ?? 80)
    rows = max(1, (size?.rows ?? 24) - 1)
  }

  /// How many rows a text takes.
  func height(of text: some StringProtocol) -> Int {
    EntryLayout.lastRow(of: Self.withoutColours(text), columns: columns)
  }

  /// A quick look first: most texts are short.
  func mayHold(_ text: String) -> Bool {
    text.utf8.count < rows || text.utf8.count <= rows * columns * 16 && height(of: text) <= rows
  }

  private static func withoutColours(_ text: some StringProtocol) -> String {
    var result = ""
    var isInColour = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" {
        isInColour = true
      } else if !isInColour {
        result.unicodeScalars.append(scalar)
      } else if scalar == "m" {
        isInColour = false
      }
    }
    return result
  }
}
