"""Connecting by key, looking, checking and disconnecting, each user for themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from airflow.models import crypto

from gong.account import account_conn_id
from include.data_types import DATA_TYPES, scopes
from tests.account_fixtures import serve_accounts
from tests.simulator import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.account_fixtures import Accounts
    from tests.web.conftest import Pages

KEY = "/gong/api/account"


def body(gong: Accounts, **changes: str) -> dict[str, str]:
    """Return what the form sends for the company's key."""
    good = {
        "access_key": gong.sim.access_key,
        "access_key_secret": gong.sim.access_key_secret,
        "base_url": gong.sim.url,
    }
    return good | changes


def define(folder: Path, name: str, owner: str) -> None:
    """Define a dataset that uses its owner's account."""
    fields = {
        "name": name,
        "owner": owner,
        "gong_conn_id": account_conn_id(owner),
        "bucket": "calls",
        "data_types": ["users"],
    }
    (folder / "datasets" / f"{name}.yaml").write_text(yaml.safe_dump(fields))


def test_nothing_is_connected_at_first(pages: Pages, gong: Accounts) -> None:
    """A viewer sees as much; no type is within reach, and none is said to lack a particular scope twice."""
    state = pages.client("vera").get(KEY).json()
    assert gong
    assert (state["state"], state["conn_id"], state["method"]) == (
        "not_connected",
        "gong_account__vera",
        None,
    )
    assert [each["id"] for each in state["types"]] == list(DATA_TYPES)
    assert not any(each["allowed"] for each in state["types"])


def test_connecting_by_key(pages: Pages, gong: Accounts) -> None:
    """Tested, stored, shown without its secret; a key reaches every type."""
    client = pages.client("uma")
    test = client.post(f"{KEY}/test", json=body(gong))
    assert test.json() == {"ok": True, "message": f"Connected to Gong at {gong.sim.url}."}
    assert client.get(KEY).json()["state"] == "not_connected"
    answer = client.put(KEY, json=body(gong, access_key=f"  {gong.sim.access_key}\n"))
    assert answer.status_code == 200
    state = answer.json()
    assert state == client.get(KEY).json()
    assert (state["state"], state["method"], state["host"]) == ("connected", "api_key", gong.sim.url)
    assert (state["access_key_hint"], state["scopes"]) == (gong.sim.access_key[-4:], None)
    assert all(each["allowed"] and not each["poorer_without"] for each in state["types"])
    assert state["connected_at"].endswith("Z")
    assert not any(secret in answer.text for secret in (gong.sim.access_key, gong.sim.access_key_secret))
    assert client.post(f"{KEY}/check").json()["ok"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("access_key", "", "The access key is empty."),
        ("access_key", "a b", "The access key has a blank or a line break in it; copy it again."),
        ("access_key", "a\nb", "a blank or a line break"),
        ("access_key", "a\u00a0b", "a blank or a line break"),
        ("access_key", "schlüssel", "characters that Gong never issues"),
        ("access_key", "a\x00b", "characters that Gong never issues"),
        ("access_key", "key:secret", "a colon"),
        ("access_key_secret", " ", "The access key secret is empty."),
        ("access_key_secret", "a\r\nb", "The access key secret has a blank or a line break in it"),
        ("access_key_secret", "pä\u200bss", "characters that Gong never issues"),
        ("base_url", "https://gong.io.evil.example", "below gong.io"),
        ("base_url", "http://api.gong.io", "https on a host below gong.io"),
        ("base_url", "https://10.0.0.1", "below gong.io"),
        ("base_url", "https://u:p@api.gong.io", "may hold a host and nothing more"),
        ("base_url", "https://api.gong.io/x", "may not have a path"),
        ("base_url", "https://[", "is not a URL"),
    ],
)
def test_what_no_key_looks_like(pages: Pages, gong: Accounts, field: str, value: str, told: str) -> None:
    """A sentence for the field, nothing is sent or stored, and the secret is not repeated."""
    for method, path in (("POST", f"{KEY}/test"), ("PUT", KEY)):
        answer = pages.client("uma").request(method, path, json=body(gong, **{field: value}))
        assert answer.status_code == 422
        assert told in answer.json()["fields"][field]
        assert answer.json()["fields"].keys() == {field}
        assert gong.sim.access_key_secret not in answer.text
    assert gong.sim.exchanges == []
    assert pages.client("uma").get(KEY).json()["state"] == "not_connected"


