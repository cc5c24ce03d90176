import Shell
import Testing

/// The parts into which a suite is dealt out.
@Suite struct ReplayShardTests {
  private static func part(_ text: String, of paths: [String]) throws -> [String] {
    try ReplayShard(text).part(of: paths.map { ReplayItem(path: $0) }).map(\.path)
  }

  @Test(arguments: 1...7) func togetherThePartsAreTheSuiteOnce(count: Int) throws {
    let paths = ["c.md", "a.md", "é.md", "a.md", "sub/b.md", "Z.md"]
    var all: [String] = []
    var sizes: [Int] = []
    for number in 1...count {
      let part = try Self.part("\(number)/\(count)", of: paths)
      // Whatever the order in which a machine names them.
      #expect(try Self.part("\(number)/\(count)", of: paths.reversed()).sorted() == part.sorted())
      all += part
      sizes.append(part.count)
    }
    #expect(all.sorted() == paths.sorted())
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
  }

  @Test func aPartKeepsTheOrder() throws {
    #expect(try Self.part("1/2", of: ["d", "c", "b", "a"]) == ["c", "a"])
  }

  @Test(arguments: [
    ("0/3", "the parts are 1/3 to 3/3"), ("4/3", "the parts are 1/3 to 3/3"), ("2/1", "the parts are 1/1"),
    ("1/0", "there is at least 1 part, as in 1/1"),
    ("x", "write which part of how many, such as 2/3"), ("1", "write which part of how many, such as 2/3"),
    ("1/2/3", "write which part of how many, such as 2/3"),
    ("-1/3", "write which part of how many, such as 2/3"),
    ("1/", "write which part of how many, such as 2/3"), ("", "write which part of how many, such as 2/3"),
    ("1/99999999999999999999", "write which part of how many, such as 2/3"),
  ])
  func whatIsNoPartIsRefused(text: String, told: String) {
    #expect { try ReplayShard(text) } throws: { "\($0)" == told }
  }
}
