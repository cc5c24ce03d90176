import JSON

/// The members of an object by their names; of several with one name the last one counts.
struct MemberTable {
  private(set) var members: [JSONObject.Member] = []
  private var places: [ExactText: Int] = [:]

  init(_ object: JSONObject) {
    members.reserveCapacity(object.count)
    for member in object.members {
      let name = ExactText(member.name)
      if let place = places[name] {
        members[place].value = member.value
      } else {
        places[name] = members.count
        members.append(member)
      }
    }
  }

  func contains(_ name: ExactText) -> Bool { places[name] != nil }
}
