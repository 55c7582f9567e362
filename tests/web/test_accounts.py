"""Looking at accounts, checking and disconnecting them, each user for themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from airflow.models import crypto

from gong.account import account_conn_id
from include.data_types import DATA_TYPES, scopes
from tests.account_fixtures import serve_accounts
from tests.web.keys import KEY, body

if TYPE_CHECKING:
    from pathlib import Path

    from tests.account_fixtures import Accounts
    from tests.web.conftest import Pages


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


@pytest.mark.parametrize("connect", ["connect_key", "connect"])
def test_airflows_own_test_gets_no_account(
    pages: Pages, gong: Accounts, monkeypatch: pytest.MonkeyPatch, connect: str
) -> None:
    """It would send the account through whatever proxy the request names; administrators read none."""
    from airflow.models.connection import Connection  # noqa: PLC0415 - after Airflow's home is set

    tested: list[tuple[Any, ...]] = []

    def test_connection(connection: Connection) -> tuple[bool, str]:
        tested.append((connection.login, connection.password, connection.extra))
        return True, ""

    monkeypatch.setenv("AIRFLOW__CORE__TEST_CONNECTION", "Enabled")
    monkeypatch.setattr(Connection, "test_connection", test_connection)
    conn_id = getattr(gong, connect)("uma")
    wanted = {"connection_id": conn_id, "conn_type": "http"}
    for path in ("/api/v2/connections/test", "/api/v2/connections/test/"):
        pages.client("ada").post(path, json=wanted, follow_redirects=True)
    assert tested
    assert set(tested) == {(None, None, None)}
    assert pages.client("uma").post("/gong/api/account/check").json()["ok"]
