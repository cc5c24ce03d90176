import SnippetSyntax

// MARK: - Reading

extension Interpreter {
  /// target = base.name; what is not there reads as null.
  func getMember(_ target: Place, _ base: Place, _ name: Place, _ hint: inout UInt16) -> Bool {
    guard case .text(let key) = name.pointee else {
      target.pointee = .null
      return true
    }
    switch base.pointee {
    case .object(let object):
      if let place = object.place(of: key.string, hint: Int(hint)) {
        if place < UInt16.max { hint = UInt16(place) }
        target.pointee = object.value(at: place)
      } else {
        target.pointee = Interpreter.missingMember(key.string, of: object)
      }
    case .proxy(let proxy): return getProperty(target, proxy, key.string)
    default: target.pointee = Interpreter.property(key.string, of: base.pointee)
    }
    return true
  }

  @inline(never)
  private func getProperty(_ target: Place, _ proxy: RESTProxy, _ name: String) -> Bool {
    do throws(RuntimeFault) {
      target.pointee = try proxy.property(name)
      return true
    } catch {
      fault = error
      return false
    }
  }

  private static func missingMember(_ name: String, of object: DynamicObject) -> Value {
    name == "size" ? Value(object.elements.count) : .null
  }

  /// The two properties of a value that is no object.
  private static func property(_ name: String, of value: Value) -> Value {
    switch name.lowercased() {
    case "size":
      switch value {
      case .absent, .null: .integer(0)
      case .text(let text): Value(text.count)
      default: .integer(1)
      }
    case "$value": value.settled
    default: .null
    }
  }

  /// target = base[index], where text that is no number names a member.
  @inline(never)
  func getElement(_ target: Place, _ base: Place, _ index: Place) -> Bool {
    if case .integer(let number) = index.pointee, number >= 1, number <= HardLimit.arrayElements {
      Interpreter.element(of: base, at: Int(number), into: target)
      return true
    }
    do throws(RuntimeFault) {
      if case .text(let key) = index.pointee, key.number == nil {
        switch base.pointee {
        case .object(let object):
          target.pointee = object[key.string] ?? .null
          return true
        case .absent, .null:
          target.pointee = .null
          return true
        default: break
        }
      }
      Interpreter.element(of: base, at: try Interpreter.place(index.pointee), into: target)
      return true
    } catch {
      fault = error
      return false
    }
  }

  /// target = base["name"].
  @inline(never)
  func getNamed(_ target: Place, _ base: Place, _ name: Place) -> Bool {
    switch base.pointee {
    case .object(let object):
      target.pointee = object[name.pointee.displayText] ?? .null
      return true
    case .proxy(let proxy):
      return getProperty(target, proxy, name.pointee.displayText)
    default: return getElement(target, base, name)
    }
  }

  static func element(of base: Place, at place: Int, into target: Place) {
    switch base.pointee {
    case .object(let object): target.pointee = object.element(at: place) ?? .null
    case .text(let text): target.pointee = text.element(at: place) ?? .null
    case .absent, .null, .proxy: target.pointee = .null
    default: target.pointee = place == 1 ? base.pointee : .null
    }
  }

  /// The place that an index names: a whole number from 1 to the maximum.
  static func place(_ index: Value) throws(RuntimeFault) -> Int {
    guard let number = index.numberIfNumeric else {
      throw RuntimeFault(
        .index, "an index must be a number, not \(QuotedText.value(index.displayText))",
        suggestion: "the first element has index 1")
    }
    guard let whole = number.exactInteger else {
      throw RuntimeFault(
        .index, "an index must be a whole number, not \(number.value.displayText)",
        suggestion: "round it first: round(i)")
    }
    guard whole >= 1 else {
      throw RuntimeFault(
        .index, "an index must be 1 or more, not \(whole)", suggestion: "the first element has index 1")
    }
    guard whole <= HardLimit.arrayElements else {
      throw RuntimeFault(
        .index, "index \(whole) is too large; an array has at most 63000000 elements")
    }
    return Int(whole)
  }

  /// How many passes a FOREACH makes, and the counter before the first.
  @inline(never)
  func forEachPrepare(_ counters: Place, _ source: Place) -> Bool {
    let count: Int
    switch source.pointee {
    case .absent, .null: count = 0
    case .text(let text): count = text.count
    case .object(let object):
      guard object.members.isEmpty else {
        fault = RuntimeFault(
          .notAnArray, "FOREACH needs an array; this is an object with members, not elements",
          suggestion: "name the member that holds the array, such as o.list")
        return false
      }
      count = object.elements.count
    case .proxy:
      fault = RuntimeFault(.notAnArray, "FOREACH needs an array; this is a REST proxy")
      return false
    default: count = 1
    }
    counters.pointee = Value(count)
    counters[1] = .integer(0)
    return true
  }
}

