/// A stretch of a drift as it is shown.
package enum DriftSection: Equatable, Sendable {
  /// Places inside one JSON value.
  case values([JSONChange])
  /// Lines that differ, with lines that fit around them.
  case lines(UnifiedDiff.Hunk)
}

extension OutputDrift {
  /// The hunks as they are shown, in the order of the expected output, with `context` lines around.
  package func sections(context: Int = 3) -> [DriftSection] { sections(of: hunks, context: context) }

  /// One hunk as it is shown.
  package func sections(of hunk: Hunk, context: Int = 3) -> [DriftSection] {
    sections(of: [hunk], context: context)
  }

  private func sections(of hunks: [Hunk], context: Int) -> [DriftSection] {
    let source = Array(expected.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    // Values that differ are no context.
    let values = self.hunks.compactMap { if case .value = $0.content { $0.oldLines } else { nil } }
    var sections: [DriftSection] = []
    var group: [Hunk] = []
    func flush(upTo end: Int) {
      guard let first = group.first, let last = group.last else { return }
      let floor = values.last { $0.upperBound <= first.oldLines.lowerBound }?.upperBound ?? 0
      let ceiling = values.first { $0.lowerBound >= last.oldLines.upperBound }?.lowerBound ?? source.count
      let start = max(floor, first.oldLines.lowerBound - context)
      let stop = min(ceiling, end, last.oldLines.upperBound + context)
      func text(_ line: Int) -> UnifiedDiff.Line {
        .init(kind: .context, text: String(decoding: source[line], as: UTF8.self), isUnended: false)
      }
      var lines: [UnifiedDiff.Line] = []
      var at = start
      for hunk in group {
        guard case .lines(let old, let new) = hunk.content else { continue }
        lines += (at..<hunk.oldLines.lowerBound).map(text)
        lines += old.map { .init(kind: .removed, text: $0, isUnended: false) }
        lines += new.map { .init(kind: .added, text: $0, isUnended: false) }
        at = hunk.oldLines.upperBound
      }
      lines += (at..<max(at, stop)).map(text)
      let before = max(0, first.newLines.lowerBound - (first.oldLines.lowerBound - start))
      sections.append(
        .lines(
          .init(
            old: start..<max(at, stop), new: before..<(last.newLines.upperBound + max(0, stop - at)),
            lines: lines)))
      group = []
    }
    var shown: Range<Int>?
    for hunk in hunks {
      switch hunk.content {
      case .value(let change):
        flush(upTo: hunk.oldLines.lowerBound)
        if shown == hunk.oldLines, case .values(let before)? = sections.last {
          sections[sections.count - 1] = .values(before + [change])
        } else {
          sections.append(.values([change]))
        }
        shown = hunk.oldLines
      case .lines:
        if let last = group.last, hunk.oldLines.lowerBound - last.oldLines.upperBound > 2 * context {
          flush(upTo: hunk.oldLines.lowerBound)
        }
        group.append(hunk)
        shown = nil
      }
    }
    flush(upTo: source.count)
    return sections
  }
}
