"""The campaign's rig, and the list of what has passed."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from scripts.generate_docs import ROOT, table, with_part
from tests.conftest import NOW
from tests.faults.rig import ALL, Rig, importer
from tests.servers import s3_server
from tests.simulator import Simulator, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.faults.rig import Passed

COUNTED = "faults: "
RELIABILITY = ROOT / "docs" / "reliability.md"
ROW = re.compile(r"(?m)^\| ([^|]+) \| (\d+) \|$")
"""A line of the list; others in the document have more columns."""
collect_ignore = [] if ALL else ["test_long.py", "test_parts.py"]


@pytest.fixture(scope="module")
def whole_rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """Start everything once for a module."""
    folder = tmp_path_factory.mktemp("faults")
    world = World(seed=7, calls=40, now=NOW)
    with (
        s3_server(folder) as store,
        Simulator(world, clock=NOW.timestamp, rate=sys.maxsize, daily=sys.maxsize) as gong,
        importer() as process,
    ):
        yield Rig(gong, store, folder, process)
        process.kill()


@pytest.fixture
def rig(whole_rig: Rig) -> Iterator[Rig]:
    """Give the rig with a Gong in good order; its world is put back afterwards."""
    gong = whole_rig.gong
    world, clock, lifetime = gong.world, gong.clock, gong.cursor_lifetime
    gong.faults = []
    gong.reset()
    yield whole_rig
    gong.world, gong.clock, gong.cursor_lifetime, gong.faults = world, clock, lifetime, []
    gong.limiter.rate = sys.maxsize


@pytest.fixture
def passed(record_property: Callable[[str, object], None]) -> Passed:
    """Count cases in the test's report, which reaches the process that sums up."""

    def count(kind: str, cases: int = 1) -> None:
        record_property(COUNTED + kind, cases)

    return count


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List what has passed; of whole files of the campaign docs/reliability.md has the list."""
    tally: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        for name, cases in report.user_properties:
            if name.startswith(COUNTED):
                tally[name.removeprefix(COUNTED)] += int(cases)
    terminalreporter.write_line(_listed(tally))
    config = terminalreporter.config
    part = config.option.keyword or any("::" in each for each in config.args)
    bad = [*terminalreporter.getreports("failed"), *terminalreporter.getreports("error")]
    if ALL and not part and not bad:
        text = RELIABILITY.read_text(encoding="utf-8")
        before = {kind: int(cases) for kind, cases in ROW.findall(text)}
        RELIABILITY.write_text(with_part(text, "campaign", _listed(before | tally)), encoding="utf-8")


def _listed(tally: Mapping[str, int]) -> str:
    return table(("What happens", "Cases, all passed"), ((kind, str(tally[kind])) for kind in sorted(tally)))
