"""Several processes, one company: real clocks, real stores, and the simulated Gong that judges their pace."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.valkey import valkey
from tests.simulator import Simulator, World

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SECONDS = 120
EACH = 6


@contextmanager
def sender(limiter_url: str, company: str, gong: Simulator, ahead: int) -> Iterator[subprocess.Popen[str]]:
    """Run a process that waits for a line on its standard input before it sends."""
    words = [limiter_url, company, gong.url, str(EACH), str(ahead)]
    with subprocess.Popen(  # noqa: S603 - this Python
        [sys.executable, "-m", "tests.pace_client", *words],
        cwd=ROOT,
        env={"PYTHONPATH": "plugins"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("kind", ["redis", "sqlite"])
def test_four_processes_and_another_company(tmp_path: Path, world: World, kind: str) -> None:
    """Four processes keep their company's pace to the full; another company's go at its own, beside it.

    With Redis their clocks are five minutes apart: the server's is the one that counts.
    """
    with ExitStack() as stack:
        url = f"sqlite://{tmp_path}/limiter.db"
        if kind == "redis":
            url = stack.enter_context(valkey(tmp_path / "valkey")).url()
        acme, other = (stack.enter_context(Simulator(world, rate=3)) for _ in range(2))
        clocks = (0, 300, -300, 0) if kind == "redis" else (0, 0, 0, 0)
        senders = [stack.enter_context(sender(url, "acme", acme, ahead)) for ahead in clocks]
        senders += [stack.enter_context(sender(url, "other", other, 0)) for _ in range(2)]
        for each in senders:
            assert each.stdin
            each.stdin.write("go\n")
            each.stdin.flush()
        assert [each.wait(SECONDS) for each in senders] == [0] * len(senders)
    for gong, count in ((acme, 4 * EACH), (other, 2 * EACH)):
        times = [each.time for each in gong.exchanges]
        assert [each.status for each in gong.exchanges] == [200] * count
        assert (count - 1) / (times[-1] - times[0]) >= 2.7
        assert gong.ledger.requests_per_second() <= 3
