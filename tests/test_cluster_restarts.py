"""The cluster's processes are started again when they end, and are killed with all they have started."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped] # it ships no types
import pytest

from scripts import cluster_restarts
from scripts.cluster_restarts import Restarted
from scripts.demo_processes import StopRequest, members

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARENT = """
import subprocess, sys
other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
print(other.pid, flush=True)
other.wait()
"""


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Restarted]:
    """Give none yet; whatever is started is gone afterwards."""
    with (tmp_path / "lock").open("w") as held:
        started = Restarted(tmp_path, tmp_path / "logs", StopRequest(), held.fileno())
        yield started
        started.stop()


def test_what_has_ended_is_started_again(
    processes: Restarted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a pause, in the same way; what it printed before stays."""
    child = processes.start("One", ["-c", "print('here')"], os.environ)
    child.process.wait()
    processes.check()
    assert not processes.restarts
    monkeypatch.setattr(cluster_restarts, "RESTART_SECONDS", 0)
    processes.check()
    assert processes.restarts == {"One": 1}
    assert (tmp_path / "logs" / "one.1.log").read_text() == "here\n"
    assert (tmp_path / "logs" / "one.log").exists()


def test_a_process_is_killed_with_all_it_has_started(processes: Restarted) -> None:
    """As a container's end would: nothing of it works on."""
    child = processes.start("One", ["-c", PARENT], os.environ)
    processes.wait_for("its child", lambda: child.log.read_text().strip())
    other = psutil.Process(int(child.log.read_text()))
    processes.kill("One")
    assert members({child.process.pid}) == []
    assert not other.is_running()
