import TextLayout

/// Reads what stands behind the text of a link.
enum LinkDestination {
  /// Longer addresses are no links, so that a text of many brackets is not read again from each.
  static let longest = 2_000
  private static let deepestParenthesis = 32

  /// The address of `(address "title")`, and where it ends.
  static func read(_ scalars: [Unicode.Scalar], from start: Int) -> (address: String, end: Int)? {
    guard start < scalars.count, scalars[start] == "(" else { return nil }
    let limit = min(scalars.count, start + longest)
    var place = start + 1
    func skipBlanks() { while place < limit, scalars[place].properties.isWhitespace { place += 1 } }
    skipBlanks()
    var address = ""
    if place < limit, scalars[place] == "<" {
      place += 1
      while place < limit, scalars[place] != ">", scalars[place] != "<", scalars[place] != "\n" {
        address.unicodeScalars.append(scalars[place])
        place += 1
      }
      guard place < limit, scalars[place] == ">" else { return nil }
      place += 1
    } else {
      var open = 0
      while place < limit, scalars[place].value > 0x20, scalars[place] != "\u{7F}" {
        if scalars[place] == "(" { open += 1 }
        if open > deepestParenthesis { return nil }
        if scalars[place] == ")" {
          if open == 0 { break }
          open -= 1
        }
        if scalars[place] == "\\", place + 1 < limit, scalars[place + 1].isASCIIPunctuation { place += 1 }
        address.unicodeScalars.append(scalars[place])
        place += 1
      }
    }
    skipBlanks()
    if place < limit, scalars[place] == "\"" || scalars[place] == "'" {
      let quote = scalars[place]
      place += 1
      while place < limit, scalars[place] != quote { place += 1 }
      place += 1
      skipBlanks()
    }
    guard place < limit, scalars[place] == ")" else { return nil }
    return (CharacterReferences.decoded(Array(address.utf8)[...], isAttribute: true), place + 1)
  }
}

/// The addresses that a page may lead to: of the web, of mail, or beside the page.
enum SafeLink {
  static func address(_ text: String) -> String? {
    // A browser leaves out tabs and line ends, so an address that holds any says something else than it shows.
    guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || (0x7F...0x9F).contains($0.value) })
    else {
      return nil
    }
    let scheme = text.prefix { !":/?#".contains($0) }
    guard scheme.endIndex < text.endIndex, text[scheme.endIndex] == ":" else { return text }
    return ["http", "https", "mailto"].contains(scheme.lowercased()) ? text : nil
  }
}

extension Unicode.Scalar {
  var isASCIIPunctuation: Bool {
    switch value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
