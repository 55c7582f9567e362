"""What the demo rests on: its processes end without a remainder, and what it keeps stays its own."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped] # it ships no types
import pytest

from include.data_types import DATA_TYPE_IDS
from scripts import demo_processes
from scripts.demo_airflow import environment
from scripts.demo_files import copy_files, first_lines, lock, read_secrets, write_environment
from scripts.demo_processes import DemoError, Interrupted, NoAnswer, Processes, StopRequest, free_port
from tests.servers import BUCKET, moto_s3

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARENT = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], process_group=0)
print(child.pid, flush=True)
time.sleep(60)
"""
SECRETS = dict.fromkeys(
    ("fernet_key", "secret_key", "jwt_secret", "gong_client_id", "gong_client_secret"), "made up"
)


@pytest.fixture
def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Processes]:
    """Give the processes of a demo that looks after them more often."""
    monkeypatch.setattr(demo_processes, "POLL_SECONDS", 0.01)
    with (tmp_path / "lock").open("w") as kept:
        made = Processes(tmp_path, tmp_path / "logs", StopRequest(), kept.fileno())
        try:
            yield made
        finally:
            made.stop()


def test_stopping_reaches_what_left_the_process_group(processes: Processes) -> None:
    """A grandchild in a process group of its own, as Airflow's tasks are, ends with the demo."""
    parent = processes.start("Parent", ["-c", PARENT], os.environ)
    grandchild = int(processes.wait_for("its child", lambda: parent.log.read_text().strip()))
    assert psutil.pid_exists(grandchild)
    processes.stop()
    assert parent.process.poll() is not None
    assert not psutil.pid_exists(grandchild) or psutil.Process(grandchild).status() == psutil.STATUS_ZOMBIE


def test_a_process_that_dies_is_reported_with_the_end_of_its_log(processes: Processes) -> None:
    """Whatever is being waited for, a death ends the wait, names the process and quotes its last words."""
    processes.start("Gong simulator", ["-c", "print('first'); raise SystemExit('no such port')"], os.environ)
    with pytest.raises(
        DemoError, match=r"(?s)^Gong simulator has stopped.*gong-simulator\.log.*no such port"
    ):
        processes.wait_for("nothing", lambda: False)


def test_a_server_that_stops_listening_is_reported(processes: Processes, tmp_path: Path) -> None:
    """A server that something else started is watched by its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        processes.watch_port("The store", server.getsockname()[1], tmp_path / "none")
        processes.check()
    with pytest.raises(DemoError, match="The store has stopped"):
        processes.check()


def test_a_request_to_stop_ends_a_wait(tmp_path: Path) -> None:
    """Ctrl-C is noted, and seen by whatever waits."""
    request = StopRequest()
    request.made = True
    with pytest.raises(Interrupted):
        Processes(tmp_path, tmp_path, request, 0).wait_for("nothing", lambda: True)


def test_a_wait_goes_on_when_a_server_does_not_answer(processes: Processes) -> None:
    """A server that is busy for a moment is asked again."""
    answers = iter([NoAnswer("busy"), NoAnswer("busy")])

    def ask() -> bool:
        if problem := next(answers, None):
            raise problem
        return True

    assert processes.wait_for("an answer", ask)


def test_a_command_that_fails_is_an_error(processes: Processes) -> None:
    """A step that must succeed, such as the database's, ends the demo when it does not."""
    processes.run("Good", ["-c", "pass"], os.environ)
    with pytest.raises(DemoError, match="Bad has stopped"):
        processes.run("Bad", ["-c", "raise SystemExit(3)"], os.environ)


def test_a_taken_port_is_passed_over() -> None:
    """The next free port serves as well, and as many after it as are needed."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        assert free_port(taken) > taken
        assert free_port(taken - 1, width=2) > taken


def test_one_demo_at_a_time(tmp_path: Path) -> None:
    """A second demo of one checkout is told what holds the folder, and is free to run afterwards."""
    with lock(tmp_path / ".demo"), pytest.raises(DemoError, match="already running"):
        lock(tmp_path / ".demo")
    lock(tmp_path / ".demo").close()


def test_secrets_are_made_once_and_private(tmp_path: Path) -> None:
    """The demo's keys are its own, the same the next time, long enough, and readable by their owner only."""
    path = tmp_path / "credentials.json"
    first = read_secrets(path)
    assert read_secrets(path) == first
    assert len(set(first.values())) == len(first)
    assert len(first["jwt_secret"]) >= 64
    assert path.stat().st_mode & 0o777 == 0o600


def test_airflows_settings_are_the_demos_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and cloud credentials of the person's own Airflow stay out; the rest stays."""
    monkeypatch.setenv("AIRFLOW_CONN_GONG_DEFAULT", "theirs")
    monkeypatch.setenv("AWS_PROFILE", "theirs")
    monkeypatch.setenv("LANG", "C.UTF-8")
    made = environment(tmp_path, tmp_path / ".demo", 8081, SECRETS, "http://127.0.0.1:9100")
    assert "theirs" not in made.values()
    assert made["LANG"] == "C.UTF-8"
    assert made["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:8081"
    write_environment(tmp_path / "environment.sh", made | {"AIRFLOW__X__Y": "it's"})
    written = (tmp_path / "environment.sh").read_text()
    assert "export AIRFLOW__API__PORT=8081\n" in written
    assert """export AIRFLOW__X__Y='it'"'"'s'\n""" in written
    assert "LANG" not in written


def test_only_whole_current_files_are_copied(tmp_path: Path) -> None:
    """Empty files, history and what others keep under the prefix do not count as a type's file."""
    with moto_s3() as client:
        for key, text in {
            "demo/gong_calls_20261122_233348.txt": "calls",
            "demo/gong_users_20261122_233348.txt": "",
            "demo/gong_users_20261122.txt": "not ours",
            "demo/history/gong_trackers_20261117_000000_20261118_000000.txt": "history",
            "demo/gong_user-stats_20261122_233348.txt": "stats",
        }.items():
            client.put_object(Bucket=BUCKET, Key=key, Body=text)
        (tmp_path / "files").mkdir()
        (tmp_path / "files" / "old.txt").write_text("of an earlier run")
        copies = copy_files(client, BUCKET, "demo/", tmp_path / "files")
    assert list(copies) == ["calls", "user-stats"]
    assert sorted(path.name for path in (tmp_path / "files").iterdir()) == [
        "gong_calls_20261122_233348.txt",
        "gong_user-stats_20261122_233348.txt",
    ]
    assert copies["calls"].read_text() == "calls"
    assert set(copies) < set(DATA_TYPE_IDS)


def test_long_lines_are_cut(tmp_path: Path) -> None:
    """The first lines of a file fit a terminal."""
    (tmp_path / "file").write_text("short\n" + "x" * 500 + "\nthird\n")
    lines = first_lines(tmp_path / "file", 2)
    assert lines[0] == "short"
    assert len(lines) == 2
    assert len(lines[1]) <= 120
    assert lines[1].endswith("…")
