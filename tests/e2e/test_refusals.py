"""What the page says when something is missing, down, revoked, over, or somebody else was faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.answers import answer, answer_with, variant
from tests.e2e.conftest import picture, serious_findings
from tests.e2e.steps import choose, connect, fill_form, fill_key, forget, make, sign_in_again, wait_for_run
from tests.simulator.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.e2e.stack import Stack


def test_a_missing_scope_is_skipped_and_named(
    stack: Stack, sign_in: Callable[..., Page], dataset: str
) -> None:
    """The run goes on without the type, and says which scope to grant."""
    stack.gong.key_scopes = set(stack.gong.all_scopes) - {"api:settings:trackers:read"}
    page = sign_in("dana", f"/datasets/{dataset}")
    page.get_by_role("button", name="Sync now").click()
    wait_for_run(page)
    expect(page.get_by_text("api:settings:trackers:read").first).to_be_visible()
    picture(page, "missing-scope")


def test_a_key_revoked_in_mid_run_asks_to_reconnect(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """What was read before stays; a new key, and the next sync brings the rest."""
    connect(stack, "dana")
    forget(stack, "dana", "revoked")
    make(stack, "dana", "revoked", data_types=["transcripts"])
    page = sign_in("dana", "/datasets/revoked")
    page.get_by_role("button", name="Sync now").click()
    wait_for_run(page)
    before = stack.keys("revoked/")

    def revoke(_: object) -> None:
        stack.gong.key_active = False

    # The calls are answered, and their transcripts are refused.
    stack.gong.faults.append(Fault("/v2/calls/extensive", kind="mutate", mutate=revoke))
    page.get_by_role("button", name="Sync Transcripts now").click()
    wait_for_run(page, "Finished; at least one type failed, see below.")
    expect(page.get_by_text("reconnect", exact=False).first).to_be_visible()
    assert stack.keys("revoked/") == before
    picture(page, "revoked")
    page.get_by_role("link", name="Gong account").click()
    page.get_by_role("button", name="Test connection").click()
    expect(page.get_by_role("alert").filter(has_text="The connection does not work")).to_be_visible()
    stack.gong.key_active = True
    page.get_by_role("button", name="Replace").click()
    fill_key(page, stack)
    page.get_by_role("button", name="Save credentials").click()
    expect(page.get_by_text("Your Gong account is connected.")).to_be_visible()
    page.goto(f"{stack.url}/plugin/gong/datasets/revoked")
    page.get_by_role("button", name="Sync now").click()
    wait_for_run(page)


def test_gong_down_is_told_by_the_test_of_the_account(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """The account stays connected; the sentence is about Gong."""
    connect(stack, "dana")
    stack.gong.faults.append(Fault("/v2/", kind="503", times=None))
    page = sign_in("dana", "/account")
    page.get_by_role("button", name="Test connection").click()
    expect(page.get_by_role("alert").filter(has_text="The connection does not work")).to_be_visible()
    picture(page, "gong-down")


def test_storage_down_is_told_where_it_matters(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """The test of the destination says that nothing answers; the rest of the form works on."""
    connect(stack, "dana")
    page = sign_in("dana", "/new")
    fill_form(page, "nowhere", "Users")
    page.get_by_label("Storage").select_option("aws_nowhere")
    page.get_by_role("button", name="Test", exact=True).click()
    expect(page.get_by_text("List the folder: does not work.")).to_be_visible()
    choose(page, "Trackers")
    picture(page, "storage-down")


def test_an_expired_session_keeps_what_was_typed(stack: Stack, sign_in: Callable[..., Page]) -> None:
    """Saving without a session says so, and signing in again brings the form back as it was."""
    connect(stack, "dana")
    page = sign_in("dana", "/new")
    fill_form(page, "kept", "Users")
    page.context.clear_cookies()
    page.get_by_role("button", name="Create and import").click()
    expect(page.get_by_role("link", name="Sign in again").first).to_be_visible()
    picture(page, "session-expired")
    sign_in_again(page, "dana")
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_have_value("kept")
    expect(page.get_by_text("What you had typed is back.")).to_be_visible()


def test_two_people_editing_lose_nothing(sign_in: Callable[..., Page], dataset: str) -> None:
    """The second is told by whom and what was changed, and decides."""
    one, other = (sign_in(user, f"/datasets/{dataset}/edit") for user in ("dana", "ada"))
    one.get_by_label("What it is for").fill("Dana's words")
    other.get_by_label("Records per type").fill("20")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_role("heading", name=dataset, exact=True)).to_be_visible()
    one.get_by_role("button", name="Save", exact=True).click()
    expect(one.get_by_text("ada saved this dataset while you were editing it")).to_be_visible()
    expect(one.get_by_role("row", name="Records per type")).to_be_visible()
    assert serious_findings(one) == []
    picture(one, "conflict")
    one.get_by_role("button", name="Save mine").click()
    expect(one.get_by_text("Dana's words")).to_be_visible()


def test_a_name_that_is_taken_is_told_at_its_field(sign_in: Callable[..., Page], dataset: str) -> None:
    """The sentence stands where the name does, before saving is tried."""
    page = sign_in("dana", "/new")
    page.get_by_role("textbox", name="Name", exact=True).fill(dataset)
    expect(page.get_by_role("textbox", name="Name", exact=True)).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1600), ("dark", 390)])
def test_every_page_is_readable(sign_in: Callable[..., Page], scheme: str, width: int) -> None:
    """No page is wider than the window, and axe-core finds nothing serious, in both schemes."""
    page = sign_in("dana", "", color_scheme=scheme, viewport={"width": width, "height": 1800})
    running = {"GET datasets/sales-calls/runs/manual__9": variant("running")}
    answer_with(page, running)
    pages = (
        "",
        "/account",
        "/new",
        "/datasets/sales-calls?run=manual__9",
        "/datasets/sales-calls/read?key=a.txt",
    )
    for path in pages:
        page.goto(page.url.partition("/plugin/gong")[0] + f"/plugin/gong{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("[aria-busy=true]")).to_have_count(0)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), path
        assert serious_findings(page) == [], path
        picture(page, f"page-{scheme}-{pages.index(path)}")


def test_a_broken_definition_is_shown_with_its_reason(sign_in: Callable[..., Page]) -> None:
    """The list works on; the row says what is wrong."""
    page = sign_in("dana", "/account")
    listed = answer("GET datasets")
    answer_with(page, {"GET datasets": listed})
    page.get_by_role("link", name="Datasets", exact=True).click()
    expect(page.get_by_text("This definition cannot be used")).to_be_visible()
    expect(page.get_by_text("managed in git").first).to_be_visible()


def test_a_server_error_can_be_tried_again(sign_in: Callable[..., Page]) -> None:
    """The page says that it failed; trying again shows the list."""
    page = sign_in("dana", "/account")
    answer_with(page, {"GET datasets": (500, {"detail": "Something went wrong."})})
    page.get_by_role("link", name="Datasets", exact=True).click()
    expect(page.get_by_text("Something went wrong.")).to_be_visible()
    page.unroute_all()
    answer_with(page)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("link", name="sales-calls", exact=True)).to_be_visible()
