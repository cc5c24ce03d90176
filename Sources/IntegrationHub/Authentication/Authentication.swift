import JSON
import Redaction

/// How a connection proves who it is (hub spec, section 3.1).
package enum Authentication: Equatable, Sendable {
  /// An exchange whose answer is a token (RFC 6749).
  case oauth2(OAuthDefinition)
  case basic(BasicAuthentication)
  case digest(DigestAuthentication)
  /// A token that is there already (RFC 6750).
  case bearer(token: String)
  case apiKey(APIKey)
  case awsSigV4(AWSCredentials)

  /// What `type` of an `auth` object may be.
  enum Kind: String, CaseIterable {
    case oauth2, basic, digest, bearer, apikey
    case awsSigV4 = "aws_sigv4"
  }

  /// The grant of OAuth 2.0, or the type: what lists of connections show.
  package var label: String {
    switch self {
    case .oauth2(let definition): definition.grant.rawValue
    case .basic: Kind.basic.rawValue
    case .digest: Kind.digest.rawValue
    case .bearer: Kind.bearer.rawValue
    case .apiKey: Kind.apikey.rawValue
    case .awsSigV4: Kind.awsSigV4.rawValue
    }
  }

  /// The exchange that gives a token; nil where requests carry their own proof.
  var oauth: OAuthDefinition? {
    if case .oauth2(let definition) = self { definition } else { nil }
  }

  /// The names that are sent beside a secret, in `Basic` credentials for one.
  var identifiers: [String] {
    switch self {
    case .oauth2(let definition): [definition.clientID, definition.username].compactMap { $0 }
    case .basic(let basic): [basic.username]
    case .digest(let digest): [digest.username]
    case .bearer, .apiKey, .awsSigV4: []
    }
  }

  /// Credentials with their member's name, as the definition has them.
  var credentials: [NamedValue] {
    switch self {
    case .oauth2(let definition):
      [("clientSecret", definition.clientSecret), ("password", definition.password)].compactMap {
        name, value in value.map { NamedValue(name, $0) }
      }
    case .basic(let basic): [NamedValue("password", basic.password)]
    case .digest(let digest): [NamedValue("password", digest.password)]
    case .bearer(let token): [NamedValue("token", token)]
    case .apiKey(let key): [NamedValue("value", key.value)]
    case .awsSigV4(let credentials): [NamedValue("secretAccessKey", credentials.secretAccessKey)]
    }
  }
}

extension Authentication {
  /// A key that stands in a definition as it is, under a name that says nothing of it.
  static func literalKey(in definition: JSONObject) -> [LiteralCredentials.Finding] {
    guard let auth = definition["auth"]?.objectValue, auth["type"]?.stringValue == Kind.apikey.rawValue,
      let text = auth["value"]?.stringValue
    else { return [] }
    return LiteralCredentials.find("value", text, isKnown: true)
  }
}

/// A user's name and password for `Basic` (RFC 7617).
package struct BasicAuthentication: Equatable, Sendable {
  package var username: String
  package var password: String
}

/// A user's name and password for `Digest` (RFC 7616).
package struct DigestAuthentication: Equatable, Sendable {
  package var username: String
  package var password: String
}

/// A key that stands in every request under a name of the vendor's.
package struct APIKey: Equatable, Sendable {
  package enum Place: String, CaseIterable, Sendable {
    case header, query, cookie
  }

  package var name: String
  package var value: String
  package var place = Place.header
}

/// What AWS Signature Version 4 signs with.
package struct AWSCredentials: Equatable, Sendable {
  package var accessKeyID: String
  package var secretAccessKey: String
  package var sessionToken: String?
  package var region: String
  package var service: String
  /// Leaves the body out of the signature, as S3 allows over TLS.
  package var leavesPayloadUnsigned: Bool

  package init(
    accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, region: String,
    service: String, leavesPayloadUnsigned: Bool = false
  ) {
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
    self.region = region
    self.service = service
    self.leavesPayloadUnsigned = leavesPayloadUnsigned
  }
}
