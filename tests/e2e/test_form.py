"""The form of a dataset, step by step, in an order of one's own, by mouse and by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from include.data_types import DATA_TYPE_IDS
from tests.e2e.conftest import picture, serious_findings
from tests.e2e.stack import BUCKET
from tests.e2e.steps import ask, choose, connect, estimated, forget
from tests.simulator.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.e2e.stack import Stack

NAME = "every-step"
ABOUT = re.compile("^About ")


@pytest.fixture
def form(stack: Stack, sign_in: Callable[..., Page]) -> Page:
    """Open the form of a new dataset, as somebody who lives in Tokyo."""
    connect(stack, "dana")
    forget(stack, "dana", NAME)
    page = sign_in("dana", "/new", timezone_id="Asia/Tokyo")
    page.get_by_role("textbox", name="Name", exact=True).fill(NAME)
    return page


def test_types_are_chosen_by_keyboard_and_all_at_once(form: Page) -> None:
    """Tab and Space; all eleven get an estimate, with their sum, and none is left after the other button."""
    cards = form.get_by_role("group", name="Data types").first
    every = form.get_by_role("button", name="Select all", exact=True)
    every.focus()
    for expected in ("Calls", "Transcripts"):
        form.keyboard.press("Tab")
        expect(cards.get_by_role("checkbox", name=expected)).to_be_focused()
        form.keyboard.press("Space")
        expect(cards.get_by_role("checkbox", name=expected)).to_be_checked()
    picture(form, "form-keyboard")
    form.keyboard.press("Space")
    expect(cards.get_by_role("checkbox", checked=True)).to_have_count(1)
    every.press("Enter")
    expect(cards.get_by_role("checkbox", checked=True)).to_have_count(len(DATA_TYPE_IDS))
    estimated(form)
    expect(cards.get_by_text(ABOUT)).to_have_count(len(DATA_TYPE_IDS))
    expect(form.get_by_role("region", name="Attached files").get_by_text(ABOUT)).to_have_count(0)
    expect(form.get_by_text(re.compile(r"^about \d"))).to_be_visible()
    picture(form, "form-all")
    form.get_by_role("button", name="Deselect all").press("Enter")
    expect(cards.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(form.get_by_text("Nothing is chosen yet.")).to_be_visible()


def test_nonsense_is_told_at_its_field(stack: Stack, form: Page, dataset: str) -> None:
    """The form says so while one types; saving is refused with the same sentence."""
    choose(form, "Users")
    form.get_by_label("Bucket").fill(BUCKET)
    form.get_by_text("Dataset sync").click()
    form.get_by_label("How often").select_option("cron")
    for label, nonsense, sensible in (
        ("Name", "../etc", NAME),
        ("Bucket", "10.0.0.1", BUCKET),
        ("Folder (prefix)", f"{dataset}/inside/", ""),
        ("Records per type", "0", "100"),
        ("Records per type", "1000000000", "100"),
        ("How many days back", "-1", ""),
        ("Cron expression", "whenever", "0 3 * * *"),
    ):
        field = form.locator("input").and_(form.get_by_label(label))
        field.fill(nonsense)
        expect(field).to_have_attribute("aria-invalid", "true")
        if label == "Folder (prefix)":
            picture(form, "form-nonsense")
        field.fill(sensible)
        expect(field).not_to_have_attribute("aria-invalid", "true")
    form.get_by_role("button", name="Deselect all").click()
    expect(form.get_by_text("Still missing: at least one data type.")).to_be_visible()
    expect(form.get_by_role("button", name="Create and import")).to_be_disabled()
    assert ask(stack, "dana", "GET", f"gong/api/datasets/{NAME}").status_code == 404


def test_a_missing_scope_stands_on_its_card(stack: Stack, form: Page) -> None:
    """The type can be chosen all the same; once it is granted, coming back to the form shows a size."""
    stack.gong.key_scopes = set(stack.gong.all_scopes) - {"api:settings:trackers:read"}
    form.get_by_label("Records per type").fill("31")
    choose(form, "Users", "Trackers")
    estimated(form)
    expect(form.get_by_text("Your account lacks api:settings:trackers:read")).to_be_visible()
    expect(form.get_by_text(ABOUT)).to_have_count(1)
    expect(form.get_by_text("no permission")).to_be_visible()
    picture(form, "form-scope")
    stack.gong.key_scopes = None
    form.get_by_role("link", name="Look at it").click()
    form.get_by_role("link", name="Back to your dataset").click()
    expect(form.get_by_text(ABOUT)).to_have_count(2)


def test_gong_down_during_an_estimate(stack: Stack, form: Page) -> None:
    """Each card says so and can be tried again; the form goes on working."""
    form.get_by_label("Records per type").fill("37")
    trackers = Fault("/v2/settings/trackers", kind="503", times=None)
    stack.gong.faults.append(trackers)
    choose(form, "Users", "Trackers")
    estimated(form)
    expect(form.get_by_text(ABOUT)).to_have_count(1)
    expect(form.get_by_text("Together, as far as known")).to_be_visible()
    stack.gong.faults[:] = [Fault("/v2/", kind="503", times=None)]
    choose(form, "Scorecards")
    estimated(form)
    again = form.get_by_role("button", name=re.compile("^Estimate .* again$"))
    expect(again).to_have_count(2)
    assert serious_findings(form) == []
    picture(form, "form-gong-down")
    stack.gong.faults.clear()
    form.get_by_role("button", name="Estimate Scorecards again").click()
    expect(again).to_have_count(1)
    expect(form.get_by_text(ABOUT)).to_have_count(2)