def test_fields_that_are_missing_or_unknown(pages: Pages, gong: Accounts) -> None:
    """The API is as strict as the form."""
    client = pages.client("uma")
    assert client.put(KEY, json={"access_key": "K"}).json()["fields"].keys() == {"access_key_secret"}
    answer = client.put(KEY, json={**body(gong), "owner": "otto"})
    assert answer.json()["fields"].keys() == {"owner"}
    long = client.put(KEY, json=body(gong, access_key_secret="s3cret" * 1000))
    assert long.status_code == 422
    assert "s3cret" not in long.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"access_key_secret": "wrong"}, "does not accept the credential"),
        ({"access_key": "WRONG"}, "does not accept the credential"),
    ],
)
def test_a_wrong_key_is_not_stored(pages: Pages, gong: Accounts, change: dict[str, str], told: str) -> None:
    """Both buttons say the same."""
    client = pages.client("uma")
    test = client.post(f"{KEY}/test", json=body(gong, **change)).json()
    assert not test["ok"]
    assert told in test["message"]
    answer = client.put(KEY, json=body(gong, **change))
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
    assert client.get(KEY).json()["state"] == "not_connected"


def test_a_company_that_is_inactive(pages: Pages, gong: Accounts) -> None:
    """Its own sentence, and nothing stored."""
    gong.sim.company_active = False
    assert "company is inactive" in pages.client("uma").put(KEY, json=body(gong)).json()["detail"]


@pytest.mark.parametrize("kind", ["redirect", "404"])
def test_a_regional_host_that_is_not_theirs(pages: Pages, gong: Accounts, kind: str) -> None:
    """The address is to be corrected; no credential goes where a redirect points to."""
    gong.sim.faults = [Fault("/v2", kind=kind, times=None, location="https://evil.example/")]
    assert "API base URL" in pages.client("uma").put(KEY, json=body(gong)).json()["detail"]


@pytest.mark.parametrize(("kind", "told"), [("403", "trusted IPs"), ("500", "later"), ("429", "pause")])
def test_what_may_be_the_moments_fault_is_stored(pages: Pages, gong: Accounts, kind: str, told: str) -> None:
    """The test says it; saving is up to the user: workers may be trusted where the API server is not."""
    gong.sim.faults = [Fault("/v2", kind=kind, times=None, retry_after=600)]
    client = pages.client("uma")
    test = client.post(f"{KEY}/test", json=body(gong)).json()
    assert not test["ok"]
    assert told in test["message"]
    assert client.put(KEY, json=body(gong)).json()["state"] == "connected"


def test_each_user_has_their_own(pages: Pages, gong: Accounts) -> None:
    """Nobody sees, checks, replaces or removes another's: no route takes an owner, except administrators'."""
    assert pages.client("uma").put(KEY, json=body(gong)).status_code == 200
    other = pages.client("otto")
    assert other.get(KEY, params={"owner": "uma", "conn_id": "gong_account__uma"}).json()["conn_id"] == (
        "gong_account__otto"
    )
    assert other.get(KEY).json()["state"] == "not_connected"
    assert "no Gong account behind" in other.post(f"{KEY}/check").json()["message"]
    assert other.delete(KEY).status_code == 404
    assert other.get("/gong/api/accounts").status_code == 403
    assert other.delete("/gong/api/accounts/uma").status_code == 403
    assert pages.client("uma").get(KEY).json()["state"] == "connected"


