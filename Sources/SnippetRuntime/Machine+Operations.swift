import SnippetSyntax

extension Interpreter {
  /// Runs an instruction that is too rare to stand in the loop itself.
  @inline(never)
  func executeRare(_ i: UnsafeMutablePointer<Instruction>, _ a: Place, _ b: Place, _ c: Place) -> Bool {
    switch i.pointee.opcode {
    case .undefine: a.pointee = .absent
    case .compareText: a.pointee = .integer(Interpreter.compareText(i.pointee.hint, b, c) ? 1 : 0)
    case .negate: return negate(a, b)
    case .readDate: return readDate(a, b)
    case .getNamed: return getNamed(a, b, c)
    case .setNamed: return setKey(a, b, .named, c)
    case .ensureObject: return ensureObject(a, b, c, i.pointee.hint)
    case .newObject: a.pointee = .object(DynamicObject())
    case .newArray: a.pointee = .object(DynamicObject(elements: []))
    case .appendElement:
      if case .object(let object) = a.pointee {
        object.setElement(at: object.elements.count + 1, to: b.pointee.settled)
      }
    case .show: shown = a.pointee.settled
    default: break
    }
    return true
  }

  @inline(never)
  func arithmetic(_ opcode: Opcode, _ target: Place, _ left: Place, _ right: Place) -> Bool {
    if case .double(let x) = left.pointee.quickNumber, case .double(let y) = right.pointee.quickNumber {
      let result: Double
      switch opcode {
      case .add: result = x + y
      case .subtract: result = x - y
      case .multiply: result = x * y
      case .divide where y != 0: result = x / y
      default: result = .nan
      }
      if result.isFinite {
        target.pointee = .double(result)
        return true
      }
    }
    do throws(RuntimeFault) {
      let result: Value
      switch opcode {
      case .add: result = try Arithmetic.add(left.pointee, right.pointee)
      case .subtract: result = try Arithmetic.subtract(left.pointee, right.pointee)
      case .multiply: result = try Arithmetic.multiply(left.pointee, right.pointee)
      case .divide: result = try Arithmetic.divide(left.pointee, right.pointee)
      case .integerDivide: result = try Arithmetic.integerDivide(left.pointee, right.pointee)
      case .remainder: result = try Arithmetic.remainder(left.pointee, right.pointee)
      default: result = try Arithmetic.power(left.pointee, right.pointee)
      }
      target.pointee = result
      return true
    } catch {
      fault = error
      return false
    }
  }

  @inline(never)
  func negate(_ target: Place, _ source: Place) -> Bool {
    do throws(RuntimeFault) {
      target.pointee = try Arithmetic.negate(source.pointee)
      return true
    } catch {
      fault = error
      return false
    }
  }

  @inline(never)
  static func compare(_ opcode: Opcode, _ left: Place, _ right: Place) -> Bool {
    holds(opcode, Value.compare(left.pointee, right.pointee))
  }

  @inline(never)
  static func compareText(_ opcode: UInt16, _ left: Place, _ right: Place) -> Bool {
    let order = Value.compareAsText(left.pointee, right.pointee)
    return holds(Opcode(rawValue: UInt8(truncatingIfNeeded: opcode)) ?? .equal, order)
  }

  private static func holds(_ opcode: Opcode, _ order: Ordering) -> Bool {
    switch opcode {
    case .equal: order == .equal
    case .notEqual: order != .equal
    case .less: order == .less
    case .lessOrEqual: order == .less || order == .equal
    case .greater: order == .greater
    default: order == .greater || order == .equal
    }
  }
}

// MARK: - Text

extension Interpreter {
  /// Puts pieces together in the scratch buffer.
  private func join(_ pieces: UnsafeMutablePointer<Piece>, _ count: Int, _ frame: Place, _ globals: Place)
    throws(RuntimeFault)
  {
    scratch.clear()
    for index in 0..<count {
      switch pieces[index] {
      case .literal(let text): scratch.append(text)
      case .place(let operand):
        let place = (operand >= 0 ? frame : globals) + Int(operand)
        switch place.pointee {
        case .integer(let number): scratch.append(number)
        case .text(let text): scratch.append(text.string)
        default: scratch.append(place.pointee.displayText)
        }
      }
      if scratch.count > textThreshold { try checkTextSize(scratch.count) }
    }
  }

