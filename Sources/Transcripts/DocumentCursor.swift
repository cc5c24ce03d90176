package import JSON

/// A value inside a JSON file that knows its path, so that a fault can name its line.
package struct DocumentCursor {
  /// The value at this place.
  package let value: JSONValue
  private let document: JSONDocument
  /// What messages call the file, such as `the recording`.
  private let subject: String
  private let path: [JSONPathStep]

  /// The whole of a file.
  package init(_ document: JSONDocument, subject: String) {
    self.init(document.value, document, subject, [])
  }

  private init(_ value: JSONValue, _ document: JSONDocument, _ subject: String, _ path: [JSONPathStep]) {
    self.value = value
    self.document = document
    self.subject = subject
    self.path = path
  }

  /// A member that must be there.
  package func member(_ name: String) throws(TranscriptError) -> DocumentCursor {
    guard let member = value[name] else { throw fault("needs the member \(name)") }
    return DocumentCursor(member, document, subject, path + [.name(name)])
  }

  /// The member, unless it is absent or null.
  package func optional(_ name: String) -> DocumentCursor? {
    guard let member = value[name], !member.isNull else { return nil }
    return DocumentCursor(member, document, subject, path + [.name(name)])
  }

  /// The elements of an array.
  package func elements() throws(TranscriptError) -> [DocumentCursor] {
    guard let elements = value.arrayValue else { throw fault("must be an array") }
    return elements.enumerated().map { DocumentCursor($1, document, subject, path + [.index($0)]) }
  }

  /// The members of an object.
  package func members() throws(TranscriptError) -> JSONObject {
    guard let object = value.objectValue else { throw fault("must be an object") }
    return object
  }

  /// A string.
  package func text() throws(TranscriptError) -> String {
    guard let text = value.stringValue else { throw fault("must be a text") }
    return text
  }

  /// A number without a fraction.
  package func wholeNumber() throws(TranscriptError) -> Int {
    guard let number = value.intValue else { throw fault("must be a whole number") }
    return number
  }

  /// An error that names this place.
  package func fault(_ requirement: String) -> TranscriptError {
    let line = document.location(of: path)?.line ?? 1
    return TranscriptError(
      message: "\(subject) is damaged: \(path.shortPath) \(requirement)", line: line)
  }
}