def test_administrators_list_and_remove(pages: Pages, gong: Accounts) -> None:
    """They see who is connected where, and no secret; a name with a slash can be removed as well."""
    gong.connect("uma")
    gong.connect_key("Zoë/emea?#%")
    answer = pages.client("oprah").get("/gong/api/accounts")
    listed = answer.json()["accounts"]
    assert [(each["owner"], each["method"], each["state"]) for each in listed] == [
        ("Zoë/emea?#%", "api_key", "connected"),
        ("uma", "oauth", "connected"),
    ]
    assert listed[0].keys() == {
        "owner", "conn_id", "method", "host", "state", "connected_at", "last_used_at",
    }  # fmt: skip
    assert not any(secret in answer.text for secret in (gong.sim.access_key, *gong.sim.oauth.issued))
    gone = pages.client("ada").delete("/gong/api/accounts/Zo%C3%AB%2Femea%3F%23%25")
    assert gone.status_code == 200
    assert "Zoë/emea?#%" in gone.json()["message"]
    assert pages.client("ada").delete("/gong/api/accounts/nobody").status_code == 404


def test_disconnecting(pages: Pages, gong: Accounts, tmp_path: Path) -> None:
    """It says which datasets stop, that files stay, and where the key or the app is to be removed in Gong."""
    define(tmp_path, "sales", "uma")
    define(tmp_path, "others", "otto")
    client = pages.client("uma")
    client.put(KEY, json=body(gong))
    assert client.get(KEY).json()["datasets"] == ["sales"]
    by_key = client.delete(KEY).json()
    assert by_key["datasets"] == ["sales"]
    for word in ("stop syncing: sales.", "Files that were written stay", "delete it under Admin center"):
        assert word in by_key["message"]
    gong.connect("uma")
    assert "Ecosystem > API > Integrations" in client.delete(KEY).json()["message"]
    assert client.get(KEY).json()["state"] == "not_connected"
    assert client.delete(KEY).json() == {"detail": "You have no Gong account here."}


def test_what_scopes_reach(pages: Pages, gong: Accounts) -> None:
    """Which types an OAuth account reaches, the scope that each other lacks, and what makes it poorer."""
    gong.connect("uma", ("api:calls:read:transcript", "api:calls:read:extensive", "api:stats:scorecards"))
    state = pages.client("uma").get(KEY).json()
    types = {each["id"]: each for each in state["types"]}
    assert state["scopes"] == [
        "api:calls:read:extensive",
        "api:calls:read:transcript",
        "api:stats:scorecards",
    ]
    assert types["transcripts"]["allowed"]
    assert types["users"]["missing_scope"] == "api:users:read"
    assert types["answered-scorecards"]["poorer_without"] == [
        "api:settings:scorecards:read",
        "api:users:read",
    ]
    assert state["token_issued_at"] < state["token_expires_at"]
    gong.connect("uma", tuple(scopes()))
    assert all(each["allowed"] for each in pages.client("uma").get(KEY).json()["types"])


def test_a_revoked_account(pages: Pages, gong: Accounts) -> None:
    """A check notices it, and from then on the page says since when and why."""
    gong.connect("uma")
    client = pages.client("uma")
    assert client.post(f"{KEY}/check").json()["ok"]
    gong.sim.revoke()
    answer = client.post(f"{KEY}/check").json()
    assert not answer["ok"]
    assert "connected anew" in answer["message"]
    state = client.get(KEY).json()
    assert state["state"] == "reconnect_needed"
    assert "the app was removed in Gong" in state["reason"]
    assert state["since"]
    gong.connect_key("uma")
    assert "does not accept the credential" in client.post(f"{KEY}/check").json()["message"]
    assert client.get(KEY).json()["state"] == "connected"


