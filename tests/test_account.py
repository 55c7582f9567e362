"""What a connection means: base URL rules and credentials."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from airflow.models.connection import Connection
from airflow.providers.http.hooks.http import HttpHook
from hypothesis import given
from hypothesis import strategies as st

from gong import endpoints
from gong.account import account_conn_id, base_url, is_account, read_account
from gong.errors import ConfigurationError
from gong.hook import GongHook


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (None, "https://api.gong.io"),
        ("", "https://api.gong.io"),
        ("api.gong.io", "https://api.gong.io"),
        ("https://api.gong.io/", "https://api.gong.io"),
        ("https://us-12345.api.gong.io/v2/", "https://us-12345.api.gong.io"),
        (" HTTPS://Company-17.API.Gong.io ", "https://company-17.api.gong.io"),
        ("https://api.gong.io:443", "https://api.gong.io"),
    ],
)
def test_gongs_hosts_are_accepted_as_people_write_them(host: str | None, expected: str) -> None:
    """With or without scheme, slash, `/v2` and port."""
    assert base_url(host, None, None, ()) == expected


@pytest.mark.parametrize(
    "host",
    [
        "http://api.gong.io",
        "https://gong.io.evil.example",
        "https://evilgong.io",
        "https://gong.io",
        "https://api.gong.io@evil.example",
        "https://user:pw@api.gong.io",
        "https://api.gong.io/v3",
        "https://api.gong.io/v2/../x",
        "https://api.gong.io?x=1",
        "https://api.gong.io#x",
        "https://api.gong.io:8443",
        "https://api.gong.io:nonsense",
        "https://127.0.0.1",
        "https://[::1]",
        "https://169.254.169.254",
        "https://localhost",
        "https://api.gong.io\\@evil.example",
        "https://api.gong.io%2eevil.example",
        "https://\u0430pi.gong.io",
        "ftp://api.gong.io",
        "https://.gong.io",
        "https://api..gong.io",
    ],
)
def test_a_credential_is_sent_nowhere_else(host: str) -> None:
    """Whatever is not plainly https to a host below gong.io is refused."""
    with pytest.raises(ConfigurationError, match="Admin > Connections"):
        base_url(host, None, None, ())


def test_other_hosts_must_be_named() -> None:
    """A simulator on loopback is reached over http once it is named, with or without its port."""
    assert base_url("127.0.0.1", "http", 9100, {"127.0.0.1"}) == "http://127.0.0.1:9100"
    assert base_url("http://127.0.0.1:9100/", None, None, {"127.0.0.1:9100"}) == "http://127.0.0.1:9100"
    assert base_url("http://[::1]:9100", None, None, {"::1"}) == "http://[::1]:9100"
    with pytest.raises(ConfigurationError):
        base_url("http://127.0.0.1:9101", None, None, {"127.0.0.1:9100"})


@pytest.mark.parametrize(
    ("host", "schema", "port"),
    [("127.0.0.1", "http", 9100), ("http://127.0.0.1:9100", None, None), ("http://127.0.0.1", None, 9100)],
)
def test_a_connection_means_what_it_means_to_airflows_http_provider(
    host: str, schema: str | None, port: int | None
) -> None:
    """Host, schema and port are read as `HttpHook` reads them."""
    connection = Connection(conn_id="x", conn_type="http", host=host, schema=schema, port=port)
    hook = HttpHook()
    hook._set_base_url(connection)
    assert base_url(host, schema, port, {"127.0.0.1"}) == hook.base_url


def connection(**fields: Any) -> Connection:
    """Return a connection of type gong."""
    return Connection(conn_id="gong_default", conn_type="gong", **fields)


def test_an_api_key_signs_with_basic() -> None:
    """Access key and secret, without the blanks that copying brought along."""
    account = read_account(connection(login=" KEY ", password="SECRET\n"))
    assert account.authorization == "Basic " + base64.b64encode(b"KEY:SECRET").decode()
    assert not account.can_change


def test_an_access_token_signs_with_bearer() -> None:
    """A token in the extra goes before a key, and may be renewed."""
    account = read_account(connection(login="KEY", password="SECRET", extra={"access_token": "TOKEN"}))
    assert account.authorization == "Bearer TOKEN"
    assert account.can_change


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"login": "K"},
        {"password": "S"},
        {"login": "K Y", "password": "S"},
        {"login": "K", "password": "pä"},
    ],
)
def test_a_connection_without_a_usable_credential_says_so(fields: dict[str, str]) -> None:
    """The message says what is missing and never shows a secret."""
    with pytest.raises(ConfigurationError) as caught:
        read_account(connection(**fields))
    assert "pä" not in str(caught.value)


@pytest.mark.parametrize("kind", ["http", "aws", "generic", None])
def test_a_connection_of_another_type_must_name_gongs_host(kind: str | None) -> None:
    """Its key may be anybody's, so it is sent to Gong only if the connection itself says so."""
    other = Connection(conn_id="someone_elses", conn_type=kind, login="K", password="S")
    with pytest.raises(ConfigurationError, match="'someone_elses' is not of type Gong and names no host"):
        read_account(other)
    other.host = "https://us-12345.api.gong.io"
    assert read_account(other).base_url == "https://us-12345.api.gong.io"
    other.host = "https://api.example.com"
    with pytest.raises(ConfigurationError, match=r"below gong\.io"):
        read_account(other)


