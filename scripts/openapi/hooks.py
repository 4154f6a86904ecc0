"""What schemathesis can not read from the description: how Hydra's errors are meant, and the clients that requests name."""

import base64
import binascii
import json
import os
import urllib.error
import urllib.parse
import urllib.request
import uuid

import schemathesis

PUBLIC = "http://localhost:" + os.environ["PUBLIC_PORT"]
ADMIN = "http://localhost:" + os.environ["ADMIN_PORT"]
IS_OPENCHAMI = os.environ.get("PROFILE") == "openchami"

UNRECOGNIZABLE = {"error": "error", "error_description": "The error is unrecognizable"}

# The server errors that Hydra means to give, by operation: which body, and why.
KNOWN_SERVER_ERRORS = {
    # A patch that can not be carried out, is no patch, or whose result is no client.
    "PATCH /admin/clients/{id}": lambda response: response.json() == UNRECOGNIZABLE,
    # The page about an error that could be told nowhere else: its status is always 500.
    "GET /oauth2/fallbacks/error": lambda response: "urls.error is not set" in response.text,
}


@schemathesis.check
def only_known_server_errors(ctx, response, case):
    """In place of not_a_server_error: 5xx where Hydra has it, with its very body, and nowhere else."""
    if response.status_code < 500:
        return
    is_known = KNOWN_SERVER_ERRORS.get(case.operation.label)
    if case.method.upper() != case.operation.method.upper() or is_known is None or not is_known(response):
        raise AssertionError(f"{response.status_code}: {response.text}")


@schemathesis.check
def unsupported_method_as_hydra(ctx, response, case):
    """Other methods of a known path: 405 with Allow on the admin port, the 404 page on the public one."""
    if case.method.upper() in (method.upper() for method in case.operation.schema[case.operation.path]):
        return
    if case.operation.path.startswith(("/admin", "/mock")):
        if case.operation.path in OPENCHAMI_PATHS and not IS_OPENCHAMI:
            return
        assert response.status_code == 405, f"{case.method}: {response.status_code} {response.text}"
        assert response.headers.get("allow"), "405 without Allow"
    else:
        assert response.status_code == 404, f"{case.method}: {response.status_code} {response.text}"
        assert "Error 404" in response.text, response.text


def send(method, url, body=None, headers={}):
    """The status and the body of an answer; redirects are not followed."""

    class NoRedirects(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    request = urllib.request.Request(url, data=body, method=method, headers=headers)
    try:
        with urllib.request.build_opener(NoRedirects).open(request, timeout=10) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


class Bss:
    """The client of the examples. It is made anew whenever a request has deleted it."""

    MEMBERS = {
        "client_id": "bss",
        "client_secret": "bss-secret",
        "token_endpoint_auth_method": "client_secret_post",
        "grant_types": ["client_credentials"],
        "response_types": ["token"],
        "scope": "openid read",
        "redirect_uris": ["http://localhost:5555/callback"],
        "audience": ["https://smd.example.com"],
    }
    registration_access_token = ""

    @classmethod
    def ensure(cls):
        status, body = send("POST", ADMIN + "/admin/clients", json.dumps(cls.MEMBERS).encode())
        if status != 201:
            assert status == 409, body
            return
        cls.registration_access_token = json.loads(body)["registration_access_token"]
        if IS_OPENCHAMI:
            form = {
                "client_id": "bss",
                "client_secret": "bss-secret",
                "response_type": "token",
                "redirect_uri": "http://localhost:5555/callback",
                "state": "12345678910",
            }
            status, body = send(
                "POST",
                PUBLIC + "/oauth2/auth",
                urllib.parse.urlencode(form).encode(),
                {"Authorization": "Bearer " + cls.registration_access_token},
            )
            assert status == 302, body


class Filler:
    """Makes every third generated request one that can succeed: nobody guesses a secret or a token."""

    KEY = {"kty": "oct", "kid": "idp-1", "k": "AAAA"}
    calls = 0

    @classmethod
    def fill(cls, case):
        if case.meta is None or case.meta.phase.name.value not in ("fuzzing", "stateful"):
            return
        cls.calls += 1
        if cls.calls % 3:
            return
        if case.operation.path.endswith(("/oauth2/token", "/oauth2/revoke", "/admin/oauth2/auth")):
            if isinstance(case.body, dict):
                case.body = {**case.body, "client_id": "bss", "client_secret": "bss-secret"}
                if "grant_type" in case.body:
                    case.body["grant_type"] = "client_credentials"
        elif case.operation.path == "/admin/oauth2/introspect":
            if isinstance(case.body, dict):
                case.body = {**case.body, "token": cls.token()}
        elif case.operation.path == "/userinfo" and case.method.upper() != "OPTIONS":
            case.headers = {**(case.headers or {}), "Authorization": "Bearer " + cls.token()}
        elif case.operation.path == "/admin/trust/grants/jwt-bearer/issuers" and isinstance(case.body, dict):
            case.body = {**case.body, "issuer": "https://idp.example.com", "subject": str(uuid.uuid4()), "jwk": cls.KEY}
            case.body["expires_at"] = "2099-01-01T00:00:00Z"
            case.body.pop("allow_any_subject", None)
        elif case.operation.path == "/oauth2/register/{id}":
            status, body = send("POST", PUBLIC + "/oauth2/register", b"{}")
            assert status == 201, body
            client = json.loads(body)
            case.path_parameters = {"id": client["client_id"]}
            case.query = {"access_token": client["registration_access_token"]}

    @staticmethod
    def token():
        Bss.ensure()
        form = {"grant_type": "client_credentials", "client_id": "bss", "client_secret": "bss-secret"}
        _, body = send("POST", PUBLIC + "/oauth2/token", urllib.parse.urlencode(form).encode())
        return json.loads(body).get("access_token", "")


@schemathesis.hook
def before_call(ctx, case, kwargs):
    Filler.fill(case)
    if "bss" in repr((case.path_parameters, case.query, case.body)):
        Bss.ensure()


# The paths that exist under profile openchami only.
OPENCHAMI_PATHS = ("/admin/oauth2/auth", "/admin/oauth2/token")


@schemathesis.hook
def filter_failure(ctx, failure, case, response):
    """Under other profiles these paths do not exist, whether or not a header is missing."""
    is_unknown = case.operation.path in OPENCHAMI_PATHS and not IS_OPENCHAMI and response.status_code == 404
    return not (is_unknown and type(failure).__name__ == "MissingHeaderNotRejected")


def makes_server_hang_up(token):
    """Hydra breaks down over a page token of fewer than 24 bytes, and so does the server."""
    try:
        return len(base64.urlsafe_b64decode(urllib.parse.unquote_plus(token))) < 24
    except (ValueError, binascii.Error):
        return False


@schemathesis.hook
def filter_query(ctx, query):
    tokens = query.get("page_token", "") if query else ""
    tokens = tokens if isinstance(tokens, list) else [tokens]
    return not any(isinstance(token, str) and token and makes_server_hang_up(token) for token in tokens)


@schemathesis.hook
def filter_body(ctx, body):
    """No sector identifiers: the server would look for their hosts."""
    sector = body.get("sector_identifier_uri") if isinstance(body, dict) else None
    return not (isinstance(sector, str) and sector.startswith("https:"))


if IS_OPENCHAMI:

    @schemathesis.auth().apply_to(method="POST", path_regex="/oauth2/(auth|token)$")
    class RegistrationAccessToken:
        def get(self, case, ctx):
            Bss.ensure()
            return Bss.registration_access_token

        def set(self, case, data, ctx):
            case.headers = {**(case.headers or {}), "Authorization": "Bearer " + data}
