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
  package static func isCredential(_ name: some StringProtocol, inTokenRequest: Bool = false) -> Bool {
    let folded = folded(name)
    return names.contains(folded) || inTokenRequest && folded == "code"
  }

  /// Whether a variable's name ends as a credential's does, as `crmToken` and `db_password` do.
  package static func endsAsCredential(_ name: some StringProtocol) -> Bool {
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
  package static func folded(_ name: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    for byte in name.utf8 where byte != 0x5F && byte != 0x2D && byte != 0x2E {
      bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
