"""What operators set for users' accounts, and what is said when it cannot be used."""

from __future__ import annotations

import pytest

from gong.errors import AccountsUnavailable
from gong.vault.app import allowed_hosts, app_problem, read_app

OPTIONS = ("OAUTH_CLIENT_ID", "OAUTH_CLIENT_SECRET", "OAUTH_URL", "OAUTH_SCOPES", "ALLOWED_HOSTS")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with the defaults."""
    for name in OPTIONS:
        monkeypatch.delenv(f"AIRFLOW__GONG__{name}", raising=False)


def configure(monkeypatch: pytest.MonkeyPatch, **options: str) -> None:
    """Set options of `[gong]`."""
    for name, value in options.items():
        monkeypatch.setenv(f"AIRFLOW__GONG__{name.upper()}", value)


def test_an_app_needs_its_id_and_secret_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gong's own address is the default, and all scopes that are wanted are asked for."""
    configure(monkeypatch, oauth_client_id=" id ", oauth_client_secret="secret")
    app = read_app(["api:users:read"])
    assert (app.url, app.client_id, app.scopes) == ("https://app.gong.io", "id", ("api:users:read",))
    assert app_problem() is None
    configure(monkeypatch, oauth_scopes="api:a:b  api:c:d")
    assert read_app(["api:users:read"]).scopes == ("api:a:b", "api:c:d")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "[gong] oauth_client_id is not set"),
        ({"oauth_client_id": "id"}, "[gong] oauth_client_secret is not set"),
        ({"oauth_client_id": "id", "oauth_client_secret": " "}, "[gong] oauth_client_secret is not set"),
    ],
)
def test_what_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, str], told: str
) -> None:
    """The sentence that the page shows."""
    configure(monkeypatch, **options)
    assert told in (app_problem() or "")
    with pytest.raises(AccountsUnavailable, match="An operator sets that up"):
        read_app()


@pytest.mark.parametrize(
    "url",
    ["http://app.gong.io", "https://gong.io.evil.example", "http://127.0.0.1:9100", "https://app.gong.io/x"],
)
def test_the_apps_secret_goes_to_gong_only(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """The rules are those of API hosts; a simulator has to be allowed."""
    configure(monkeypatch, oauth_client_id="id", oauth_client_secret="secret", oauth_url=url)
    assert "[gong] oauth_url must be https on a host below gong.io" in (app_problem() or "")
    configure(monkeypatch, allowed_hosts="127.0.0.1, Example.com")
    assert allowed_hosts() == {"127.0.0.1", "example.com"}
    assert (app_problem() is None) == ("127.0.0.1" in url)
