import CProcess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a program that is started gets of this process.
package enum ChildEnvironment {
  /// No library asks for all of its descriptors, such as its connections, to end in this process.
  package static func keepDescriptorsBack() {
    #if !canImport(Darwin)
      let limit = Int32(clamping: min(sysconf(Int32(_SC_OPEN_MAX)), 4096))
      for descriptor in 3..<max(3, limit) { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    #endif
  }

  /// Pointers into this process' own environment, so nothing of it is copied; NULL ends them.
  package static func variables(
    without isHidden: (UnsafePointer<CChar>) -> Bool
  ) -> [UnsafeMutablePointer<CChar>?] {
    var result: [UnsafeMutablePointer<CChar>?] = []
    var next = cprocess_environment()
    while let variable = next?.pointee {
      if !isHidden(variable) { result.append(variable) }
      next = next?.successor()
    }
    return result + [nil]
  }

  /// The name before the `=` of a variable.
  package static func name(of variable: UnsafePointer<CChar>) -> String {
    let length = strcspn(variable, "=")
    return String(decoding: UnsafeRawBufferPointer(start: variable, count: length), as: UTF8.self)
  }
}
