import JSON

/// Stands in for Epic's FHIR server: a client that signs its requests for tokens, bundles, and OperationOutcome.
enum EpicRoutes {
  private static let base = "/epic/api/FHIR/R4"

  /// The public half of the example key of RFC 7515, appendix A.2.
  static let publicKey = """
    -----BEGIN PUBLIC KEY-----
    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAofgWCuLjybRlzo0tZWJj
    NiuSfb4p4fAkd/wWJcyQoTbji9k0l8W26mPddxHmfHQp+Vaw+4qPCJrcS2mJPMEz
    P1Pt0Bm4d4QlL+yRT+SFd2lZS+pCgNMsD1W/YpRPEwOWvG6b32690r2jZ47soMZo
    9wGzjb/7OMg0LOL+bSf63kpaSHSXndS5z5rexMdbBYUsLA9e+KXBdQOS+UTo7WTB
    EMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6/I5IhlJH7aGhyxX
    FvUK+DWNmoudF8NAco9/h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXp
    oQIDAQAB
    -----END PUBLIC KEY-----
    """

  static let all = [
    Route(
      "POST", "/epic/oauth2/token",
      "Stands in for Epic: a token for a client that signs with RS384; the key is the example of RFC 7515, A.2.",
      form: [
        "grant_type": "client_credentials", "client_assertion": "issued by 'demo', for this address",
        "uses": "how many requests the token is good for",
      ],
      responses: [200: "A token of an hour", 400: "RFC 6749 error"], handler: token),
    Route(
      "GET", base + "/Patient", "Patients, as a Bundle with a link to the next page.",
      query: ["family": "", "_count": "1 to 100; 10 unless given", "page": "of this stand-in's links"],
      responses: [200: "A Bundle", 400: "An OperationOutcome", 401: "An OperationOutcome"]
    ) { request, state in
      signedIn(request, &state) { state in
        let family = request.query("family")?.lowercased()
        let patients = state.standIns.patients.all.map(patient).filter { patient in
          family == nil || patient["name"]?[0]?["family"]?.stringValue?.lowercased() == family
        }
        return bundle(patients, standard: 10, request)
      }
    },
    Route(
      "GET", base + "/Patient/{id}", "One patient.",
      responses: [200: "It", 401: "An OperationOutcome", 404: "An OperationOutcome"]
    ) { request, state in
      signedIn(request, &state) { state in
        let wanted = request.pathParameters["id"] ?? ""
        let found = state.standIns.patients.all.map(patient).first { $0["id"]?.stringValue == wanted }
        guard let found else { return outcome(404, "not-found", "Patient/\(wanted) is not known") }
        return fhir(.object(found))
      }
    },
    Route(
      "GET", base + "/Observation", "Observations of a patient: by default all of them, more than 32 KB.",
      query: ["patient": "the patient's id", "_count": "1 to 1000", "page": "of this stand-in's links"],
      responses: [200: "A Bundle", 400: "An OperationOutcome", 401: "An OperationOutcome"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard let patient = request.query("patient"), !patient.isEmpty else {
          return outcome(400, "required", "Must have the parameter patient")
        }
        return bundle(
          state.standIns.observations.all.map { observation($0, patient) }, standard: 1000, request)
      }
    },
    Route(
      "POST", base + "/Observation",
      "Adds an observation; the answer has no body, and Location says where it is.",
      responses: [201: "Added", 400: "An OperationOutcome", 401: "An OperationOutcome"]
    ) { request, state in
      signedIn(request, &state) { state in
        guard case .success(let body) = RecordRoutes.object(request),
          body["resourceType"]?.stringValue == "Observation"
        else { return outcome(400, "structure", "The body must be an Observation") }
        guard let value = body["valueQuantity"]?["value"], body["subject"]?["reference"] != nil else {
          return outcome(400, "required", "subject and valueQuantity are needed")
        }
        let id = state.standIns.observations.add(["value": value])
        let location = "\(request.origin)\(base)/Observation/\(name("eOB", id))"
        return SandboxResponse(status: 201, headers: [("Location", location)])
      }
    },
  ]