def test_two_tabs_at_once(pages: Pages, gong: Accounts) -> None:
    """Both succeed, one account is left, and it works."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only here

    def connect(_: int) -> Any:
        return pages.client("uma").put(KEY, json=body(gong)).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(connect, range(8))) == {200}
    assert [each["owner"] for each in pages.client("ada").get("/gong/api/accounts").json()["accounts"]] == [
        "uma"
    ]
    assert pages.client("uma").post(f"{KEY}/check").json()["ok"]


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("AIRFLOW__SECRETS__BACKEND", "", "[secrets] backend must be gong.secrets.GongSecretsBackend"),
        ("AIRFLOW__SECRETS__BACKEND", "x.Vault", "a backend that is in use already goes into its `next`"),
        ("AIRFLOW__CORE__FERNET_KEY", "", "[core] fernet_key is empty"),
    ],
)
def test_what_operators_have_not_set_up(
    pages: Pages, gong: Accounts, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, told: str
) -> None:
    """The page names the setting, and nothing is stored that could not be used."""
    monkeypatch.setenv(variable, value)
    crypto.get_fernet.cache_clear()
    client = pages.client("uma")
    me = client.get("/gong/api/me").json()
    answer = client.put(KEY, json=body(gong))
    crypto.get_fernet.cache_clear()
    assert not me["account_storage"]["ready"]
    assert told in me["account_storage"]["problem"]
    assert not me["oauth"]["ready"]
    assert answer.status_code == 409
    assert told in answer.json()["detail"]


def test_what_is_set_up(pages: Pages, gong: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    """All ready: no problems, and the address to register; without an app only that is missing."""
    client = pages.client("uma")
    me: dict[str, Any] = client.get("/gong/api/me").json()
    assert me["account_storage"] == {"ready": True, "problem": None}
    assert me["oauth"] == {
        "ready": True,
        "problem": None,
        "redirect_uri": "http://airflow.test/gong/oauth/callback",
    }
    monkeypatch.setenv("AIRFLOW__API__BASE_URL", "https://data.example.com/airflow/")
    monkeypatch.setenv("AIRFLOW__GONG__OAUTH_CLIENT_ID", "")
    oauth = client.get("/gong/api/me").json()["oauth"]
    assert oauth["redirect_uri"] == "https://data.example.com/airflow/gong/oauth/callback"
    assert oauth["problem"] == "[gong] oauth_client_id is not set on the API server."
    assert gong.sim.client_secret not in json.dumps(me)


def test_the_same_under_both_auth_managers(
    any_pages: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Accounts are by user name: under FAB, whose ids are numbers, as well."""
    (tmp_path / "datasets").mkdir()
    monkeypatch.setenv("AIRFLOW__GONG__DATASETS_FOLDER", str(tmp_path / "datasets"))
    for gong in serve_accounts(monkeypatch, tmp_path):
        for name in ("uma", "ada"):
            state = any_pages.client(name).put(KEY, json=body(gong)).json()
            assert (state["state"], state["conn_id"]) == ("connected", f"gong_account__{name}")
        assert any_pages.client("vera").put(KEY, json=body(gong)).status_code == 403
        assert any_pages.client("otto").get(KEY).json()["state"] == "not_connected"
        listed = any_pages.client("ada").get("/gong/api/accounts").json()["accounts"]
        assert [each["owner"] for each in listed] == ["ada", "uma"]
        assert any_pages.client("ada").delete("/gong/api/accounts/uma").status_code == 200
        assert any_pages.client("uma").get(KEY).json()["state"] == "not_connected"


def test_a_form_on_another_site(pages: Pages, gong: Accounts) -> None:
    """A signed-in browser that was made to post it changes nothing."""
    elsewhere = pages.client("uma", sec_fetch_site="cross-site")
    assert elsewhere.put(KEY, json=body(gong)).status_code == 403
    assert elsewhere.post(f"{KEY}/test", data=body(gong)).status_code == 403
    same_site_form = pages.client("uma").post(f"{KEY}/test", data=body(gong))
    assert same_site_form.status_code == 415
    gong.connect("uma")
    assert elsewhere.delete(KEY).status_code == 403
    assert pages.client("uma").get(KEY).json()["state"] == "connected"
    assert not any(each.path.startswith("/v2") for each in gong.sim.exchanges)