// MARK: - Writing

extension Interpreter {
  /// root.name = value.
  func setMember(_ root: Place, _ name: Place, _ value: Place, _ hint: inout UInt16) -> Bool {
    guard case .object(let object) = root.pointee else { return setKey(root, name, .member, value) }
    return setMember(object, name, value, &hint)
  }

  private func setMember(_ object: DynamicObject, _ name: Place, _ value: Place, _ hint: inout UInt16) -> Bool
  {
    guard case .text(let key) = name.pointee else { return true }
    let place = object.setMember(key.string, to: value.pointee.settled, hint: Int(hint))
    if place < UInt16.max { hint = UInt16(place) }
    return true
  }

  /// root.name = value, root["name"] = value or root[index] = value.
  @inline(never)
  func setKey(_ root: Place, _ key: Place, _ kind: KeyKind, _ value: Place) -> Bool {
    do throws(RuntimeFault) {
      let new = value.pointee.settled
      var current = root.move()
      root.initialize(to: .null)
      defer { root.pointee = current }
      try set(&current, key.pointee, kind, new)
      return true
    } catch {
      fault = error
      return false
    }
  }

  /// Sets what a key selects; nothing becomes an object or a string array as the key demands.
  private func set(_ holder: inout Value, _ key: Value, _ kind: KeyKind, _ value: Value)
    throws(RuntimeFault)
  {
    let kind = try Interpreter.effectiveKind(kind, key, of: holder)
    switch holder {
    case .object(let object):
      switch kind {
      case .index: object.setElement(at: try Interpreter.place(key), to: value)
      case .member, .named: object[key.displayText] = value
      }
    case .proxy(let proxy): try proxy.setProperty(key.displayText, to: value)
    default:
      switch kind {
      case .index: try setElement(&holder, at: try Interpreter.place(key), value)
      case .member, .named:
        let object = try Interpreter.object(replacing: holder, for: key.displayText)
        object[key.displayText] = value
        holder = .object(object)
      }
    }
  }

  private func setElement(_ holder: inout Value, at place: Int, _ value: Value) throws(RuntimeFault) {
    switch value {
    case .object, .proxy:
      guard holder.isNull || holder.displayText.isEmpty else {
        throw RuntimeFault(
          .notAnObject, "an element of a string array cannot hold \(value.typeName)",
          suggestion: "use DYNAMIC to make the array a dynamic one")
      }
      let object = DynamicObject(elements: [])
      object.setElement(at: place, to: value)
      holder = .object(object)
      return
    default: break
    }
    try checkReach(of: place, in: holder)
    var text: Text
    if case .text(let current) = holder {
      text = current
      holder = .null
      if !isKnownUniquelyReferenced(&text) { text = text.copy() }
    } else {
      text = Text(holder.displayText)
    }
    text.setElement(at: place, to: value)
    let size = text.byteCount
    holder = .text(text)
    if size > textThreshold { try checkTextSize(size) }
  }

  /// Stops before the separators up to a far element take memory that the limits forbid anyway.
  private func checkReach(of place: Int, in holder: Value) throws(RuntimeFault) {
    guard place - 1 > textThreshold, settings.limits == .studio else { return }
    try checkTextSize(holder.displayText.utf8.count { $0 != UInt8(ascii: "|") } + place)
  }

  /// A quoted number selects an element of what is not an object.
  private static func effectiveKind(_ kind: KeyKind, _ key: Value, of holder: Value)
    throws(RuntimeFault) -> KeyKind
  {
    guard case .text(let text) = key else { return kind }
    switch (kind, holder) {
    case (.index, .object), (.index, .absent), (.index, .null), (.index, .proxy):
      return text.number == nil ? .named : .index
    case (.named, .text): return text.number == nil || holder.displayText.isEmpty ? .named : .index
    default: return kind
    }
  }

  /// A new object in place of nothing; anything else cannot have members.
  private static func object(replacing holder: Value, for key: String) throws(RuntimeFault) -> DynamicObject {
    guard holder.isNull || holder.displayText.isEmpty else {
      throw RuntimeFault(
        .notAnObject,
        "'\(key)' cannot be set: there is a \(holder.typeName) here, not an object",
        suggestion: "make it an object first: DYNAMIC name")
    }
    return DynamicObject()
  }