  private static func token(_ request: SandboxRequest, _ state: inout SandboxState) -> SandboxResponse {
    let form = request.formOrJSON
    guard form["grant_type"] == "client_credentials" else {
      return refusal("unsupported_grant_type")
    }
    let assertion = PracticeAssertion(form["client_assertion"] ?? "", publicKey: publicKey)
    guard let assertion, assertion.claims["sub"]?.stringValue == OAuthRoutes.clientID,
      assertion.claims["jti"]?.stringValue?.isEmpty == false,
      assertion.problem(issuer: OAuthRoutes.clientID, audience: request.origin + request.path) == nil
    else { return refusal("invalid_client") }
    return .json(
      [
        "access_token": StandIn.token(3600, form, &state), "token_type": "bearer", "expires_in": 3600,
        "scope": "system/Patient.read system/Observation.read system/Observation.write",
      ], headers: OAuthRoutes.noStore)
  }

  /// Epic says what kind of error it is, and nothing more.
  private static func refusal(_ code: String) -> SandboxResponse {
    .json(["error": .string(code), "error_description": .null], status: 400, headers: OAuthRoutes.noStore)
  }

  private static func signedIn(
    _ request: SandboxRequest, _ state: inout SandboxState, _ answer: (inout SandboxState) -> SandboxResponse
  ) -> SandboxResponse {
    guard StandIn.isSignedIn(request, &state) else {
      var response = outcome(401, "login", "The token is missing, expired or not valid")
      response.headers.append(("WWW-Authenticate", "Bearer error=\"invalid_token\""))
      return response
    }
    return answer(&state)
  }

  private static func bundle(
    _ resources: [JSONObject], standard: Int, _ request: SandboxRequest
  ) -> SandboxResponse {
    guard let count = request.number("_count", default: standard, in: 1...1000),
      let page = request.number("page", default: 1, in: 1...100_000)
    else { return outcome(400, "value", "_count must be 1 to 1000") }
    func link(_ relation: String, _ page: Int) -> JSONValue {
      ["relation": .string(relation), "url": .string(StandIn.address(request, ["page": String(page)]))]
    }
    var links = [link("self", page)]
    if page * count < resources.count { links.append(link("next", page + 1)) }
    let entries = resources.dropFirst((page - 1) * count).prefix(count).map { resource -> JSONValue in
      let type = resource["resourceType"]?.stringValue ?? ""
      let id = resource["id"]?.stringValue ?? ""
      return [
        "fullUrl": .string("\(request.origin)\(base)/\(type)/\(id)"), "resource": .object(resource),
        "search": ["mode": "match"],
      ]
    }
    return fhir([
      "resourceType": "Bundle", "type": "searchset", "total": JSONValue(resources.count),
      "link": .array(links), "entry": .array(entries),
    ])
  }

  private static func patient(_ record: JSONObject) -> JSONObject {
    let text = record["name"]?.stringValue ?? ""
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let birthDate = record["birthDate"]?.stringValue ?? ""
    return [
      "resourceType": "Patient", "id": .string(name("ePT", record["id"]?.intValue ?? 0)),
      "name": [
        [
          "use": "official", "text": .string(text), "family": .string(parts.last ?? ""),
          "given": [.string(parts.first ?? "")],
        ]
      ],
      "birthDate": .string(birthDate),
      "_birthDate": [
        "extension": [
          [
            "url": "http://hl7.org/fhir/StructureDefinition/patient-birthTime",
            "valueDateTime": .string(birthDate + "T08:30:00Z"),
          ]
        ]
      ],
    ]
  }

  private static func observation(_ record: JSONObject, _ patient: String) -> JSONObject {
    [
      "resourceType": "Observation", "id": .string(name("eOB", record["id"]?.intValue ?? 0)),
      "status": "final", "code": ["text": "Heart rate"],
      "subject": ["reference": .string("Patient/\(patient)")],
      "valueQuantity": ["value": record["value"] ?? 0, "unit": "beats/minute"],
    ]
  }

  private static func name(_ prefix: String, _ id: Int) -> String { prefix + StandIn.padded(id, 6) }

  private static func outcome(_ status: Int, _ code: String, _ text: String) -> SandboxResponse {
    fhir(
      [
        "resourceType": "OperationOutcome",
        "issue": [
          [
            "severity": "error", "code": .string(code), "details": ["text": .string(text)],
            "diagnostics": .string(text),
          ]
        ],
      ], status: status)
  }

  private static func fhir(_ value: JSONValue, status: Int = 200) -> SandboxResponse {
    var response = SandboxResponse.json(value, status: status)
    response.headers = [("Content-Type", "application/fhir+json")]
    return response
  }
}
