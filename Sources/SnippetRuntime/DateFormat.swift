/// Writes dates.
enum DateFormat {
  static let standard = "MM/dd/yyyy HH:mm:ss"

  /// How a date stands in text: without the time when it is midnight.
  static func display(_ days: Double) -> String {
    let parts = DateParts(days: days)
    let isMidnight = parts.milliseconds % DateParts.millisecondsADay == 0
    return text(parts, format: isMidnight ? "MM/dd/yyyy" : standard)
  }

  /// The date as ISO 8601 without a zone, as it stands in JSON.
  static func iso(_ days: Double) -> String {
    let parts = DateParts(days: days)
    return text(parts, format: parts.millisecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.fff")
  }

  /// Writes a date by custom format letters; other characters stand for themselves.
  static func text(_ parts: DateParts, format: String, zoneSeconds: Int = 0) -> String {
    var result = ""
    let letters = Array(format)
    var position = 0
    while position < letters.count {
      let letter = letters[position]
      if letter == "\\", position + 1 < letters.count {
        result.append(letters[position + 1])
        position += 2
        continue
      }
      if letter == "'" || letter == "\"" {
        position += 1
        while position < letters.count, letters[position] != letter {
          result.append(letters[position])
          position += 1
        }
        position += 1
        continue
      }
      var count = 1
      while position + count < letters.count, letters[position + count] == letter { count += 1 }
      result += field(letter, count, parts, zoneSeconds) ?? String(repeating: letter, count: count)
      position += count
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

  private static func field(_ letter: Character, _ count: Int, _ parts: DateParts, _ zone: Int) -> String? {
    switch letter {
    case "y": count <= 2 ? padded(parts.year % 100, count) : padded(parts.year, count)
    case "M":
      switch count {
      case 1, 2: padded(parts.month, count)
      case 3: String(monthNames[(parts.month - 1) % 12].prefix(3))
      default: monthNames[(parts.month - 1) % 12]
      }
    case "d":
      switch count {
      case 1, 2: padded(parts.day, count)
      case 3: String(dayNames[parts.dayOfWeek].prefix(3))
      default: dayNames[parts.dayOfWeek]
      }
    case "H": padded(parts.hour, min(count, 2))
    case "h": padded((parts.hour + 11) % 12 + 1, min(count, 2))
    case "m": padded(parts.minute, min(count, 2))
    case "s": padded(parts.second, min(count, 2))
    case "f":
      String((padded(parts.millisecond, 3) + String(repeating: "0", count: max(0, count - 3))).prefix(count))
    case "t": String((parts.hour < 12 ? "AM" : "PM").prefix(count))
    case "z": zoneText(zone, letters: count)
    case "K": zoneText(zone, letters: 3)
    default: nil
    }
  }

  static func zoneText(_ seconds: Int, letters: Int) -> String {
    let minutes = abs(seconds) / 60
    let sign = seconds < 0 ? "-" : "+"
    let hours = padded(minutes / 60, letters == 1 ? 1 : 2)
    return sign + hours + (letters >= 3 ? ":" + padded(minutes % 60, 2) : "")
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
