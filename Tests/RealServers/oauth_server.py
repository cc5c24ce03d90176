"""An OAuth 2.0 service whose rules are Authlib's: it holds clients, users and tokens in memory, and decides nothing itself.

Usage: oauth_server.py PORT FOLDER-OF-PUBLIC-KEYS
"""

import os
import sys
import time
from pathlib import Path

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # loopback

from authlib.common.security import generate_token
from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector, current_token
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import ClientMixin, InvalidRequestError, TokenMixin, grants, list_to_scope, scope_to_list
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion, JWTBearerGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc8628 import DeviceAuthorizationEndpoint, DeviceCodeGrant, DeviceCredentialDict
from flask import Flask, Response, jsonify, request
from joserfc import jwk
from joserfc.jws import JWSRegistry

PORT, KEYS = int(sys.argv[1]), Path(sys.argv[2])
BASE = f"http://127.0.0.1:{PORT}"
TOKEN_URL = f"{BASE}/token"
# The library takes three algorithms unless it is told of others.
JWSRegistry.recommended += ["RS384", "RS512", "ES384"]

app = Flask(__name__)
app.config["OAUTH2_SCOPES_SUPPORTED"] = ["read", "write", "offline_access"]
users = {"ada": "lovelace & co: 100%", "grace": "höpper"}
tokens = []
codes = {}
device_codes = {}
device_answers = {}
used_ids = set()
seen = []  # what token requests carried, for a test to look at
polled = {}


class Client(ClientMixin):
    def __init__(self, client_id, methods, allowed, secret=None, key=None, life=3600, redirects=False):
        self.client_id, self.methods, self.grants = client_id, methods, allowed
        self.secret, self.key_file, self.life, self.redirects = secret, key, life, redirects

    @property
    def key(self):
        return jwk.import_key((KEYS / f"{self.key_file}.pub").read_text(), "RSA" if self.key_file == "rsa" else "EC")

    def get_client_id(self): return self.client_id
    def get_default_redirect_uri(self): return None
    def get_allowed_scope(self, scope):
        return list_to_scope([s for s in scope_to_list(scope) or [] if s in ("read", "write", "offline_access")])
    def check_redirect_uri(self, uri):
        # RFC 8252, section 7.3: any port of the loopback address.
        return self.redirects and uri.startswith(("http://127.0.0.1:", "http://localhost:", "http://[::1]:"))
    def check_client_secret(self, secret): return self.secret is not None and self.secret == secret
    def check_endpoint_auth_method(self, method, endpoint): return method in self.methods
    def check_response_type(self, response_type): return self.redirects and response_type == "code"
    def check_grant_type(self, grant_type): return grant_type in self.grants


JWT_BEARER, DEVICE = JWTBearerGrant.GRANT_TYPE, DeviceCodeGrant.GRANT_TYPE
HARD_SECRET = "s:e/c+r&e=t%25ü"
BLANK_SECRET = "a secret of words ~*"
clients = {
    client.client_id: client
    for client in [
        Client("basic", ["client_secret_basic"], ["client_credentials", "password", "refresh_token"], HARD_SECRET),
        Client("post", ["client_secret_post"], ["client_credentials", "password", "refresh_token"], HARD_SECRET),
        Client("client:with/odd%characters", ["client_secret_basic"], ["client_credentials"], HARD_SECRET),
        Client("with blank", ["client_secret_basic"], ["client_credentials"], BLANK_SECRET),
        Client("brief", ["client_secret_basic"], ["client_credentials", "password", "refresh_token"], HARD_SECRET, life=31),
        Client("lasting", ["client_secret_basic"], ["client_credentials"], HARD_SECRET, life=None),
        Client("jwt-rsa", ["private_key_jwt"], ["client_credentials", JWT_BEARER, "refresh_token"], key="rsa"),
        Client("jwt-p256", ["private_key_jwt"], ["client_credentials", JWT_BEARER], key="p256"),
        Client("jwt-p384", ["private_key_jwt"], ["client_credentials", JWT_BEARER], key="p384"),
        Client("app", ["none"], ["authorization_code", "refresh_token", DEVICE], redirects=True),
        Client("web", ["client_secret_basic"], ["authorization_code", "refresh_token", DEVICE], HARD_SECRET, redirects=True),
    ]
}


