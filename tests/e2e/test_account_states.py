"""Every state that an account can be in: what the page says of it, and that everybody can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.e2e.answers import DATA, answer, answer_with, variant
from tests.e2e.conftest import picture, serious_findings
from tests.e2e.steps import disconnect, fill_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.e2e.stack import Stack

LISTED = {
    "owner": "marcus",
    "conn_id": "gong_account__marcus",
    "method": "oauth",
    "host": "https://us-14321.api.gong.io",
    "state": "reconnect_needed",
    "connected_at": "2026-04-09T14:00:00Z",
    "last_used_at": None,
}


def me(**changes: Any) -> dict[str, Any]:
    """Return the signed-in user, with changes."""
    return answer("GET me", data_types=DATA, **changes)


def account(name: str) -> dict[str, Any]:
    """Return the account in one of the states of `answers.json`."""
    return answer("GET account", **variant(name))


NOT_READY = {"ready": False, "problem": "[core] fernet_key is empty."}
STATES: dict[str, tuple[dict[str, Any], str]] = {
    "not connected": ({"GET account": account("not_connected")}, "Connect your Gong account"),
    "by key": ({}, "ends in 7QXM"),
    "by OAuth": ({"GET account": account("by_oauth")}, "signing in to Gong (OAuth)"),
    "reconnect needed": ({"GET account": account("reconnect")}, "somebody removed it in Gong"),
    "not set up": (
        {"GET account": account("not_connected"), "GET me": me(account_storage=NOT_READY)},
        "[core] fernet_key is empty.",
    ),
    "a viewer": (
        {"GET account": account("not_connected"), "GET me": me(can_connect=False)},
        "Your role in Airflow lets you look at datasets",
    ),
    "an administrator": (
        {"GET me": me(is_admin=True), "GET accounts": {"accounts": [LISTED]}},
        "You see this as an administrator.",
    ),
    "not to be loaded": (
        {"GET account": (502, {"detail": "Airflow's database could not be used."})},
        "Airflow's database could not be used.",
    ),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_told_and_readable(sign_in: Callable[..., Page], state: str, scheme: str) -> None:
    """The sentence of the state stands there, and axe-core finds nothing serious."""
    answers, told = STATES[state]
    page = sign_in("dana", "", color_scheme=scheme)
    answer_with(page, answers)
    page.get_by_role("link", name="Gong account", exact=True).click()
    expect(page.get_by_text(told).first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert serious_findings(page) == []
    picture(page, f"state-{state.replace(' ', '-')}-{scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mistakes_in_the_form_are_readable(stack: Stack, sign_in: Callable[..., Page], scheme: str) -> None:
    """Each stands at its field, which says that it is wrong; so is what operators read on the other side."""
    disconnect(stack, "dana")
    page = sign_in("dana", "/account", color_scheme=scheme)
    fill_key(page, stack)
    page.get_by_label("API base URL").fill("https://gong.io.evil.example")
    page.get_by_role("button", name="Test connection").click()
    expect(page.get_by_label("API base URL")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("https on a host below gong.io").first).to_be_visible()
    assert serious_findings(page) == []
    picture(page, f"state-mistake-{scheme}")
    page.get_by_role("tab", name="OAuth").click()
    page.get_by_role("button", name="For the operator of this Airflow").click()
    expect(page.get_by_text("/gong/oauth/callback")).to_be_visible()
    assert serious_findings(page) == []
    picture(page, f"state-oauth-{scheme}")


def test_an_app_that_was_removed_in_gong_is_told_at_once(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """The test of the connection finds it out: the page says so, why and since when, without a reload."""
    disconnect(stack, "dana")
    page = sign_in("dana", "/account")
    page.get_by_role("tab", name="OAuth").click()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Connect with Gong").click()
    opened.value.get_by_role("button", name="Allow").click()
    expect(page.get_by_text("Connected", exact=True).first).to_be_visible()
    stack.gong.revoke()
    page.get_by_role("button", name="Test connection").click()
    expect(page.get_by_text("Reconnect needed", exact=True)).to_be_visible()
    expect(page.get_by_text("the app was removed in Gong").first).to_be_visible()
    expect(page.get_by_text("Since ")).to_be_visible()
    expect(page.get_by_role("heading", name="Connect again")).to_be_visible()
    disconnect(stack, "dana")
