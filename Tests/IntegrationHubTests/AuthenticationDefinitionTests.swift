import HTTPExchange
import IntegrationHub
import JSON
import TestSupport
import Testing

/// Each type and each grant has its own members, and says what is missing.
@Suite struct AuthenticationDefinitionTests {
  private let bench = HubBench()

  private func error(_ auth: String) throws -> HubError? {
    let json = try object(#"{ "auth": { \#(auth) } }"#)
    do {
      _ = try bench.hub.defineConnection("crm", template: nil, json)
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    (#""url": "/t", "grant": "magic""#, "'magic' is no grant of auth"),
    (#""url": "/t", "type": "oauth3""#, "'oauth3' is no type of auth"),
    (#""url": "/t", "grant": "password", "username": "x""#, #"the password grant needs "password""#),
    (#""url": "/t", "scope": "x""#, #"the client_credentials grant needs "clientId""#),
    (
      #""url": "/t", "grant": "custom", "clientID": "x""#,
      "'clientID' is no member of auth with grant 'custom'"
    ),
    (
      #""url": "/t", "grant": "custom", "timeoutMs": 90001"#,
      "'timeoutMs' of auth must be a number of milliseconds from 1 to 90000"
    ),
    (#""clientId": "x""#, #"auth has no "url": the address of the token endpoint"#),
    (#""url": "/t", "clientId": "x", "clientAuth": "magic""#, "'magic' is no clientAuth of auth"),
    (
      #""url": "/t", "clientId": "x", "clientAuth": "private_key_jwt""#,
      #"auth has no "privateKey": what assertions are signed with"#
    ),
    (
      #""url": "/t", "clientId": "x", "clientSecret": "y", "clientAuth": "private_key_jwt", "privateKey": "[[k]]""#,
      #"clientAuth 'private_key_jwt' takes no "clientSecret": the key is the proof"#
    ),
    (
      #""url": "/t", "grant": "jwt_bearer", "privateKey": "[[k]]""#, #"the jwt_bearer grant needs "issuer""#
    ),
    (
      #""url": "/t", "grant": "jwt_bearer", "issuer": "i", "privateKey": "[[k]]", "privateKeyFile": "k.pem""#,
      #"auth has both "privateKey" and "privateKeyFile""#
    ),
    (
      #""url": "/t", "grant": "jwt_bearer", "issuer": "i", "privateKey": "[[k]]", "algorithm": "HS256""#,
      "'HS256' is no algorithm of auth"
    ),
    (
      #""url": "/t", "grant": "jwt_bearer", "issuer": "i", "privateKey": "[[k]]", "lifetime": 7200"#,
      "'lifetime' of auth must be a number of seconds from 1 to 3600"
    ),
    (
      #""url": "/t", "grant": "jwt_bearer", "issuer": "i", "privateKey": "[[k]]", "claims": []"#,
      "'claims' of auth must be an object"
    ),
    (
      #""url": "/t", "grant": "authorization_code", "clientId": "x""#,
      #"auth has no "authorizationUrl": the address where a person agrees"#
    ),
    (
      #""url": "/t", "grant": "authorization_code", "clientId": "x", "authorizationUrl": "/a", "redirectUri": "https://example.com/cb""#,
      "redirectUri 'https://example.com/cb' is no address of this machine"
    ),
    (
      #""url": "/t", "grant": "device_code", "clientId": "x""#,
      #"auth has no "deviceUrl": the address of the device authorization endpoint"#
    ),
    (#""type": "basic", "username": "x""#, #"type 'basic' needs "password""#),
    (#""type": "digest", "password": "x""#, #"type 'digest' needs "username""#),
    (#""type": "bearer""#, #"type 'bearer' needs "token""#),
    (#""type": "apikey", "name": "X-Key""#, #"type 'apikey' needs "value""#),
    (#""type": "apikey", "name": "k", "value": "v", "in": "body""#, "'body' is no in of auth"),
    (
      #""type": "aws_sigv4", "accessKeyId": "a", "secretAccessKey": "s""#, #"type 'aws_sigv4' needs "region""#
    ),
  ]) func wrongDefinitionsAreRefused(members: String, message: String) throws {
    #expect(try error(members)?.message == message)
  }

  @Test func aMemberOfAnotherKindSaysWhereItBelongs() throws {
    let first = try error(#""url": "/t", "clientId": "x", "username": "u""#)
    #expect(first?.message == "'username' is no member of auth with grant 'client_credentials'")
    #expect(first?.suggestion == "it belongs to grant 'password'")
    let second = try error(#""type": "basic", "username": "u", "password": "p", "token": "t""#)
    #expect(second?.message == "'token' is no member of auth with type 'basic'")
    #expect(second?.suggestion == "it belongs to type 'bearer'")
    let third = try error(#""url": "/t", "clientId": "x", "keyId": "k""#)
    #expect(third?.suggestion == "it belongs to grant 'jwt_bearer', clientAuth 'private_key_jwt'")
  }

  @Test func aMistypedMemberNamesTheNearest() throws {
    let error = try error(#""type": "apikey", "name": "k", "vlaue": "v""#)
    #expect(error?.member == "vlaue")
    #expect(error?.path == ["auth"])
    #expect(error?.unknown?.name == "vlaue")
    #expect(error?.unknown?.candidates == ["type", "name", "value", "in"])
  }

  @Test func missingMembersComeWithAnExample() throws {
    #expect(try error(#""type": "bearer""#)?.suggestion == #"add "token": "[[token]]""#)
  }
}
