/// A `format` that is checked.
enum SchemaFormat: String, Sendable {
  case dateTime = "date-time"
  case date, time, email, hostname, ipv4, ipv6, uri, uuid

  var nameWithArticle: String {
    switch self {
    case .dateTime: "a date and time such as 2024-05-06T07:08:09Z"
    case .date: "a date such as 2024-05-06"
    case .time: "a time such as 07:08:09Z"
    case .email: "an email address"
    case .hostname: "a host name"
    case .ipv4: "an IPv4 address"
    case .ipv6: "an IPv6 address"
    case .uri: "a URI"
    case .uuid: "a UUID"
    }
  }

  func fits(_ text: String) -> Bool {
    let bytes = Array(text.utf8)[...]
    return switch self {
    case .dateTime: DateFormats.isDateTime(bytes)
    case .date: DateFormats.isDate(bytes)
    case .time: DateFormats.isTime(bytes)
    case .email: HostFormats.isEmail(bytes)
    case .hostname: HostFormats.isHostName(bytes)
    case .ipv4: HostFormats.isIPv4(bytes)
    case .ipv6: HostFormats.isIPv6(bytes)
    case .uri: URIFormat.isURI(bytes)
    case .uuid: HostFormats.isUUID(bytes)
    }
  }
}