  @inline(never)
  func concatenate(
    _ target: Place, _ pieces: UnsafeMutablePointer<Piece>, _ count: Int, _ frame: Place, _ globals: Place
  ) -> Bool {
    do throws(RuntimeFault) {
      try join(pieces, count, frame, globals)
      target.pointee = Value(scratch.string)
      return true
    } catch {
      fault = error
      return false
    }
  }

  /// False for what `append` would lose by making it a text.
  @inline(never)
  func takesText(_ target: Place) -> Bool {
    switch target.pointee {
    case .object, .proxy:
      fault = RuntimeFault(
        .argument, "append adds to a text; its first argument is of the type \(target.pointee.typeName)",
        suggestion: "for one more element write list[list.size + 1] = value")
      return false
    default: return true
    }
  }

  /// Adds to the text of a variable, in place when nothing else holds the same text.
  @inline(never)
  func appendPieces(
    _ target: Place, _ pieces: UnsafeMutablePointer<Piece>, _ count: Int, _ frame: Place, _ globals: Place
  ) -> Bool {
    do throws(RuntimeFault) {
      try join(pieces, count, frame, globals)
      var text: Text
      if case .text(let current) = target.pointee {
        text = current
        target.pointee = .null
      } else {
        text = Text(target.pointee.displayText)
      }
      if !isKnownUniquelyReferenced(&text) { text = text.copy() }
      text.append(scratch.string)
      let size = text.byteCount
      target.pointee = .text(text)
      if size > textThreshold { try checkTextSize(size) }
      return true
    } catch {
      fault = error
      return false
    }
  }

  @inline(never)
  func trace(_ pieces: UnsafeMutablePointer<Piece>, _ count: Int, _ frame: Place, _ globals: Place) -> Bool {
    do throws(RuntimeFault) {
      try join(pieces, count, frame, globals)
      if !settings.isProduction { host.trace(scratch.string) }
      return true
    } catch {
      fault = error
      return false
    }
  }

  @inline(never)
  func readDate(_ target: Place, _ source: Place) -> Bool {
    do throws(RuntimeFault) {
      target.pointee = .date(try days(source.pointee))
      return true
    } catch {
      fault = error
      return false
    }
  }

  /// The date that a value is or names; texts with a zone are turned to the context's zone.
  func days(_ value: Value) throws(RuntimeFault) -> Double {
    switch value {
    case .date(let days): return days
    case .text(let text) where text.number == nil:
      let reading = try reading(of: text)
      guard let utc = reading.utcDays else { return reading.days }
      return try inRange(Clock.local(fromUTC: utc, host: host))
    case .absent, .null, .object, .proxy:
      throw RuntimeFault(
        .date, "a date is needed here, not \(value.typeName)", suggestion: "write #\"MM/DD/YYYY\"")
    default: return try inRange(OLEDate.days(fromNumber: value.number.asDouble))
    }
  }

  /// The same moment in UTC, which a text with a zone names by itself.
  func utcDays(_ value: Value) throws(RuntimeFault) -> Double {
    if case .text(let text) = value, text.number == nil, let utc = try reading(of: text).utcDays {
      return try inRange(utc)
    }
    return try inRange(Clock.utc(fromLocal: try days(value), host: host))
  }

  private func reading(of text: Text) throws(RuntimeFault) -> DateReader.Reading {
    if let reading = DateReader.read(text.string) { return reading }
    throw RuntimeFault(
      .date, "\(QuotedText.value(text.string)) is not a date",
      suggestion: "write MM/DD/YYYY, with a time such as 14:30 or 2:30 PM")
  }

  /// The date at its nearest millisecond, so that dates reached in different ways are equal.
  func inRange(_ days: Double) throws(RuntimeFault) -> Double {
    guard DateParts.range.contains(days) else {
      throw RuntimeFault(.dateRange, "the date would lie outside the years 1 to 9999")
    }
    return DateParts(days: days).days
  }
}

extension Value {
  /// The number of a value that is one and fits a double exactly; the integer case says that it does not.
  @inline(__always)
  var quickNumber: Number {
    switch self {
    case .double(let number): .double(number)
    case .integer(let number) where number.magnitude < 1 << 53: .double(Double(number))
    default: .integer(0)
    }
  }
}