class Token(TokenMixin):
    def __init__(self, fields, client_id, user):
        self.access_token, self.refresh_token = fields["access_token"], fields.get("refresh_token")
        self.scope, self.expires_in = fields.get("scope") or "", fields.get("expires_in")
        self.client_id, self.user, self.issued_at = client_id, user, time.time()
        self.revoked = self.refresh_used = False

    def check_client(self, client): return self.client_id == client.client_id
    def get_scope(self): return self.scope
    def get_expires_in(self): return self.expires_in
    def is_expired(self): return self.expires_in is not None and self.issued_at + self.expires_in < time.time()
    def is_revoked(self): return self.revoked
    def get_user(self): return self.user
    def get_client(self): return clients[self.client_id]


def save_token(fields, oauth_request):
    tokens.append(Token(fields, oauth_request.client.client_id, oauth_request.user))


def make_token(grant_type, client, user=None, scope=None, expires_in=None, include_refresh_token=True):
    fields = {"token_type": "Bearer", "access_token": "at." + generate_token(40)}
    if client.life is not None:
        fields["expires_in"] = client.life
    if include_refresh_token and client.check_grant_type("refresh_token") and grant_type != "client_credentials":
        fields["refresh_token"] = "rt." + generate_token(48)
    if scope:
        fields["scope"] = scope
    return fields


server = AuthorizationServer(app, clients.get, save_token)
server.register_token_generator("default", make_token)

SECRETS = ["client_secret_basic", "client_secret_post"]


