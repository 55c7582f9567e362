"""What a person does on the page, for tests that need it done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import requests
from playwright.sync_api import expect

from tests.e2e.stack import BUCKET, KEY, PASSWORD, SECRET

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.e2e.stack import Stack

RUN_MS = 120_000


def ask(stack: Stack, user: str, method: str, path: str, body: object = None) -> requests.Response:
    """Send a request to Gong's pages or to Airflow, as a user."""
    headers = {"Authorization": f"Bearer {stack.token(user)}"}
    return requests.request(method, f"{stack.url}/{path}", json=body or {}, headers=headers, timeout=60)


def connect(stack: Stack, user: str) -> None:
    """Connect a user's account by key."""
    key = {"access_key": KEY, "access_key_secret": SECRET, "base_url": stack.gong.url}
    ask(stack, user, "PUT", "gong/api/account", key).raise_for_status()


def disconnect(stack: Stack, user: str) -> None:
    """Disconnect a user's account, if there is one."""
    ask(stack, user, "DELETE", "gong/api/account")


def forget(stack: Stack, user: str, name: str) -> None:
    """Delete a user's dataset with its files, if there is one."""
    ask(stack, user, "DELETE", f"gong/api/datasets/{name}?files=delete")


def make(stack: Stack, user: str, name: str, **changes: object) -> None:
    """Make a dataset without the form."""
    definition = {
        "name": name,
        "owner": user,
        "gong_conn_id": f"gong_account__{user}",
        "aws_conn_id": "aws_default",
        "bucket": BUCKET,
        "prefix": f"{name}/",
        "data_types": ["users", "trackers"],
        "limit": 10,
    } | changes
    ask(stack, user, "POST", "gong/api/datasets", {"definition": definition}).raise_for_status()


def fill_key(page: Page, stack: Stack, secret: str = SECRET) -> None:
    """Type a key into the account page's form."""
    page.get_by_role("textbox", name="Access key", exact=True).fill(KEY)
    page.get_by_label("Access key secret").fill(secret)
    page.get_by_label("API base URL").fill(stack.gong.url)


def choose(page: Page, *labels: str) -> None:
    """Choose data types in the form."""
    for label in labels:
        page.get_by_role("checkbox", name=label).first.check(force=True)


def estimated(page: Page) -> None:
    """Wait until every chosen type has its estimate, or a sentence instead."""
    expect(page.get_by_text("estimating", exact=True)).to_have_count(0)


def fill_form(page: Page, name: str, *labels: str) -> None:
    """Fill in what a new dataset needs."""
    page.get_by_role("textbox", name="Name", exact=True).fill(name)
    choose(page, *labels)
    page.get_by_label("Bucket").fill(BUCKET)


def wait_for_run(page: Page, sentence: str = "Finished.") -> None:
    """Wait until the run that is followed is over."""
    expect(page.get_by_text(sentence, exact=True)).to_be_visible(timeout=RUN_MS)


def more(page: Page, item: str) -> None:
    """Choose something of a dataset's menu."""
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name=item).click()


def sign_in_again(page: Page, user: str) -> None:
    """Follow the way that an expired session shows, through Airflow's own form.

    Every part of a page says so that has asked for something since, also by itself.
    """
    expect(page.get_by_role("alert").filter(has_text="Your session has expired").first).to_be_visible()
    page.get_by_role("link", name="Sign in again").first.click()
    page.get_by_label("Username").fill(user)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
