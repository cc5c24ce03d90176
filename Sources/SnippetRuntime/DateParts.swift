/// A date and time taken apart, in the Gregorian calendar of the years 1 to 9999.
struct DateParts {
  var year: Int
  var month: Int
  var day: Int
  var hour = 0
  var minute = 0
  var second = 0
  var millisecond = 0

  static let millisecondsADay = 86_400_000
  /// Days from 1899-12-30 to 1970-01-01.
  static let unixEpoch = 25_569
  /// Midnight of 0001-01-01 and the last day of 9999.
  static let range = -693_593.0..<2_958_466.0

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date of a count of days from 1899-12-30, held inside the years 1 to 9999.
  init(days: Double) {
    let limited = min(max(days, DateParts.range.lowerBound), DateParts.range.upperBound - 0.000_000_01)
    let milliseconds = Int((limited * Double(DateParts.millisecondsADay)).rounded())
    self.init(milliseconds: milliseconds)
  }

  /// The date of a count of milliseconds from 1899-12-30.
  init(milliseconds: Int) {
    let perDay = DateParts.millisecondsADay
    var rest = milliseconds % perDay
    var date = milliseconds / perDay
    if rest < 0 {
      rest += perDay
      date -= 1
    }
    (year, month, day) = DateParts.civil(fromDays: date)
    hour = rest / 3_600_000
    minute = rest / 60_000 % 60
    second = rest / 1000 % 60
    millisecond = rest % 1000
  }

  var isValid: Bool {
    (1...9999).contains(year) && (1...12).contains(month) && day >= 1
      && day <= DateParts.daysIn(month: month, year: year)
      && (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
      && (0...999).contains(millisecond)
  }

  var milliseconds: Int {
    dayNumber * DateParts.millisecondsADay + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
  }

  var days: Double { Double(milliseconds) / Double(DateParts.millisecondsADay) }

  var dayNumber: Int { DateParts.dayNumber(year: year, month: month, day: day) }

  /// 0 for Sunday to 6 for Saturday.
  var dayOfWeek: Int { ((dayNumber + 6) % 7 + 7) % 7 }

  var dayOfYear: Int { dayNumber - DateParts.dayNumber(year: year, month: 1, day: 1) + 1 }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1899-12-30 to a date.
  static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    // The year is taken to begin in March, so that the leap day is its last.
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400
    return days + (153 * monthFromMarch + 2) / 5 + day - 1 - 693_899
  }

  private static func civil(fromDays number: Int) -> (Int, Int, Int) {
    let days = number + 693_899
    var year = days * 400 / 146_097
    // The estimate is at most one year off in either direction.
    while dayNumber(year: year + 1, month: 3, day: 1) <= number { year += 1 }
    while dayNumber(year: year, month: 3, day: 1) > number { year -= 1 }
    let dayFromMarch = number - dayNumber(year: year, month: 3, day: 1)
    let monthFromMarch = (5 * dayFromMarch + 2) / 153
    let day = dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (month > 2 ? year : year + 1, month, day)
  }
}

/// The platform's numbers for dates: before 1899-12-30 the fraction still counts upward.
enum OLEDate {
  static func number(fromDays days: Double) -> Double {
    guard days < 0 else { return days }
    let whole = days.rounded(.down)
    return whole - (days - whole)
  }

  static func days(fromNumber number: Double) -> Double {
    guard number < 0 else { return number }
    let whole = number.rounded(.towardZero)
    return whole + (whole - number)
  }
}
