"""The whole story of one dataset: create, watch, read, edit, sync one type, upload, delete."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import picture, serious_findings
from tests.e2e.stack import until
from tests.e2e.steps import ask, choose, disconnect, fill_form, fill_key, wait_for_run

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload, Page

    from tests.e2e.stack import Stack

NAME = "sales-calls"


@pytest.fixture(autouse=True)
def _clean(stack: Stack) -> None:
    """Begin without the dataset and without an account."""
    ask(stack, "dana", "DELETE", f"gong/api/datasets/{NAME}?files=delete")
    disconnect(stack, "dana")


def test_from_connecting_to_deleting(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """Somebody without an account makes a dataset, loses nothing on the way, and uses all that it offers."""
    page = sign_in("dana", "/new")
    fill_form(page, NAME, "Calls", "Users")
    _connect_and_come_back(page, stack)
    _create(page)
    _read(page)
    _edit(page)
    _sync_one(page)
    _upload(page, stack)
    _delete(page, stack)


def _connect_and_come_back(page: Page, stack: Stack) -> None:
    """Leave the form for the account page; what was typed is there afterwards."""
    page.get_by_role("link", name="Connect Gong").click()
    fill_key(page, stack)
    page.get_by_role("button", name="Save credentials").click()
    page.get_by_role("link", name="Back to your dataset").click()
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_have_value(NAME)
    expect(page.get_by_text("Your Gong account is connected")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Users").first).to_be_checked()


def _create(page: Page) -> None:
    """Test the destination, create, and watch the import until it is over."""
    page.get_by_role("button", name="Test", exact=True).click()
    expect(page.get_by_text("Delete it: works.")).to_be_visible()
    assert serious_findings(page) == []
    page.get_by_role("heading", name="1. Source").scroll_into_view_if_needed()
    picture(page, "form")
    page.get_by_role("button", name="Create and import").click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    wait_for_run(page)
    expect(page.get_by_text("gong_calls_").first).to_be_visible()
    assert serious_findings(page) == []
    picture(page, "dataset")


def _read(page: Page) -> None:
    """Read a file in the page and find words in it."""
    page.get_by_role("link", name="Read gong_calls_").click()
    expect(page.get_by_text("Gong Calls Import")).to_be_visible()
    page.get_by_label("Search in the text shown").fill("=== call ===")
    expect(page.get_by_text(re.compile(r"^1 of \d+$"))).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text(re.compile(r"^2 of \d+$"))).to_be_visible()
    assert serious_findings(page) == []
    picture(page, "read")
    page.go_back()


def _edit(page: Page) -> None:
    """Add a type and a weekly sync."""
    page.get_by_role("link", name="Edit").click()
    choose(page, "Trackers")
    page.get_by_text("Dataset sync").click()
    expect(page.get_by_role("table", name="The next three syncs").get_by_role("row")).to_have_count(4)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Every Monday at 03:00 UTC")).to_be_visible()


def _sync_one(page: Page) -> None:
    """Sync the new type alone; the run has only that."""
    page.get_by_role("button", name="Sync Trackers now").click()
    wait_for_run(page)
    expect(page.get_by_text("gong_trackers_").first).to_be_visible()


def _upload(page: Page, stack: Stack) -> None:
    """Add a file of one's own; one that is called like Gong's is refused, with the reason."""
    mine: FilePayload = {"name": "prices.csv", "mimeType": "text/csv", "buffer": b"plan,price\nbasic,10\n"}
    forged: FilePayload = {
        "name": "gong_calls_20260101_000000.txt",
        "mimeType": "text/plain",
        "buffer": b"forged",
    }
    page.get_by_label("Choose files to upload").set_input_files([mine, forged])
    expect(page.get_by_role("link", name="Read prices.csv")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="Rename it")).to_be_visible()
    assert f"{NAME}/prices.csv" in stack.keys(f"{NAME}/")
    page.get_by_role("button", name="Delete prices.csv").click()
    page.get_by_role("button", name="Delete file").click()
    expect(page.get_by_role("link", name="Read prices.csv")).to_have_count(0)


def _delete(page: Page, stack: Stack) -> None:
    """Delete the dataset; its files stay, as nothing else was asked for."""
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_role("radio", name="Keep the files")).to_be_checked()
    assert serious_findings(page) == []
    page.get_by_role("button", name="Delete dataset").click()
    expect(page.get_by_role("heading", name="Datasets", exact=True)).to_be_visible()
    expect(page.get_by_text(f"{NAME} was deleted; its files stay where they are.")).to_be_visible()
    expect(page.get_by_role("link", name=NAME, exact=True)).to_have_count(0)
    picture(page, "deleted")
    until("three files that stay", lambda: len(stack.keys(f"{NAME}/gong_")) == 3)