def test_a_connection_of_another_type_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hook refuses it before it looks for a way out."""
    monkeypatch.setenv("AIRFLOW_CONN_STORE", '{"conn_type": "aws", "login": "K", "password": "S"}')
    monkeypatch.setattr("requests.Session.request", lambda *_, **__: pytest.fail("something was sent"))
    with pytest.raises(ConfigurationError, match="'store' is not of type Gong"):
        GongHook("store").page(endpoints.workspaces())


def test_accounts_share_a_pace_by_host_or_by_name() -> None:
    """Keys of one host share their pace, whatever the key, unless they name different companies."""
    one, two = (read_account(connection(login=key, password="S")) for key in "AB")
    assert one.company == two.company == "gong.io"
    named = read_account(connection(login="A", password="S", extra={"company": "acme"}))
    assert named.company == "acme"


def test_each_credential_has_its_own_end_of_gongs_day_unless_a_company_is_named() -> None:
    """It is told by what does not change when a token is renewed; the access key itself is not shown."""
    fields: list[dict[str, Any]] = [
        {"login": "KEY-A", "password": "S"},
        {"login": "KEY-B", "password": "S"},
        {"extra": {"access_token": "first"}},
        {"extra": {"access_token": "first"}, "host": "https://company-17.api.gong.io"},
    ]
    keys = [str(read_account(connection(**each)).quota_key) for each in fields]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch("gong.io:[0-9a-f]{16}", each) for each in keys)
    assert read_account(connection(extra={"access_token": "second"})).quota_key == keys[2]
    for credential in ({"login": "A", "password": "S"}, {}):
        extra = {"company": "acme", **({} if credential else {"access_token": "first"})}
        assert read_account(connection(extra=extra, **credential)).quota_key is None


def test_a_secret_is_not_in_a_repr() -> None:
    """An account in a traceback shows no credential."""
    assert "Basic" not in repr(read_account(connection(login="K", password="S")))


@pytest.mark.parametrize(
    ("name", "conn_id"),
    [
        ("dana", "gong_account__dana"),
        ("dana-2", "gong_account__dana-2"),
        ("Dana", "gong_account___44ana"),
        ("dana@example.com", "gong_account__dana_40example_2ecom"),
        ("_44ana", "gong_account___5f44ana"),
        ("../dana", "gong_account___2e_2e_2fdana"),
        ("Zoë", "gong_account___5ao_c3_ab"),
        ("", "gong_account__"),
    ],
)
def test_the_connection_id_of_a_users_account(name: str, conn_id: str) -> None:
    """What a connection id cannot hold is spelt in hexadecimal."""
    assert account_conn_id(name) == conn_id
    assert is_account(conn_id)
    assert is_account(conn_id.upper())


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_two_users_share_a_connection_id(one: str, other: str) -> None:
    """Whatever their names are, and in a database that ignores case; the id is always valid."""
    ids = account_conn_id(one), account_conn_id(other)
    assert (ids[0].lower() == ids[1].lower()) == (one == other)
    assert all(re.fullmatch("[a-z0-9_-]{1,200}", each) for each in ids)


def test_long_names_stay_apart() -> None:
    """They end in a hash; no other name spells the same."""
    names = ["a" * 186, "a" * 187, "a" * 188, "ä" * 100, "ä" * 101]
    ids = [account_conn_id(name) for name in names]
    assert [len(each) for each in ids] == [200] * 5
    spelt_alike = [account_conn_id(each.removeprefix("gong_account__")) for each in ids[1:]]
    assert len({*ids, *spelt_alike}) == 9


@pytest.mark.parametrize(
    "conn_id", ["gong_default", "gong_account", "gong_account_dana", "my_gong_account__x"]
)
def test_other_ids_are_no_accounts(conn_id: str) -> None:
    """They are connections that operators made."""
    assert not is_account(conn_id)
