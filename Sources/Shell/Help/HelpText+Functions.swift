import SnippetRuntime
import TextLayout

extension HelpText {
  /// All functions by family, a line or two each.
  static var functions: String {
    let families = BuiltinFunctions.families.map { family in
      "\(family.title)\n" + wrapped(family.functions.map(\.name))
    }
    let properties = "Properties of a REST proxy\n" + wrapped(RESTProxy.properties.map(\.name))
    return """
      \((families + [properties]).joined(separator: "\n"))

      Each is called as f(x, ...) or x.f(...). Two properties: x.size, the number of
      elements, and o.member.$value, the raw value. Nothing counts as 0 where a number
      is wanted, and as empty text. Positions count Unicode code points from 1.
      :help NAME shows one with examples; :help dates tells of dates and formats.
      """
  }

  /// Help on one function, proxy method or proxy property; nil when there is none.
  package static func function(_ name: String) -> String? {
    // `p.AddHeader` is what a person reads in a signature.
    let bare = name.split(separator: ".").last.map(String.init) ?? name
    if let builtin = BuiltinFunctions.named(bare) { return text(of: builtin) }
    guard let property = RESTProxy.properties.first(where: { $0.name.lowercased() == bare.lowercased() })
    else { return nil }
    return """
      p.\(property.name)
      \(lines(of: property.help).joined(separator: "\n"))
        \(property.isReadOnly ? "It can only be read." : "It can be set: p.\(property.name) = ...")
        A property of the REST proxy p = GetRESTProxy(), stated on the vendor's pages.
      """
  }

  private static func text(of builtin: BuiltinInfo) -> String {
    var lines = [builtin.signature]
    lines += Self.lines(of: builtin.help)
    if builtin.isProxyMethod { lines.append("  A method of the REST proxy p = GetRESTProxy().") }
    lines += ["  \(builtin.mark.words)", "", "  for example"]
    var rows: [[String]] = []
    for example in builtin.examples {
      let source = example.source.split(separator: "\n").map { "    \($0)" }
      let result = example.result.map { $0.isEmpty ? "gives an empty text" : "gives \($0)" }
      // Cells of several lines stand apart.
      if source.count > 1, !rows.isEmpty { rows.append([""]) }
      rows += source.dropLast().map { [$0] } + [[source.last ?? ""] + (result.map { [$0] } ?? [])]
    }
    var table = TextTable.lines(rows)
    if table.split(separator: "\n").contains(where: { displayWidth(of: String($0)) > 80 }) {
      table = rows.flatMap { row in row.prefix(1) + row.dropFirst().map { "      " + $0 } }
        .joined(separator: "\n")
    }
    return (lines + [table]).joined(separator: "\n")
  }

  /// The lines of a text, set in; those that are too wide for a screen are wrapped.
  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n").map { line in
      line.utf8.count > 78
        ? wrapped(line.split(separator: " ").map(String.init), gap: " ") : "  \(line)"
    }
  }
}

extension BuiltinInfo.Mark {
  /// The mark in words.
  fileprivate var words: String {
    switch self {
    case .stated: "Stated on the vendor's pages."
    case .inferred: "Inferred from samples; the vendor's pages do not describe it."
    case .ours: "Patchbay's own; the platform may not have it."
    }
  }
}
