"""What can be done with a dataset on its page, beyond the story: ranges, pauses, git, and keyboard."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.e2e.conftest import picture, serious_findings
from tests.e2e.stack import BUCKET
from tests.e2e.steps import (
    ask,
    connect,
    estimated,
    fill_form,
    forget,
    make,
    more,
    sign_in_again,
    wait_for_run,
)
from tests.simulator.simulator import Simulator
from tests.simulator.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.e2e.stack import Stack

GIT = "moved-to-git"


def test_a_range_of_dates_becomes_history(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """Whatever is wrong with the days is told; the file has the range's calls, and says so in its name."""
    connect(stack, "dana")
    forget(stack, "dana", "by-range")
    make(stack, "dana", "by-range", data_types=["calls", "users"])
    page = sign_in("dana", "/datasets/by-range")
    more(page, "Import a range of dates")
    dialog = page.get_by_role("dialog")
    today = datetime.now(UTC).date()
    first, last = today - timedelta(days=240), today - timedelta(days=120)
    dialog.get_by_label("First day").fill(last.isoformat())
    dialog.get_by_label("Last day").fill(first.isoformat())
    expect(dialog.get_by_label("Last day")).to_have_attribute("aria-invalid", "true")
    expect(dialog.get_by_role("button", name="Import")).to_be_disabled()
    expect(dialog.get_by_text("Gong knows only the present of Users.")).to_be_visible()
    assert serious_findings(page) == []
    picture(page, "range")
    dialog.get_by_label("First day").fill(first.isoformat())
    dialog.get_by_label("Last day").fill(last.isoformat())
    dialog.get_by_role("button", name="Import").click()
    expect(page.get_by_role("heading", name="Import of")).to_be_visible()
    wait_for_run(page)
    expect(page.get_by_text("history", exact=True)).to_be_visible()
    [key] = stack.keys("by-range/")
    end = last + timedelta(days=1)
    assert key == f"by-range/history/gong_calls_{first:%Y%m%d}_000000_{end:%Y%m%d}_000000.txt"
    text = stack.store.client().get_object(Bucket=BUCKET, Key=key)["Body"].read().decode()
    days = re.findall(r"^Date: (\d{4}-\d\d-\d\d)", text, re.MULTILINE)
    assert days
    assert all(first.isoformat() <= day <= last.isoformat() for day in days)


def test_pausing_holds_back_a_sync_until_it_is_resumed(sign_in: Callable[..., Page], dataset: str) -> None:
    """The page says that a sync waits and why; resuming lets it run. Two chosen types are synced together."""
    page = sign_in("dana", f"/datasets/{dataset}")
    more(page, "Pause syncing")
    expect(page.get_by_text("paused", exact=True)).to_be_visible()
    expect(page.get_by_text("none while syncing is paused")).to_be_visible()
    for label in ("Users", "Trackers"):
        page.get_by_role("checkbox", name=f"Choose {label}").check(force=True)
    page.get_by_role("button", name="Sync 2 chosen types").click()
    waits = page.get_by_role("status").filter(has_text="Syncing is paused")
    expect(waits).to_be_visible()
    picture(page, "paused")
    waits.get_by_role("button", name="Resume syncing").click()
    wait_for_run(page)
    expect(page.get_by_text("paused", exact=True)).to_have_count(0)
    more(page, "Pause syncing")
    more(page, "Resume syncing")
    expect(page.get_by_text("paused", exact=True)).to_have_count(0)


