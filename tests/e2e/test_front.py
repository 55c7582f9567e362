"""Signing in with FAB, under a path prefix, behind a reverse proxy: the page works as it does elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PATIENCE_MS, picture
from tests.e2e.front import PASSWORD, USER, front
from tests.e2e.steps import fill_form, wait_for_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.e2e.stack import Stack

NAME = "behind-a-proxy"


@pytest.fixture(scope="module")
def url(stack: Stack) -> Iterator[str]:
    """Open the second door."""
    with front(stack) as address:
        yield address


def test_a_dataset_is_made_behind_the_prefix(url: str, browser: Browser) -> None:
    """Sign in, connect by OAuth, create, watch and read; nothing is asked for outside the prefix."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{url}/plugin/gong/new")
    _sign_in(page)
    fill_form(page, NAME, "Users")
    _connect(page)
    page.get_by_role("button", name="Create and import").click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    wait_for_run(page)
    page.get_by_role("link", name="Read gong_users_").click()
    expect(page.get_by_text("Gong Users Import")).to_be_visible()
    picture(page, "front")
    context.close()
    elsewhere = {each for each in asked if not each.startswith((f"{url}/", "blob:", "data:"))}
    assert elsewhere == set()


def _sign_in(page: Page) -> None:
    page.locator("#username").fill(USER)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Sign In").click()
    expect(page.get_by_role("heading", name="New dataset")).to_be_visible()


def _connect(page: Page) -> None:
    """Go to the account page, allow in Gong's window, and come back."""
    page.get_by_role("link", name="Connect Gong").click()
    page.get_by_role("tab", name="OAuth").click()
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Connect with Gong").click()
    opened.value.get_by_role("button", name="Allow").click()
    page.get_by_role("link", name="Back to your dataset").click()
    expect(page.get_by_text("Your Gong account is connected")).to_be_visible()
