"""Gong's OAuth protocol: the requests, and what every kind of answer means."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from gong import errors
from gong.api import Answer
from gong.oauth import (
    App,
    authorize_url,
    code_request,
    consent_problem,
    missing_scopes,
    read_tokens,
    refresh_request,
)
from include.data_types import DATA_TYPES, scopes

APP = App("https://app.gong.io", "the-client", "the-secret", tuple(scopes()))
BACK = "https://airflow.example.com/x/gong/oauth/callback?a=b c"
GOOD: dict[str, Any] = {
    "access_token": "access.1",
    "token_type": "bearer",
    "refresh_token": "refresh.1",
    "expires_in": 86399,
    "scope": "api:users:read api:library:read",
    "api_base_url_for_customer": "https://company-17.api.gong.io",
}


def answer(content: Any = None, status: int = 200, **headers: str) -> Answer:
    """Return an answer; text as it is, everything else as JSON."""
    body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
    return Answer(status, headers, body)


def read(content: Any, status: int = 200, **headers: str) -> Any:
    """Read an answer."""
    return read_tokens(answer(content, status, **headers), 1_000.0)


def test_the_consent_page() -> None:
    """All scopes that some type can use are asked for; the challenge is the verifier's (RFC 7636, B)."""
    url = urlsplit(authorize_url(APP, BACK, "st&te", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
    assert (url.scheme, url.netloc, url.path) == ("https", "app.gong.io", "/oauth2/authorize")
    assert {name: values for name, [values] in parse_qs(url.query).items()} == {
        "client_id": "the-client",
        "response_type": "code",
        "scope": " ".join(scopes()),
        "redirect_uri": BACK,
        "state": "st&te",
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
    }
    assert {row.scope for row in DATA_TYPES.values()} <= set(scopes())
    assert len(set(scopes())) == len(scopes())


def test_the_requests_for_tokens() -> None:
    """The documented form: all in the query, client id and secret as Basic."""
    basic = "Basic " + base64.b64encode(b"the-client:the-secret").decode()
    first = code_request(APP, "c0de", BACK, "verifier")
    assert (first.base_url, first.authorization) == ("https://app.gong.io", basic)
    assert first.query == {
        "grant_type": "authorization_code",
        "code": "c0de",
        "client_id": "the-client",
        "redirect_uri": BACK,
        "code_verifier": "verifier",
    }
    assert refresh_request(APP, "r").query == {"grant_type": "refresh_token", "refresh_token": "r"}


def test_nothing_secret_is_in_a_repr() -> None:
    """Whatever lands in a traceback."""
    shown = repr(
        [APP, code_request(APP, "c0de", BACK, "v3rifier"), refresh_request(APP, "r3fresh"), read(GOOD)]
    )
    assert not any(
        secret in shown for secret in ("the-secret", "c0de", "v3rifier", "r3fresh", "access.1", "Basic")
    )


def test_good_tokens() -> None:
    """All fields are read; those that are not known are ignored, a number may come as text."""
    tokens = read({**GOOD, "expires_in": "60", "new": 1})
    assert (tokens.access_token, tokens.refresh_token, tokens.lifetime) == ("access.1", "refresh.1", 60.0)
    assert tokens.scopes == ("api:users:read", "api:library:read")
    assert tokens.base_url == "https://company-17.api.gong.io"
    assert missing_scopes(["api:users:read", "api:x:y"], tokens) == ["api:x:y"]


def test_what_tokens_may_lack() -> None:
    """Without scopes nothing is known to be missing; without a lifetime a short one is assumed."""
    tokens = read({name: GOOD[name] for name in GOOD.keys() - {"scope", "expires_in", "token_type"}})
    assert (tokens.scopes, tokens.lifetime) == (None, 3600.0)
    assert missing_scopes(["api:users:read"], tokens) == []


@pytest.mark.parametrize(
    "host",
    [
        "https://evil.example",
        "https://gong.io.evil.example",
        "https://gong.io.evil.example/",
        "http://company-17.api.gong.io",
        "http://127.0.0.1:8080",
        "https://127.0.0.1",
        "https://localhost",
        "https://10.0.0.1",
        "https://[::1]",
        "https://169.254.169.254/latest/meta-data",
        "https://company-17.api.gong.io/v2/users",
        "https://company-17.api.gong.io/?x=1",
        "https://company-17.api.gong.io#x",
        "https://user:secret@company-17.api.gong.io",
        "https://company-17.api.gong.io:8443",
        "https://company-17.api.gong.io\\@evil.example",
        "https://company-17.api.gong.io\r\nX: y",
        "company-17.api.gong.io",
        "gopher://company-17.api.gong.io",
        "",
        None,
        7,
        ["https://company-17.api.gong.io"],
    ],
)
def test_the_apis_address_is_not_believed(host: Any) -> None:
    """Tokens go to Gong's hosts only, whatever the answer says; the message shows no part of it."""
    with pytest.raises(errors.MalformedAnswer) as caught:
        read({**GOOD, "api_base_url_for_customer": host})
    assert "evil" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_host_that_operators_allow_is_believed() -> None:
    """The simulator of tests and demo."""
    content = {**GOOD, "api_base_url_for_customer": "http://127.0.0.1:9100"}
    assert read_tokens(answer(content), 0.0, {"127.0.0.1"}).base_url == "http://127.0.0.1:9100"


@pytest.mark.parametrize("field", ["access_token", "refresh_token"])
@pytest.mark.parametrize("value", [None, "", " ", "a b", "a\nb", "ä", 7, ["x"], {}])
def test_a_token_that_no_header_can_carry(field: str, value: Any) -> None:
    """It is refused where it arrives, not where it is used."""
    with pytest.raises(errors.MalformedAnswer, match=f"no usable {field}"):
        read({**GOOD, field: value})


@pytest.mark.parametrize("seconds", [0, -1, "soon", None, True, float("nan"), float("inf"), 10**12, []])
def test_a_lifetime_that_cannot_be(seconds: Any) -> None:
    """Nobody guesses when such a token has to be renewed."""
    with pytest.raises(errors.MalformedAnswer, match="lifetime"):
        read({**GOOD, "expires_in": seconds})


@pytest.mark.parametrize("body", ["<html>Sign in</html>", "", "[]", "null", '"x"', "[" * 100_000, "{"])
def test_a_200_that_is_no_answer(body: str) -> None:
    """A proxy's page, nothing, or the wrong JSON: an outage, which says nothing about the token."""
    with pytest.raises(errors.Outage):
        read(body)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (
            400,
            {"error": "invalid_grant", "error_description": "Token has been expired or revoked."},
            "ReconnectNeeded",
        ),
        (400, "Refresh token code is invalid", "ReconnectNeeded"),
        (400, {"errors": ["Token was revoked"], "requestId": "x"}, "ReconnectNeeded"),
        (400, "", "ReconnectNeeded"),
        (400, "<html>400</html>", "ReconnectNeeded"),
        (401, {"error": "invalid_grant"}, "ReconnectNeeded"),
        (401, {"errors": ["The token was revoked"]}, "ReconnectNeeded"),
        (401, {"error": "invalid_client"}, "AppRefused"),
        (400, {"error": "invalid_client"}, "AppRefused"),
        (400, {"error": "unauthorized_client"}, "AppRefused"),
        (401, "", "AppRefused"),
        (401, {"errors": ["Unauthorized"]}, "AppRefused"),
        (403, "Forbidden", "AddressNotTrusted"),
        (404, "<html>404</html>", "WrongHost"),
        (301, "", "WrongHost"),
        (429, "", "Throttled"),
        (500, {"errors": ["Internal server error occurred"]}, "Outage"),
        (502, "<html>502</html>", "Outage"),
        (503, "", "Outage"),
    ],
)
def test_what_an_error_means(status: int, body: Any, kind: str) -> None:
    """Told apart by status and text; none of the text is repeated."""
    with pytest.raises(errors.GongError) as caught:
        read(body, status)
    assert type(caught.value).__name__ == kind
    assert caught.value.status == status
    assert "revoked." not in str(caught.value)


def test_a_pause_is_read() -> None:
    """`Retry-After` says how long."""
    with pytest.raises(errors.Throttled) as caught:
        read("", 429, **{"retry-after": "7"})
    assert caught.value.retry_after == 7.0


def test_each_refusal_of_consent_has_its_sentence() -> None:
    """What Gong says in `error` is never shown itself."""
    told = [
        consent_problem(error, BACK) for error in ("access_denied", "invalid_scope", "redirect_uri_mismatch")
    ]
    assert "refused in Gong" in told[0]
    assert "[gong] oauth_scopes" in told[1]
    assert BACK in told[2]
    assert consent_problem("<script>", BACK) == consent_problem("server_error", BACK)
    assert len({*told, consent_problem("unauthorized_client", BACK), consent_problem("", BACK)}) == 5