def test_a_dataset_moves_into_git(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """Export, delete, put the file into the folder: the same dataset, which is not edited here any more."""
    connect(stack, "dana")
    forget(stack, "dana", GIT)
    make(stack, "dana", GIT, description="Reviewed: every “line”", sync={"schedule": "@daily"})
    stack.store.client().put_object(Bucket=BUCKET, Key=f"{GIT}/notes.txt", Body=b"kept")
    before = ask(stack, "dana", "GET", f"gong/api/datasets/{GIT}").json()["definition"]
    page = sign_in("dana", f"/datasets/{GIT}")
    with page.expect_download() as exported:
        more(page, "Export as YAML")
    assert exported.value.suggested_filename == f"{GIT}.yaml"
    more(page, "Delete")
    page.get_by_role("button", name="Delete dataset").click()
    expect(page.get_by_role("link", name="New dataset").first).to_be_visible()
    file = stack.folder / "datasets" / f"{GIT}.yaml"
    exported.value.save_as(file)
    page.goto(f"{stack.url}/plugin/gong/datasets/{GIT}")
    expect(page.get_by_text("managed in git")).to_be_visible()
    expect(page.get_by_role("link", name="Read notes.txt")).to_be_visible()
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    page.get_by_role("button", name="More").click()
    expect(page.get_by_role("menuitem", name="Delete")).to_have_count(0)
    picture(page, "git")
    assert ask(stack, "dana", "GET", f"gong/api/datasets/{GIT}").json()["definition"] == before
    file.unlink()


def test_the_focus_returns_to_what_opened_a_dialog(sign_in: Callable[..., Page], dataset: str) -> None:
    """By keyboard alone: the menu, its dialogs, Escape, and a copy for which only the name is missing."""
    page = sign_in("dana", f"/datasets/{dataset}")
    opener = page.get_by_role("button", name="More")
    opener.press("Enter")
    expect(page.get_by_role("menu")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.press("Enter")
    expect(page.get_by_role("menu")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("menuitem", name="Delete")).to_have_attribute("data-highlighted", "")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    # What reaches out of Airflow's frame moves the page up under an open dialog.
    assert page.evaluate("document.body.scrollHeight <= document.body.clientHeight")
    page.keyboard.press("Escape")
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    expect(opener).to_be_focused()
    more(page, "Delete")
    page.get_by_role("button", name="Cancel").click()
    expect(opener).to_be_focused()
    more(page, "Duplicate")
    expect(page.get_by_role("heading", name=f"New dataset like {dataset}")).to_be_visible()
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_have_value("")
    expect(page.get_by_role("checkbox", checked=True).first).to_be_visible()
    expect(page.get_by_text("Still missing: a name.")).to_be_visible()


def test_a_storage_that_is_down_leaves_the_rest_of_the_page(
    stack: Stack, sign_in: Callable[..., Page]
) -> None:
    """The files' place says why there are none, and so does an upload."""
    connect(stack, "dana")
    forget(stack, "dana", "no-storage")
    make(stack, "dana", "no-storage", aws_conn_id="aws_nowhere")
    page = sign_in("dana", "/datasets/no-storage")
    alert = page.get_by_role("alert").filter(has_text="The storage did not answer")
    expect(alert).to_contain_text("Nothing answers at http://127.0.0.1:9")
    expect(page.get_by_role("button", name="Sync Users now")).to_be_enabled()
    page.get_by_label("Choose files to upload").set_input_files(
        {"name": "prices.csv", "mimeType": "text/csv", "buffer": b"plan,price\n"}
    )
    expect(page.get_by_role("list", name="Uploads").get_by_role("alert")).to_contain_text("Nothing answers")
    assert serious_findings(page) == []
    picture(page, "files-down")
    page.get_by_role("button", name="Try again").click()
    expect(alert).to_be_visible()


def test_a_company_without_calls(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """Types without records are told before and after; their files say why they are empty."""
    with Simulator(World(calls=0, now=World().now), rate=1000) as gong:
        key = {"access_key": gong.access_key, "access_key_secret": gong.access_key_secret}
        ask(stack, "marcus", "PUT", "gong/api/account", {**key, "base_url": gong.url}).raise_for_status()
        forget(stack, "marcus", "silence")
        page = sign_in("marcus", "/new")
        fill_form(page, "silence", "Calls", "Transcripts", "Users")
        estimated(page)
        expect(page.get_by_text("Gong has no records of it for now.")).to_have_count(2)
        picture(page, "form-silence")
        page.get_by_role("button", name="Create and import").click()
        wait_for_run(page)
        expect(page.get_by_text("empty", exact=True)).to_have_count(4)
        picture(page, "silence")
        page.get_by_role("link", name="Read gong_calls_").click()
        expect(page.get_by_text("Gong Calls Import — 0 calls")).to_be_visible()
        forget(stack, "marcus", "silence")


def test_a_session_that_expires_while_one_looks(sign_in: Callable[..., Page], dataset: str) -> None:
    """The page says so where something was asked for; signing in leads back to it."""
    page = sign_in("dana", f"/datasets/{dataset}")
    expect(page.get_by_role("heading", name="Files")).to_be_visible()
    page.context.clear_cookies()
    page.get_by_role("button", name="Sync now").click()
    sign_in_again(page, "dana")
    expect(page.get_by_role("heading", name=dataset, exact=True)).to_be_visible()
    page.get_by_role("button", name="Sync now").click()
    wait_for_run(page)
