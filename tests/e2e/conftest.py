"""One Airflow and one browser for all tests; each test gets pages that are signed in as somebody."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error, expect, sync_playwright

from tests.e2e.stack import CHECKOUT, Stack, running
from tests.e2e.steps import connect, forget, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = CHECKOUT / "ui" / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Everything, running."""
    with running(tmp_path_factory.mktemp("stack")) as everything:
        yield everything


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    program = shutil.which("chromium")
    assert program, "Chromium is missing: make setup-browser"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def sign_in(stack: Stack, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return what opens a page of Gong as a user; options go to the browser's context."""
    contexts = []

    def open_page(user: str, path: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.add_cookies([{"name": "_token", "value": stack.token(user), "url": stack.url}])
        page = context.new_page()
        page.goto(f"{stack.url}/plugin/gong{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def dataset(stack: Stack) -> str:
    """Make a dataset of dana's, of users and trackers, anew; return its name."""
    name = "people"
    connect(stack, "dana")
    forget(stack, "dana", name)
    make(stack, "dana", name)
    return name


@pytest.fixture(autouse=True)
def _healthy_gong(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave Gong as it was found: working, and granting everything."""
    yield
    if "stack" in request.fixturenames:
        gong = request.getfixturevalue("stack").gong
        gong.faults.clear()
        gong.key_scopes = gong.oauth.scopes = None
        gong.key_active = True


def serious_findings(page: Page) -> list[str]:
    """Return what axe-core finds serious in our part of the page, or in a dialog that is open."""
    page.evaluate(AXE.read_text())
    # What still fades in has the contrast of neither its beginning nor its end.
    page.wait_for_function(
        "() => document.getAnimations().every((each) => each.playState !== 'running' "
        "|| each.effect.getTiming().iterations === Infinity)"
    )
    dialog = page.locator("[role=dialog], [role=alertdialog]").count() > 0
    place = "[role=dialog], [role=alertdialog]" if dialog else "#gong-page"
    found = page.evaluate("(place) => axe.run({include: [[place]]})", place)
    return [
        f"{each['id']}: {each['help']} {[node['target'] for node in each['nodes']][:3]}"
        for each in found["violations"]
        if each["impact"] in {"serious", "critical"}
    ]


def picture(page: Page, name: str) -> None:
    """Keep a screenshot in the folder that GONG_PICTURES names, for people to look at."""
    folder = os.environ.get("GONG_PICTURES")
    if not folder:
        return
    with suppress(Error):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
