/// Follows JSON text of any length and tells its shape, without keeping it.
///
/// It looks at brackets, commas and names only, so that text which is not quite JSON has a shape too.
package struct JSONOutline: Sendable {
  /// Where text may be cut so that both parts can be read: behind a comma or bracket of the last piece, outside of texts.
  package private(set) var lastBoundary: Int?

  private struct Member {
    var name: String
    var elements: Int?
  }

  private var isObject: Bool?
  private var isOther = false
  /// The kinds of the open brackets, true for an object.
  private var open: [Bool] = []
  private var isInString = false
  private var isEscaped = false
  private var expectsName = false
  private var name: [UInt8]?
  private var isEmpty = true
  private var count = 0
  private var members: [Member] = []
  private var isInFirstElement = false
  private var hasObjects = false
  private var innerIsEmpty = true

  private static let deepest = 10_000
  private static let longestName = 60
  private static let shownNames = 8

  package init() {}

  /// Whether what came began as an object or an array does.
  package var isJSON: Bool { isObject != nil && !isOther }

  /// Takes a piece of the text.
  package mutating func append(_ piece: some Collection<UInt8>) {
    lastBoundary = nil
    let isDone: Void? = piece.withContiguousStorageIfAvailable { follow($0) }
    if isDone == nil { Array(piece).withUnsafeBufferPointer { follow($0) } }
  }

  private mutating func follow(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count, !isOther {
      let byte = bytes[index]
      index += 1
      if isInString {
        followString(byte)
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        noteValue()
        isInString = true
        if expectsName, keepsNames { name = [] }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        begin(isObject: byte == UInt8(ascii: "{"))
        lastBoundary = index
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        end()
        lastBoundary = index
      case UInt8(ascii: ","):
        next()
        lastBoundary = index
      case UInt8(ascii: ":"): expectsName = false
      case 0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF: break
      default: noteValue()
      }
    }
  }

  private mutating func followString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
      if let name {
        // A long name would say little, and a cut could leave half of what must not show.
        let isLong = name.count > Self.longestName
        members.append(Member(name: isLong ? "(a long name)" : String(decoding: name, as: UTF8.self)))
      }
      name = nil
      return
    }
    if let length = name?.count, length <= Self.longestName { name?.append(byte) }
  }

  /// Names of the object itself, or of an array's first element.
  private var keepsNames: Bool {
    guard members.count < Self.shownNames else { return false }
    return isObject == true ? open.count == 1 : open.count == 2 && isInFirstElement
  }

  private mutating func noteValue() {
    if isObject == nil { isOther = true }
    if open.count == 1 { isEmpty = false }
    if open.count == 2 { innerIsEmpty = false }
  }

  private mutating func begin(isObject kind: Bool) {
    if isObject == nil {
      isObject = kind
    } else {
      noteValue()
    }
    if open.count == 1 {
      isInFirstElement = isObject == false && count == 0 && kind
      if isInFirstElement { hasObjects = true }
      if isObject == true, !kind, !members.isEmpty, count < members.count {
        members[members.count - 1].elements = 0
      }
      innerIsEmpty = true
    }
    open.append(kind)
    expectsName = kind
    if open.count > Self.deepest { isOther = true }
  }

  private mutating func end() {
    if open.count == 2, !innerIsEmpty { addElement() }
    if !open.isEmpty { open.removeLast() }
    if open.count == 1 { isInFirstElement = false }
    expectsName = false
  }

  private mutating func next() {
    if open.count == 1 { count += 1 }
    if open.count == 2 { addElement() }
    expectsName = open.last == true
  }

  /// Another element of an array that is a member.
  private mutating func addElement() {
    guard isObject == true, open.last == false, count < members.count, count == members.count - 1 else {
      return
    }
    members[count].elements? += 1
  }

  /// What is known so far, such as `JSON array of 3 objects: id, name`; empty for what is no object and no array.
  package var text: String {
    guard let isObject, !isOther else { return "" }
    let number = isEmpty ? 0 : count + 1
    let kind = isObject ? "member" : hasObjects ? "object" : "value"
    let what = "JSON \(isObject ? "object" : "array") of \(number) \(kind)\(number == 1 ? "" : "s")"
    let names = members.map { member in
      member.name + (member.elements.map { " (array of \($0))" } ?? "")
    }
    guard !names.isEmpty else { return what }
    let isMore = isObject && number > names.count
    return "\(what): \(names.joined(separator: ", "))\(isMore ? ", ..." : "")"
  }
}
