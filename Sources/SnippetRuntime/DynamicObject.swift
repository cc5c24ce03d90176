import Encodings

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The members and elements of a dynamic object or array; shared by reference.
///
/// No method calls out while it works on a property, so the checks for overlapping access are left out.
package final class DynamicObject {
  /// One named member.
  package struct Member {
    package let name: String
    package internal(set) var value: Value
  }

  /// The members in the order in which they were first set.
  @exclusivity(unchecked) package private(set) var members: ContiguousArray<Member> = []
  /// The elements of the array part, whose first index is 1.
  @exclusivity(unchecked) package private(set) var elements: ContiguousArray<Value> = []
  /// True when names are found whatever their case, as for the headers of an answer.
  package let ignoresCase: Bool
  /// True for a value that was an array from the beginning, also while it is empty.
  private let beganAsArray: Bool
  @exclusivity(unchecked) private var places: [MemberKey: Int] = [:]
  /// Lets objects that hold only plain values be released without looking.
  @exclusivity(unchecked) private var mayHoldObjects = false

  private static let indexThreshold = 8

  /// An empty object.
  package init(ignoringCase: Bool = false) {
    ignoresCase = ignoringCase
    beganAsArray = false
  }

  /// An array of these elements.
  package init(elements: [Value]) {
    ignoresCase = false
    beganAsArray = true
    self.elements = ContiguousArray(elements)
    mayHoldObjects = true
  }

  private init(likeIn other: DynamicObject) {
    ignoresCase = other.ignoresCase
    beganAsArray = other.beganAsArray
  }

  /// An empty object of the same kind.
  func emptyCopy() -> DynamicObject { DynamicObject(likeIn: self) }

  /// True when it is an array and not an object with members.
  package var isArray: Bool { members.isEmpty && (beganAsArray || !elements.isEmpty) }

  /// The value of a member; setting nil removes it.
  package subscript(name: String) -> Value? {
    get {
      guard let place = place(of: name) else { return nil }
      return members[place].value
    }
    set {
      guard let newValue else { return removeMember(name) }
      _ = setMember(name, to: newValue, hint: -1)
    }
  }

  // A chain of objects a million long is released in a loop, not by recursion.
  deinit {
    guard mayHoldObjects else { return }
    var pending: [DynamicObject] = []
    surrenderObjects(to: &pending)
    while var next = pending.popLast() {
      if isKnownUniquelyReferenced(&next) { next.surrenderObjects(to: &pending) }
    }
  }

  private func surrenderObjects(to pending: inout [DynamicObject]) {
    guard mayHoldObjects else { return }
    mayHoldObjects = false
    for index in members.indices {
      if case .object(let object) = members[index].value {
        members[index].value = .null
        pending.append(object)
      }
    }
    for index in elements.indices {
      if case .object(let object) = elements[index] {
        elements[index] = .null
        pending.append(object)
      }
    }
  }
}

// MARK: - Access for the running code

extension DynamicObject {
  /// The place of a member, tried first where it was found the last time.
  @inline(__always)
  func place(of name: String, hint: Int) -> Int? {
    if hint >= 0, hint < members.count, members[hint].name.isIdentical(to: name) { return hint }
    return place(of: name)
  }

  private func place(of name: String) -> Int? {
    if members.count <= DynamicObject.indexThreshold {
      if ignoresCase {
        return members.firstIndex { $0.name.isEqual(ignoringCase: name) }
      }
      return members.firstIndex { $0.name.isIdentical(to: name) }
    }
    return places[key(name)]
  }

  func value(at place: Int) -> Value { members[place].value }

  /// Sets a member and gives its place.
  func setMember(_ name: String, to value: Value, hint: Int) -> Int {
    if case .object = value { mayHoldObjects = true }
    if let place = place(of: name, hint: hint) {
      members[place].value = value
      return place
    }
    if members.isEmpty { members.reserveCapacity(2) }
    members.append(Member(name: name, value: value))
    if members.count == DynamicObject.indexThreshold + 1 {
      for (index, member) in members.enumerated() { places[key(member.name)] = index }
    } else if members.count > DynamicObject.indexThreshold {
      places[key(name)] = members.count - 1
    }
    return members.count - 1
  }

  /// The element at a place from 1; nil past the end.
  func element(at place: Int) -> Value? {
    place >= 1 && place <= elements.count ? elements[place - 1] : nil
  }

  /// Sets the element at a place from 1, lengthening the array as needed.
  func setElement(at place: Int, to value: Value) {
    if case .object = value { mayHoldObjects = true }
    if place == elements.count + 1 {
      elements.append(value)
      return
    }
    if place > elements.count {
      elements.append(contentsOf: repeatElement(.null, count: place - elements.count))
    }
    elements[place - 1] = value
  }

  private func removeMember(_ name: String) {
    guard let place = place(of: name) else { return }
    members.remove(at: place)
    places = [:]
    guard members.count > DynamicObject.indexThreshold else { return }
    for (index, member) in members.enumerated() { places[key(member.name)] = index }
  }

  private func key(_ name: String) -> MemberKey {
    MemberKey(bytes: ignoresCase ? name.lowercased() : name)
  }
}

/// A name that is compared byte by byte; two ways to write the same accent are two names.
private struct MemberKey: Hashable {
  let bytes: String

  static func == (left: MemberKey, right: MemberKey) -> Bool { left.bytes.isIdentical(to: right.bytes) }

  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension String {
  /// Equal byte for byte.
  @inline(__always)
  func isIdentical(to other: String) -> Bool {
    utf8.count == other.utf8.count && self == other && (isSameValue(as: other) || hasSameBytes(as: other))
  }

  /// True for two short texts with the same bytes, and for two that share their memory.
  @inline(__always)
  private func isSameValue(as other: String) -> Bool {
    guard MemoryLayout<String>.size == MemoryLayout<(UInt64, UInt64)>.size else { return false }
    return unsafeBitCast(self, to: (UInt64, UInt64).self) == unsafeBitCast(other, to: (UInt64, UInt64).self)
  }

  /// Texts that are equal to a reader may still differ in the order of their accents.
  @inline(never)
  private func hasSameBytes(as other: String) -> Bool {
    let isSame = utf8.withContiguousStorageIfAvailable { mine in
      other.utf8.withContiguousStorageIfAvailable { theirs in
        guard let first = mine.baseAddress, let second = theirs.baseAddress else { return true }
        return memcmp(first, second, min(mine.count, theirs.count)) == 0
      }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}
