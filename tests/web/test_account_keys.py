"""Connecting by API key: tested, refused with a sentence, or stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.simulator import Fault
from tests.web.keys import KEY, body

if TYPE_CHECKING:
    from tests.account_fixtures import Accounts
    from tests.web.conftest import Pages


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
