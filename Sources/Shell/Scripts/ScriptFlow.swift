/// Which actions of a script can be reached only through which others.
///
/// An action dominates another when every way from BEGIN to that one leads through it (Lengauer and Tarjan's notion,
/// found here by the simple iteration of Cooper, Harvey and Kennedy).
struct ScriptFlow {
  /// How many actions lead to each action, but those that lead back to it.
  private(set) var sources: [Int]
  /// BEGIN, and for each part of the script to which no way leads from there an action that leads to all of it.
  let heads: [Int]

  /// The nearest action through which every way leads.
  private var dominator: [Int]
  /// The place in an order in which all that an action dominates stands behind it, and how many those are, itself included.
  private var place: [Int]
  private var size: [Int]
  private var hasJoin: [Bool]

  /// The actions are numbered from 0; `targets` are those that the branches of each lead to.
  init(_ targets: [[Int]], from root: Int?) {
    let isReached: [Bool]
    (heads, isReached) = Self.heads(targets, from: root)
    // One more action leads to all heads, so that every action has its place below it.
    let start = targets.count
    let targets =
      targets.enumerated().map { action, targets in
        isReached[action] ? targets : targets.filter { !isReached[$0] }
      } + [heads]
    let count = targets.count
    (sources, dominator) = (Array(repeating: 0, count: count), Array(repeating: -1, count: count))
    (place, size) = (Array(repeating: 0, count: count), Array(repeating: 1, count: count))
    hasJoin = Array(repeating: false, count: count)
    var seen = hasJoin
    let order = Self.order(targets, from: start, &seen)
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
    for action in order.dropFirst() {
      for target in Set(targets[action]) where !dominates(target, action) { sources[target] += 1 }
    }
    for action in order where sources[action] > 1 { hasJoin[dominator[action]] = true }
  }

  /// Whether every way to the second leads through the first.
  func dominates(_ first: Int, _ second: Int) -> Bool {
    place[first] <= place[second] && place[second] < place[first] + size[first]
  }

  /// How many actions can be reached only through this one.
  func weight(_ action: Int) -> Int { size[action] }

  /// Whether several ways from an action come together again before they reach what others lead to as well.
  func comesTogether(behind action: Int) -> Bool { hasJoin[action] }

  /// The heads, and which actions are reached from the root.
  private static func heads(_ targets: [[Int]], from root: Int?) -> ([Int], isReached: [Bool]) {
    var seen = Array(repeating: false, count: targets.count)
    var heads: [Int] = []
    func begin(at action: Int) {
      guard !seen[action] else { return }
      heads.append(action)
      _ = order(targets, from: action, &seen)
    }
    if let root { begin(at: root) }
    let isReached = seen
    var isTarget = seen
    for (action, targets) in targets.enumerated() where !isReached[action] {
      for target in targets where target != action { isTarget[target] = true }
    }
    for action in targets.indices where !isTarget[action] { begin(at: action) }
    // What is left are circles.
    for action in targets.indices { begin(at: action) }
    return (heads, isReached)
  }

  /// The actions that are reached and were not seen before, each before those that it leads to but for the branches
  /// that lead back.
  private static func order(_ targets: [[Int]], from root: Int, _ seen: inout [Bool]) -> [Int] {
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
