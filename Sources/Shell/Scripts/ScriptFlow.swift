/// Which actions of a script can be reached only through which others.
///
/// An action dominates another when every way from BEGIN to that one leads through it (Lengauer and Tarjan's notion,
/// found here by the simple iteration of Cooper, Harvey and Kennedy).
struct ScriptFlow {
  /// How many actions lead to each action, but those that lead back to it.
  private(set) var sources: [Int]
  /// The actions that branches lead to from BEGIN.
  private(set) var isReached: [Bool]

  /// The nearest action through which every way leads.
  private var dominator: [Int]
  /// The place in an order in which all that an action dominates stands behind it, and how many those are, itself included.
  private var place: [Int]
  private var size: [Int]
  private var hasJoin: [Bool]

  /// The actions are numbered from 0; `targets` are those that the branches of each lead to.
  init(_ targets: [[Int]], from root: Int?) {
    let count = targets.count
    (sources, dominator) = (Array(repeating: 0, count: count), Array(repeating: -1, count: count))
    (place, size) = (Array(repeating: 0, count: count), Array(repeating: 1, count: count))
    (isReached, hasJoin) = (Array(repeating: false, count: count), Array(repeating: false, count: count))
    let order = root.map { Self.order(targets, from: $0) } ?? []
    for action in order { isReached[action] = true }
    findDominators(order, targets)
    for action in order.dropFirst().reversed() { size[dominator[action]] += size[action] }
    var next = place
    for action in order {
      if action != order[0] {
        place[action] = next[dominator[action]]
        next[dominator[action]] += size[action]
      }
      next[action] = place[action] + 1
    }
    for action in order {
      for target in Set(targets[action]) where !dominates(target, action) { sources[target] += 1 }
    }
    for action in order where sources[action] > 1 { hasJoin[dominator[action]] = true }
  }

  /// Whether every way to the second leads through the first.
  func dominates(_ first: Int, _ second: Int) -> Bool {
    isReached[first] && isReached[second] && place[first] <= place[second]
      && place[second] < place[first] + size[first]
  }

  /// How many actions can be reached only through this one.
  func weight(_ action: Int) -> Int { size[action] }

  /// Whether several ways from an action come together again before they reach what others lead to as well.
  func comesTogether(behind action: Int) -> Bool { hasJoin[action] }

  /// The actions that are reached, each before those that it leads to but for the branches that lead back.
  private static func order(_ targets: [[Int]], from root: Int) -> [Int] {
    var seen = Array(repeating: false, count: targets.count)
    var finished: [Int] = []
    var open = [(action: root, next: 0)]
    seen[root] = true
    while let (action, next) = open.last {
      guard next < targets[action].count else {
        finished.append(action)
        open.removeLast()
        continue
      }
      open[open.count - 1].next += 1
      let target = targets[action][next]
      if !seen[target] {
        seen[target] = true
        open.append((target, 0))
      }
    }
    return finished.reversed()
  }

  private mutating func findDominators(_ order: [Int], _ targets: [[Int]]) {
    guard let root = order.first else { return }
    var number = Array(repeating: 0, count: targets.count)
    var leading: [[Int]] = Array(repeating: [], count: targets.count)
    for (index, action) in order.enumerated() {
      number[action] = index
      for target in targets[action] { leading[target].append(action) }
    }
    dominator[root] = root
    var changes = true
    while changes {
      changes = false
      for action in order.dropFirst() {
        var found = -1
        for source in leading[action] where dominator[source] >= 0 {
          var (one, other) = (source, found < 0 ? source : found)
          while one != other {
            if number[one] > number[other] { one = dominator[one] } else { other = dominator[other] }
          }
          found = one
        }
        if dominator[action] != found {
          dominator[action] = found
          changes = true
        }
      }
    }
  }
}
