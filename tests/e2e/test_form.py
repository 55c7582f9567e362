"""The form of a dataset, step by step, in an order of one's own, by mouse and by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from include.data_types import DATA_TYPE_IDS
from tests.e2e.conftest import picture, serious_findings
from tests.e2e.stack import BUCKET
from tests.e2e.steps import ask, choose, connect, estimated, forget, wait_for_run
from tests.simulator.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import FilePayload, Page

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


def test_every_step_in_an_order_of_ones_own(stack: Stack, form: Page) -> None:
    """From the last step to the first; what was chosen is what is stored, and is imported."""
    _limits(form)
    _destination(form)
    choose(form, "Users", "Trackers", "Scorecards", "Libraries")
    _sync(form)
    _staged(form)
    expect(form.get_by_label("Gong account")).to_have_value("gong_account__dana")
    form.get_by_role("button", name="Create and import").click()
    wait_for_run(form)
    expect(form.get_by_role("link", name="Read prices.csv")).to_be_visible()
    found = ask(stack, "dana", "GET", f"gong/api/datasets/{NAME}").json()["definition"]
    since = found["sync"].pop("since")
    assert since.endswith("Z")
    wanted = {
        "prefix": "made/by-steps/",
        "bucket": BUCKET,
        "data_types": ["users", "scorecards", "trackers"],
        "sync": {"schedule": "30 6 * * 4", "data_types": ["users", "scorecards"]},
        "limit": 25,
        "lookback_days": 90,
        "include_private_calls": True,
    }
    assert {name: found[name] for name in wanted} == wanted
    assert found["workspace_ids"] == stack.gong.world.workspace_ids[:1]
    forget(stack, "dana", NAME)


def _limits(page: Page) -> None:
    """All, then a number; how far back; one workspace; private calls."""
    records = page.get_by_label("Records per type")
    expect(records).to_have_value("100")
    page.get_by_text("All there are").click()
    expect(records).to_be_disabled()
    page.get_by_text("All there are").click()
    records.fill("25")
    page.get_by_label("How many days back").fill("90")
    spaces = page.get_by_role("group", name="Workspaces")
    expect(spaces.get_by_role("checkbox")).to_have_count(3)
    spaces.get_by_role("checkbox").nth(1).check(force=True)
    expect(spaces.get_by_role("checkbox", name="All")).not_to_be_checked()
    page.get_by_text("Include calls that are private").click()


def _destination(page: Page) -> None:
    """Try a bucket that is not there, which the test tells; take the one that is listed."""
    expect(page.locator(f"datalist option[value={BUCKET}]")).to_have_count(1)
    page.get_by_label("Bucket").fill("not-there")
    page.get_by_label("Folder (prefix)").fill("made/by-steps/")
    page.get_by_role("button", name="Test", exact=True).click()
    expect(page.get_by_text("There is no such bucket").first).to_be_visible()
    page.get_by_label("Bucket").fill(BUCKET)
    expect(page.get_by_text("There is no such bucket")).to_have_count(0)
    page.get_by_role("button", name="Test", exact=True).click()
    expect(page.get_by_text("Delete it: works.")).to_be_visible()


def _sync(page: Page) -> None:
    """Every frequency has its next three times, here and at the server; types can be left out."""
    page.get_by_text("Dataset sync").click()
    often, times = page.get_by_label("How often"), page.get_by_role("table", name="The next three syncs")
    for frequency in ("hourly", "daily", "monthly", "cron", "weekly"):
        often.select_option(frequency)
        expect(times.get_by_role("row")).to_have_count(4)
    expect(times.get_by_role("columnheader")).to_have_text(
        [re.compile("yours.*Asia/Tokyo"), re.compile("server.*UTC")]
    )
    page.get_by_label("Day", exact=True).select_option("Thursday")
    page.get_by_label("Time (UTC)").fill("06:30")
    expect(times.get_by_role("row").nth(1)).to_contain_text(re.compile(r"Thu, .* 15:30.*Thu, .* 06:30"))
    kept = page.get_by_role("group", name="Types that are kept in sync")
    kept.get_by_role("checkbox", name="Trackers").uncheck(force=True)
    assert serious_findings(page) == []
    picture(page, "form-sync")


def _staged(page: Page) -> None:
    """Types stand among the files with their size, and are removed there; so are uploads."""
    files = page.get_by_role("region", name="Attached files")
    expect(files.get_by_text(re.compile("^~ "))).to_have_count(4)
    page.get_by_role("button", name="Remove Libraries").click()
    expect(page.get_by_role("group", name="Data types").get_by_label("Libraries")).not_to_be_checked()
    own: list[FilePayload] = [
        {"name": name, "mimeType": "text/csv", "buffer": b"plan,price\n"}
        for name in ("prices.csv", "plans.csv")
    ]
    page.get_by_label("Choose files to upload").set_input_files(own)
    page.get_by_role("button", name="Remove plans.csv").click()
    expect(files.get_by_text("4 files")).to_be_visible()


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