  /// The object of a place, which becomes one if it holds nothing.
  private func object(at root: Place) throws(RuntimeFault) -> DynamicObject {
    switch root.pointee {
    case .object(let object): return object
    case .proxy: throw RuntimeFault(.notAnObject, "the properties of a REST proxy have no members")
    default:
      guard root.pointee.isNull || root.pointee.displayText.isEmpty else {
        throw RuntimeFault(
          .notAnObject, "this variable holds a \(root.pointee.typeName), which has no members to set",
          suggestion: "make it an object first: DYNAMIC name")
      }
      let object = DynamicObject()
      root.pointee = .object(object)
      return object
    }
  }

  /// target = the object that a key of `base` holds, made if there is none.
  @inline(never)
  func ensureObject(_ target: Place, _ base: Place, _ key: Place, _ kind: UInt16) -> Bool {
    do throws(RuntimeFault) {
      let object = try object(at: base)
      let kind = try Interpreter.effectiveKind(
        KeyKind(rawValue: kind) ?? .member, key.pointee, of: .object(object))
      let current = try Interpreter.value(of: object, key.pointee, kind)
      if case .object = current {
        target.pointee = current
        return true
      }
      let made = Value.object(try Interpreter.object(replacing: current, for: key.pointee.displayText))
      try Interpreter.assign(made, to: object, key.pointee, kind)
      target.pointee = made
      return true
    } catch {
      fault = error
      return false
    }
  }

  /// root[key][last] = value.
  @inline(never)
  func setNested(
    _ root: Place, _ key: Place, _ last: Place, _ kinds: UInt16, _ value: Place, _ hint: inout UInt16
  ) -> Bool {
    // The common case: an object in a dynamic array, or a new one there, gets a member.
    if case .object(let object) = root.pointee, case .integer(let index) = key.pointee, index >= 1,
      index <= HardLimit.arrayElements, kinds >> 2 == KeyKind.member.rawValue
    {
      switch object.element(at: Int(index)) {
      case .object(let inner)?: return setMember(inner, last, value, &hint)
      case nil, .null?:
        let inner = DynamicObject()
        object.setElement(at: Int(index), to: .object(inner))
        return setMember(inner, last, value, &hint)
      default: break
      }
    }
    do throws(RuntimeFault) {
      let lastKind = KeyKind(rawValue: kinds >> 2) ?? .member
      // Before anything is made, so that a wrong index leaves nothing behind.
      try Interpreter.check(key.pointee, KeyKind(rawValue: kinds & 3) ?? .member)
      try Interpreter.check(last.pointee, lastKind)
      let object = try object(at: root)
      let keyKind = try Interpreter.effectiveKind(
        KeyKind(rawValue: kinds & 3) ?? .member, key.pointee, of: .object(object))
      let new = value.pointee.settled
      var holder = try Interpreter.value(of: object, key.pointee, keyKind)
      if holder.isNull, lastKind == .index {
        // An array inside an object is a dynamic one.
        holder = .object(DynamicObject())
        try Interpreter.assign(holder, to: object, key.pointee, keyKind)
      }
      if case .object = holder { return setting(&holder, last.pointee, lastKind, new) }
      // Taken out while it changes, so that a string array is changed in place.
      try Interpreter.assign(.null, to: object, key.pointee, keyKind)
      let isDone = setting(&holder, last.pointee, lastKind, new)
      try Interpreter.assign(holder, to: object, key.pointee, keyKind)
      return isDone
    } catch {
      fault = error
      return false
    }
  }

  /// Refuses what can be no index, whatever it would select from.
  private static func check(_ key: Value, _ kind: KeyKind) throws(RuntimeFault) {
    guard kind == .index else { return }
    switch key {
    case .integer(let number) where number >= 1 && number <= HardLimit.arrayElements: return
    case .text(let text) where text.number == nil: return
    default: _ = try place(key)
    }
  }

  private func setting(_ holder: inout Value, _ key: Value, _ kind: KeyKind, _ value: Value) -> Bool {
    do throws(RuntimeFault) {
      try set(&holder, key, kind, value)
      return true
    } catch {
      fault = error
      return false
    }
  }

  private static func value(of object: DynamicObject, _ key: Value, _ kind: KeyKind)
    throws(RuntimeFault) -> Value
  {
    switch kind {
    case .index: object.element(at: try place(key)) ?? .null
    case .member, .named: object[key.displayText] ?? .null
    }
  }

  private static func assign(_ value: Value, to object: DynamicObject, _ key: Value, _ kind: KeyKind)
    throws(RuntimeFault)
  {
    switch kind {
    case .index: object.setElement(at: try place(key), to: value)
    case .member, .named: object[key.displayText] = value
    }
  }
}
