/// A date format of .NET with the names of its invariant culture: custom letters, or one letter of a standard format.
struct DatePattern {
  /// One piece of a format.
  private enum Piece {
    case literal(Character)
    case field(Character, Int)
  }

  private var pieces: [Piece] = []
  /// True when the date is turned to UTC before it is written.
  private(set) var isUniversal = false
  /// True when the distance from UTC is written.
  var usesZone: Bool {
    pieces.contains { piece in
      if case .field(let letter, _) = piece { letter == "z" || letter == "K" } else { false }
    }
  }

  /// What each standard letter stands for.
  private static let standard: [(letter: Character, format: String)] = [
    ("d", "MM/dd/yyyy"), ("D", "dddd, dd MMMM yyyy"), ("f", "dddd, dd MMMM yyyy HH:mm"),
    ("F", "dddd, dd MMMM yyyy HH:mm:ss"), ("g", "MM/dd/yyyy HH:mm"), ("G", "MM/dd/yyyy HH:mm:ss"),
    ("M", "MMMM dd"), ("m", "MMMM dd"), ("O", "yyyy-MM-ddTHH:mm:ss.fffffffK"),
    ("o", "yyyy-MM-ddTHH:mm:ss.fffffffK"), ("R", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"),
    ("r", "ddd, dd MMM yyyy HH:mm:ss 'GMT'"), ("s", "yyyy-MM-ddTHH:mm:ss"), ("t", "HH:mm"),
    ("T", "HH:mm:ss"), ("u", "yyyy-MM-dd HH:mm:ssZ"), ("U", "dddd, dd MMMM yyyy HH:mm:ss"),
    ("Y", "yyyy MMMM"), ("y", "yyyy MMMM"),
  ]

  init(_ format: String) throws(RuntimeFault) {
    let letters = Array(format)
    guard letters.count == 1 else {
      try read(letters)
      return
    }
    guard let entry = DatePattern.standard.first(where: { $0.letter == letters[0] }) else {
      let advice =
        Self.fieldLetters.contains(letters[0])
        ? "write '%\(format)' for the part alone" : "d D f F g G M O R s t T u U Y, or letters such as yyyy"
      throw Self.fault("'\(format)' alone is no format for a date", advice)
    }
    isUniversal = entry.letter == "U"
    try read(Array(entry.format))
  }

  private static let fieldLetters: Set<Character> = [
    "d", "f", "F", "g", "h", "H", "K", "m", "M", "s", "t", "y", "z",
  ]

  private mutating func read(_ letters: [Character]) throws(RuntimeFault) {
    var position = 0
    while position < letters.count {
      let letter = letters[position]
      switch letter {
      case "\\":
        guard position + 1 < letters.count else {
          throw Self.fault("the format ends with '\\'", "write \\\\ for the character itself")
        }
        pieces.append(.literal(letters[position + 1]))
        position += 2
      case "'", "\"": position = try readQuoted(letters, from: position)
      case "%":
        guard position + 1 < letters.count, letters[position + 1] != "%" else {
          throw Self.fault("'%' needs one letter behind it", "write \\% for the character itself")
        }
        position = try readField(letters, at: position + 1, limit: 1)
      default: position = try readField(letters, at: position, limit: .max)
      }
    }
  }

  private mutating func readQuoted(_ letters: [Character], from start: Int) throws(RuntimeFault) -> Int {
    var position = start + 1
    while position < letters.count, letters[position] != letters[start] {
      if letters[position] == "\\", position + 1 < letters.count { position += 1 }
      pieces.append(.literal(letters[position]))
      position += 1
    }
    guard position < letters.count else {
      throw Self.fault("the format has an opening \(letters[start]) and no closing one", "close the quotes")
    }
    return position + 1
  }

  private mutating func readField(
    _ letters: [Character], at position: Int, limit: Int
  ) throws(RuntimeFault) -> Int {
    let letter = letters[position]
    guard Self.fieldLetters.contains(letter) else {
      pieces.append(.literal(letter))
      return position + 1
    }
    var count = 1
    while count < limit, position + count < letters.count, letters[position + count] == letter { count += 1 }
    if letter == "f" || letter == "F", count > 7 {
      throw Self.fault("the format has \(count) letters '\(letter)'", "a fraction has at most 7 digits")
    }
    if letter == "K" { count = 1 }
    if letter == "y", count > 30 {
      throw Self.fault("the format has \(count) letters 'y'", "a year has 4 digits: yyyy")
    }
    pieces.append(.field(letter, count))
    return position + count
  }

  private static func fault(_ message: String, _ suggestion: String) -> RuntimeFault {
    RuntimeFault(.argument, message, suggestion: suggestion)
  }
}

// MARK: - Writing

extension DatePattern {
  func text(_ parts: DateParts, zoneSeconds: Int = 0) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .literal(let character): result.append(character)
      case .field("F", let count):
        let digits = Self.fraction(parts, count).reversed().drop { $0 == "0" }.reversed()
        result.append(contentsOf: digits)
        // A point before nothing goes too.
        if digits.isEmpty, result.last == "." { result.removeLast() }
      case .field(let letter, let count): result += Self.field(letter, count, parts, zoneSeconds)
      }
    }
    return result
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let dayNames = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  private static func field(_ letter: Character, _ count: Int, _ parts: DateParts, _ zone: Int) -> String {
    func digits(_ number: Int) -> String { DateFormat.padded(number, min(count, 2)) }
    switch letter {
    case "y": return DateFormat.padded(count <= 2 ? parts.year % 100 : parts.year, count)
    case "M": return count <= 2 ? digits(parts.month) : name(monthNames[(parts.month - 1) % 12], count)
    case "d": return count <= 2 ? digits(parts.day) : name(dayNames[parts.dayOfWeek], count)
    case "H": return digits(parts.hour)
    case "h": return digits((parts.hour + 11) % 12 + 1)
    case "m": return digits(parts.minute)
    case "s": return digits(parts.second)
    case "f": return fraction(parts, count)
    case "t": return String((parts.hour < 12 ? "AM" : "PM").prefix(count))
    case "z": return DateFormat.zone(zone, letters: count)
    case "K": return DateFormat.zone(zone, letters: 3)
    default: return "A.D."
    }
  }

  private static func name(_ name: String, _ count: Int) -> String {
    count == 3 ? String(name.prefix(3)) : name
  }

  private static func fraction(_ parts: DateParts, _ count: Int) -> String {
    String((DateFormat.padded(parts.millisecond, 3) + "0000").prefix(count))
  }
}
