/// The tokens of JSON pointers (RFC 6901).
enum JSONPointer {
  static func escaped(_ token: String) -> String {
    token.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  /// The tokens of a pointer that begins with `/`.
  static func tokens(_ pointer: String) -> [String] {
    pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
      String($0).replacing("~1", with: "/").replacing("~0", with: "~")
    }
  }
}
