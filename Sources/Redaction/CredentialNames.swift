/// Names of headers, parameters and members that carry a credential by convention.
///
/// A value under one of these names is a secret even when nobody said so. Names are compared without case, `_`, `-`
/// and `.`, so one line stands for `api_key`, `apiKey` and `API-Key`.
package enum CredentialNames {
  /// Sent or answered by services of every kind.
  private static let names: Set<String> = [
    // HTTP authentication (RFC 9110) and cookies (RFC 6265).
    "authorization", "proxyauthorization", "cookie", "setcookie",
    // Keys that vendors put into headers, queries and bodies.
    "apikey", "xapikey", "apisecret", "apitoken", "xauthtoken", "xaccesstoken", "authtoken", "xauthkey",
    "appkey",
    "appsecret", "subscriptionkey", "ocpapimsubscriptionkey", "accesskey", "secretkey", "secretaccesskey",
    "privatekey", "signingkey", "encryptionkey", "sharedkey", "accountkey", "masterkey", "functionskey",
    "xfunctionskey", "privatetoken", "xgitlabtoken", "xvaulttoken", "xshopifyaccesstoken",
    // OAuth 2.0 and OpenID Connect (RFC 6749, 7521, 7523, 7636, 8628, 8693).
    "accesstoken", "refreshtoken", "idtoken", "idtokenhint", "clientsecret", "clientassertion", "assertion",
    "codeverifier", "devicecode", "subjecttoken", "actortoken", "registrationaccesstoken", "bearertoken",
    "jwt",
    // OAuth 1.0 (RFC 5849).
    "oauthtoken", "oauthtokensecret", "oauthsignature", "oauthverifier", "tokensecret",
    // Passwords and sessions.
    "password", "passwd", "pwd", "passphrase", "passcode", "newpassword", "oldpassword", "currentpassword",
    "userpassword", "passwort", "secret", "token", "credential", "credentials", "sessionid", "sessiontoken",
    "sessionkey", "jsessionid", "phpsessid", "csrftoken", "xcsrftoken", "xxsrftoken", "otp",
    // Signed addresses of AWS, Azure and Google; whoever has one has what it opens.
    "xamzsignature", "xamzsecuritytoken", "awssecretaccesskey", "awssessiontoken", "signature",
    "xgoogsignature",
    "sig", "hmac",
    // SAML 2.0.
    "samlresponse", "samlrequest", "samlart", "binarysecuritytoken",
  ]

  /// Names of headers whose value begins with a scheme, such as `Bearer`.
  package static let headersWithScheme: Set<String> = ["authorization", "proxyauthorization"]

  /// A code is a credential where it is exchanged for a token, and a number of an error elsewhere.
  package static func isCredential(_ name: String, inTokenRequest: Bool = false) -> Bool {
    guard mayBeKnown(name.utf8) || inTokenRequest else { return false }
    let folded = folded(name)
    return names.contains(folded) || inTokenRequest && folded == "code"
  }

  /// The first letters of the known names, by the length of the name: every member of every answer is asked for.
  private static let firstLetters: [UInt32] = names.reduce(into: []) { table, name in
    let missing = name.utf8.count + 1 - table.count
    if missing > 0 { table += [UInt32](repeating: 0, count: missing) }
    table[name.utf8.count] |= letter(name.utf8.first ?? 0)
  }

  private static func letter(_ byte: UInt8) -> UInt32 { 1 << UInt32(byte & 31) }

  /// False for most names that are not among the known ones.
  static func mayBeKnown(_ name: some Sequence<UInt8>) -> Bool {
    var (count, first) = (0, 0 as UInt8)
    for byte in name where !isSeparator(byte) {
      if count == 0 { first = byte }
      count += 1
    }
    return firstLetters.indices.contains(count) && firstLetters[count] & letter(first) != 0
  }

  private static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x5F || byte == 0x2D || byte == 0x2E }

  /// Whether a variable's name ends as a credential's does, as `crmToken` and `db_password` do.
  package static func endsAsCredential(_ name: String) -> Bool {
    let folded = folded(name)
    guard !harmless.contains(where: { folded.hasSuffix($0) }) else { return false }
    return names.contains(folded) || endings.contains { folded.hasSuffix($0) }
  }

  private static let endings = [
    "token", "secret", "password", "passwd", "passphrase", "apikey", "accesskey", "secretkey", "privatekey",
    "credential", "credentials", "signature", "authorization",
  ]
  /// Tokens that only say where a list goes on.
  private static let harmless = ["pagetoken", "nexttoken", "continuationtoken", "synctoken", "canceltoken"]

  /// The name without case and without `_`, `-` and `.`.
  package static func folded(_ name: String) -> String {
    var bytes: [UInt8] = []
    for byte in name.utf8 where !isSeparator(byte) {
      bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
