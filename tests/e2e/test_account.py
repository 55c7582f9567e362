"""Connecting an account: by key, by OAuth in a popup, and being rid of it; two users side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import picture, serious_findings
from tests.e2e.stack import KEY, SECRET
from tests.e2e.steps import disconnect, fill_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.e2e.stack import Stack

pytestmark = pytest.mark.usefixtures("_nobody_connected")


@pytest.fixture
def _nobody_connected(stack: Stack) -> None:
    """Begin without accounts."""
    for user in ("dana", "marcus"):
        disconnect(stack, user)


def test_a_key_is_tested_then_saved_and_its_secret_never_comes_back(
    stack: Stack, sign_in: Callable[..., Page]
) -> None:
    """A good key connects the account; the page then knows its end, and no answer holds the secret."""
    page = sign_in("dana", "/account")
    answers: list[str] = []
    page.on("response", lambda response: answers.append(response.url))
    expect(page.get_by_role("heading", name="Connect your Gong account")).to_be_visible()
    fill_key(page, stack)
    page.get_by_role("button", name="Test connection").click()
    expect(page.get_by_text("The connection works")).to_be_visible()
    with page.expect_response(lambda response: response.request.method == "PUT") as saved:
        page.get_by_role("button", name="Save credentials").click()
    assert SECRET not in saved.value.text()
    expect(page.get_by_text("Connected", exact=True).first).to_be_visible()
    expect(page.get_by_text(f"ends in {KEY[-4:]}")).to_be_visible()
    assert SECRET not in page.content()
    assert serious_findings(page) == []
    picture(page, "account-key")


def test_a_wrong_key_is_told_before_it_is_saved(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """The test says what Gong said, aloud; saving a hopeless key is refused with the same sentence."""
    page = sign_in("dana", "/account")
    fill_key(page, stack, "wrong")
    page.get_by_role("button", name="Test connection").click()
    expect(page.get_by_role("alert").filter(has_text="The connection does not work")).to_be_visible()
    picture(page, "account-wrong-key")
    page.get_by_role("button", name="Save credentials").click()
    expect(page.get_by_text("The credentials were not saved")).to_be_visible()
    expect(page.get_by_label("Access key secret")).to_have_value("wrong")


def test_oauth_connects_in_a_popup_that_closes_by_itself(sign_in: Callable[..., Page]) -> None:
    """Allowing in Gong's window updates the page behind it, without a reload."""
    page = sign_in("dana", "/account")
    page.get_by_role("tab", name="OAuth").click()
    page.evaluate("() => { window.unchanged = true; }")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Connect with Gong").click()
    popup = opened.value
    popup.get_by_role("button", name="Allow").click()
    expect(page.get_by_role("heading", name="What this account can read")).to_be_visible()
    assert popup.is_closed()
    assert page.evaluate("() => window.unchanged") is True
    expect(page.get_by_text("signing in to Gong (OAuth)")).to_be_visible()
    assert serious_findings(page) == []
    picture(page, "account-oauth")


def test_oauth_connects_though_gongs_pages_cut_the_window_off(sign_in: Callable[..., Page]) -> None:
    """A window that no longer knows who opened it stays open, says so, and still updates the page."""
    page = sign_in("dana", "/account")
    page.get_by_role("tab", name="OAuth").click()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Connect with Gong").click()
    popup = opened.value
    expect(popup.get_by_role("button", name="Allow")).to_be_visible()
    popup.evaluate("() => { window.opener = null; }")
    popup.get_by_role("button", name="Allow").click()
    expect(popup.get_by_role("heading", name="Connected")).to_be_visible()
    expect(page.get_by_role("heading", name="What this account can read")).to_be_visible()


def test_a_refusal_in_gong_is_told(sign_in: Callable[..., Page]) -> None:
    """Denying leaves the account as it was and says so."""
    page = sign_in("dana", "/account")
    page.get_by_role("tab", name="OAuth").click()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Connect with Gong").click()
    opened.value.get_by_role("button", name="Deny").click()
    expect(page.get_by_role("alert").filter(has_text="The account was not connected")).to_be_visible()
    picture(page, "account-denied")


def test_a_window_closed_by_hand_is_noticed(sign_in: Callable[..., Page]) -> None:
    """The page stops waiting when Gong's window is closed."""
    page = sign_in("dana", "/account")
    page.get_by_role("tab", name="OAuth").click()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Connect with Gong").click()
    expect(page.get_by_text("Waiting for you to finish")).to_be_visible()
    opened.value.close()
    expect(page.get_by_text("window seems to be closed")).to_be_visible()


def test_a_blocked_popup_is_explained_with_a_plain_link(sign_in: Callable[..., Page]) -> None:
    """Where pop-ups are blocked, the same works in this window."""
    page = sign_in("dana", "/account")
    page.evaluate("() => { window.open = () => null; }")
    page.get_by_role("tab", name="OAuth").click()
    page.get_by_role("button", name="Connect with Gong").click()
    expect(page.get_by_text("Your browser blocked the window")).to_be_visible()
    assert serious_findings(page) == []
    picture(page, "account-blocked")
    page.get_by_role("link", name="continue to Gong in this window").click()
    page.get_by_role("button", name="Allow").click()
    page.get_by_role("link", name="Back to Gong in Airflow").click()
    page.get_by_role("link", name="Gong account").click()
    expect(page.get_by_text("signing in to Gong (OAuth)")).to_be_visible()


def test_disconnecting_says_what_it_will_do_and_does_it(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """The dialog names what stops and what stays; afterwards the account is gone."""
    page = sign_in("dana", "/account")
    fill_key(page, stack)
    page.get_by_role("button", name="Save credentials").click()
    page.get_by_role("button", name="Disconnect").click()
    dialog = page.get_by_role("alertdialog")
    expect(dialog.get_by_text("Files that were imported stay")).to_be_visible()
    assert serious_findings(page) == []
    picture(page, "account-disconnect")
    dialog.get_by_role("button", name="Disconnect").click()
    expect(page.get_by_role("heading", name="Connect your Gong account")).to_be_visible()


def test_two_users_have_an_account_each(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """One connects; the other, at the same time, sees nothing of it. An administrator may remove it."""
    one, other = sign_in("dana", "/account"), sign_in("marcus", "/account")
    fill_key(one, stack)
    one.get_by_role("button", name="Save credentials").click()
    expect(one.get_by_role("heading", name="Your account")).to_be_visible()
    other.reload()
    expect(other.get_by_role("heading", name="Connect your Gong account")).to_be_visible()
    expect(other.get_by_role("heading", name="All accounts")).to_have_count(0)
    admin = sign_in("ada", "/account")
    admin.get_by_role("button", name="Remove the account of dana").click()
    admin.get_by_role("button", name="Remove account").click()
    expect(admin.get_by_text("Nobody has connected an account yet.")).to_be_visible()
    one.reload()
    expect(one.get_by_role("heading", name="Connect your Gong account")).to_be_visible()


def test_a_viewer_is_told_why_they_cannot_connect(sign_in: Callable[..., Page]) -> None:
    """Who may not connect sees no form, but a sentence."""
    page = sign_in("vera", "/account")
    expect(page.get_by_text("Your role in Airflow lets you look at datasets")).to_be_visible()
    expect(page.get_by_role("button", name="Save credentials")).to_have_count(0)
