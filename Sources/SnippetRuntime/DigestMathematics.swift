#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Digest {
  static func sine(_ angle: Double) -> Double { sin(angle) }

  static func cubeRoot(_ number: Double) -> Double { cbrt(number) }
}
