import Encodings
package import JSON

/// A signed JSON Web Token in compact form (RFC 7519, RFC 7515).
package enum JSONWebToken {
  package static func sign(
    _ claims: JSONObject, with key: SigningKey, keyID: String? = nil
  ) throws(HubError) -> String {
    var header: JSONObject = ["alg": .string(key.algorithm.rawValue), "typ": "JWT"]
    if let keyID { header["kid"] = .string(keyID) }
    let signed = part(header) + "." + part(claims)
    return signed + "." + Base64.encodeForURL(try key.signature(of: signed))
  }

  private static func part(_ object: JSONObject) -> String {
    Base64.encodeForURL(JSONValue.object(object).text(.compact).utf8)
  }
}