class ClientCredentials(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = SECRETS + ["private_key_jwt"]


class Password(grants.ResourceOwnerPasswordCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = SECRETS

    def authenticate_user(self, username, password):
        return username if username in users and users[username] == password else None


class Refresh(grants.RefreshTokenGrant):
    INCLUDE_NEW_REFRESH_TOKEN = True
    TOKEN_ENDPOINT_AUTH_METHODS = SECRETS + ["none", "private_key_jwt"]

    def authenticate_refresh_token(self, text):
        return next((t for t in tokens if t.refresh_token == text and not t.refresh_used), None)

    def authenticate_user(self, credential): return credential.user
    def revoke_old_credential(self, credential): credential.refresh_used = credential.revoked = True


class Code(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = SECRETS + ["none"]

    class Saved:
        def get_redirect_uri(self): return self.redirect_uri
        def get_scope(self): return self.scope

    def save_authorization_code(self, code, oauth_request):
        saved, data = self.Saved(), oauth_request.payload.data
        saved.code, saved.client_id, saved.user = code, oauth_request.client.client_id, oauth_request.user
        saved.redirect_uri, saved.scope = oauth_request.payload.redirect_uri, oauth_request.payload.scope
        saved.code_challenge = data.get("code_challenge")
        saved.code_challenge_method = data.get("code_challenge_method")
        codes[code] = saved
        return saved

    def query_authorization_code(self, code, client):
        saved = codes.get(code)
        return saved if saved and saved.client_id == client.client_id else None

    def delete_authorization_code(self, saved): codes.pop(saved.code, None)
    def authenticate_user(self, saved): return saved.user


class Challenge(CodeChallenge):
    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]

    def validate_code_challenge(self, grant, redirect_uri):
        # RFC 9700 asks for a challenge from every client, Authlib only from those without a secret.
        data = grant.request.payload.data
        if not data.get("code_challenge") or data.get("code_challenge_method") != "S256":
            raise InvalidRequestError("A code_challenge with method S256 is required")
        super().validate_code_challenge(grant, redirect_uri)


class JWTBearer(JWTBearerGrant):
    def resolve_issuer_client(self, issuer): return clients.get(issuer)
    def resolve_client_public_key(self, client): return client.key
    def authenticate_user(self, subject): return subject if subject in users else None
    def has_granted_permission(self, client, user): return True
    def get_audiences(self): return [TOKEN_URL, BASE]


class Assertion(JWTBearerClientAssertion):
    CLIENT_AUTH_METHOD = "private_key_jwt"

    def get_audiences(self): return [TOKEN_URL, BASE]
    def resolve_client_public_key(self, client): return client.key
    def validate_jti(self, claims, jti):
        if jti in used_ids:
            return False
        used_ids.add(jti)
        return True


class DeviceAuthorization(DeviceAuthorizationEndpoint):
    INTERVAL = 1

    def get_verification_uri(self): return f"{BASE}/device"
    def save_device_credential(self, client_id, scope, data):
        device_codes[data["device_code"]] = DeviceCredentialDict(
            client_id=client_id, scope=scope, expires_at=time.time() + data["expires_in"], **data)


class DeviceCode(DeviceCodeGrant):
    def query_device_credential(self, code): return device_codes.get(code)
    def query_user_grant(self, user_code): return device_answers.get(user_code)
    def should_slow_down(self, credential):
        # RFC 8628, section 3.5: polling faster than the interval; half a second is for the clock.
        now, code = time.time(), credential["device_code"]
        before, polled[code] = polled.get(code), now
        return before is not None and now - before < credential["interval"] - 0.5


class Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = SECRETS + ["none"]

    def query_token(self, text, hint):
        return next((t for t in tokens if text in (t.access_token, t.refresh_token)), None)

    def revoke_token(self, token, oauth_request): token.revoked = token.refresh_used = True


server.register_client_auth_method("private_key_jwt", Assertion())
for grant in [ClientCredentials, Password, Refresh, JWTBearer, DeviceCode]:
    server.register_grant(grant)
server.register_grant(Code, [Challenge(required=True)])
server.register_endpoint(DeviceAuthorization(server))
server.register_endpoint(Revocation)


class Validator(BearerTokenValidator):
    def authenticate_token(self, text): return next((t for t in tokens if t.access_token == text), None)


protect = ResourceProtector()
protect.register_token_validator(Validator())


@app.post("/token")
def token():
    form = request.form
    seen.append({
        "grant_type": form.get("grant_type"), "fields": sorted(form),
        "authorization": (request.headers.get("Authorization") or "none").split(" ")[0],
        "type": request.content_type, "audience": form.get("audience")})
    return server.create_token_response()


@app.get("/authorize")
def authorize():
    """Consents at once for the user that is named, or for Ada; `deny=1` refuses."""
    try:
        grant = server.get_consent_grant(end_user="ada")
    except OAuth2Error as error:
        return jsonify(dict(error.get_body())), error.status_code
    user = None if request.args.get("login_hint") == "deny" else "ada"
    return server.create_authorization_response(grant=grant, grant_user=user)


@app.post("/device_authorization")
def device_authorization():
    return server.create_endpoint_response("device_authorization")


@app.get("/device")
def device():
    """The page on which a person types the user code: it allows at once, or refuses with `deny=1`."""
    code = request.args.get("user_code", "")
    if not any(entry["user_code"] == code for entry in device_codes.values()):
        return Response("no such code", 404)
    device_answers[code] = ("ada", "deny" not in request.args)
    return Response("thank you")


@app.post("/revoke")
def revoke():
    return server.create_endpoint_response(Revocation.ENDPOINT_NAME)


@app.post("/login")
def login():
    """A vendor's own log-in with JSON, as in the custom grant."""
    data = request.get_json(silent=True) or {}
    if data.get("accessKeyId") != "key-1" or data.get("accessKeySecret") != HARD_SECRET:
        return jsonify(error="bad key", accessKeyId=data.get("accessKeyId")), 401
    fields = make_token("custom", clients["basic"], scope="read", include_refresh_token=False)
    tokens.append(Token(fields, "basic", "ada"))
    return jsonify(fields)


def whose():
    return jsonify(user=current_token.user, client=current_token.client_id, scope=current_token.scope)


app.add_url_rule("/resource", "resource", protect()(whose), methods=["GET", "POST"])
app.add_url_rule("/resource/write", "write", protect("write")(whose), methods=["GET", "POST"])


@app.post("/expire")
def expire():
    """Ends the life of all access tokens of a client, as a server that restarts does."""
    ended = [t for t in tokens if t.client_id == request.args.get("client") and not t.revoked]
    for entry in ended:
        entry.issued_at, entry.expires_in = 0, 1
    return jsonify(expired=len(ended))


@app.get("/seen")
def what_was_seen(): return jsonify(seen[-20:])


@app.get("/.well-known/openid-configuration")
@app.get("/.well-known/oauth-authorization-server")
def discovery():
    return jsonify({
        "issuer": BASE, "token_endpoint": TOKEN_URL, "authorization_endpoint": f"{BASE}/authorize",
        "device_authorization_endpoint": f"{BASE}/device_authorization", "revocation_endpoint": f"{BASE}/revoke",
        "response_types_supported": ["code"], "code_challenge_methods_supported": ["S256"],
        "grant_types_supported": [
            "client_credentials", "password", "refresh_token", "authorization_code", JWT_BEARER, DEVICE],
        "token_endpoint_auth_methods_supported": SECRETS + ["private_key_jwt", "none"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256", "RS384", "RS512", "ES256", "ES384"]})


if __name__ == "__main__":
    app.run("127.0.0.1", PORT, threaded=True)
