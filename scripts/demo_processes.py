"""The processes of the demo: started in sessions of their own, watched, and stopped without a remainder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

import psutil  # type: ignore[import-untyped] # it ships no types

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

T = TypeVar("T")

HOST = os.environ.get("CLUSTER_HOST", "127.0.0.1")
POLL_SECONDS = 0.3
STOP_SECONDS = 8
REPORT_SECONDS = 15
TAIL_LINES = 15


class DemoError(Exception):
    """The demo cannot go on; the message says why and what to do."""


class NoAnswer(DemoError):
    """A server did not answer, perhaps only for now."""


class Interrupted(Exception):
    """Somebody asked the demo to stop."""


class StopRequest:
    """Notes that somebody asked the demo to stop: Ctrl-C, a termination, a closed terminal.

    It only notes it. An exception out of a signal could come between a process's start and its registration,
    and leave the process behind.
    """

    def __init__(self) -> None:
        self.made = False

    def listen(self) -> None:
        """Note such requests from now on, instead of ending at once."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, *_: object) -> None:
        self.made = True


class Child(NamedTuple):
    """A process, what a person calls it, the file that has its output, and how `Processes.start` made it."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    recipe: tuple[Sequence[str], Mapping[str, str], Sequence[str]]


class Processes:
    """The demo's processes. Use it as a context manager: all of them are gone at the end.

    Each is the leader of a session. What it starts stays in that session, even Airflow's tasks, which leave
    its process group; so a session is what is stopped. They run in ``folder``; ``logs`` takes their output;
    ``keep`` is an open file that all of them hold open.
    """

    def __init__(self, folder: Path, logs: Path, stop_request: StopRequest, keep: int) -> None:
        self._folder = folder
        self._logs = logs
        self._stop_request = stop_request
        self._keep = keep
        self._children: list[Child] = []
        self._ports: dict[str, tuple[int, Path]] = {}
        self._said = 0.0
        self._logs.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(
        self,
        name: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        within: Sequence[str] = (),
    ) -> Child:
        """Start this Python with ``arguments``; its output goes to a file that is called like it.

        ``within`` is a command that becomes the one that follows it.
        """
        log = self._logs / f"{name.lower().replace(' ', '-')}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*within, sys.executable, *arguments],
                cwd=self._folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[self._keep],
            )
        child = Child(name, process, log, (arguments, environment, within))
        self._children.append(child)
        return child

    def run(self, name: str, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start a process that ends by itself, and wait for it. Raises `DemoError` when it fails."""
        child = self.start(name, arguments, environment)
        self.wait_for(name, lambda: child.process.poll() is not None, ends=child)
        self._children.remove(child)
        if child.process.returncode:
            raise _died(child.name, child.log)

    def watch_port(self, name: str, port: int, log: Path) -> None:
        """Watch a server that something else started and stops, by its port."""
        self._ports[name] = port, log

    def say(self, text: str) -> None:
        """Tell the person something, at once."""
        print(text, flush=True)
        self._said = time.monotonic()

    def watch(self) -> None:
        """Wait until somebody asks to stop. Raises `DemoError` when a process ends before."""
        with suppress(Interrupted):
            while True:
                self.check()
                time.sleep(POLL_SECONDS)

    def check(self, ends: Child | None = None) -> None:
        """Raise `Interrupted`, or `DemoError` when a process other than ``ends`` has ended."""
        if self._stop_request.made:
            raise Interrupted
        for child in self._children:
            if child is not ends and child.process.poll() is not None:
                raise _died(child.name, child.log)
        for name, (port, log) in self._ports.items():
            if not is_listening(port):
                raise _died(name, log)

    def wait_for(
        self, what: str, ready: Callable[[], T | None], *, seconds: float = 180, ends: Child | None = None
    ) -> T:
        """Return the first true value of ``ready``; meanwhile tell from time to time what is waited for."""
        began = self._said = time.monotonic()
        while (waited := time.monotonic() - began) < seconds:
            self.check(ends)
            with suppress(NoAnswer):
                if found := ready():
                    return found
            if time.monotonic() - self._said >= REPORT_SECONDS:
                self.say(f"  … waiting for {what}, {waited:.0f} s")
            time.sleep(POLL_SECONDS)
        raise DemoError(f"{what}: not after {seconds:.0f} seconds. The logs are in {self._logs}.")

    def stop(self) -> None:
        """End all processes: ask first, then insist."""
        self.say("Stopping …")
        for child in self._children:
            child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        while self._running() and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        left = members({child.process.pid for child in self._children})
        kill(left)
        for child in self._children:
            child.process.wait()

    def _running(self) -> list[Child]:
        return [child for child in self._children if child.process.poll() is None]


def kill(processes: list[psutil.Process]) -> None:
    """End these with SIGKILL and wait until they are gone."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=STOP_SECONDS)


def members(sessions: set[int]) -> list[psutil.Process]:
    """Return every process in these sessions: their leaders, and what those and others have started."""
    return [process for process in psutil.process_iter() if _session(process.pid) in sessions]


def free_port(preferred: int, width: int = 1) -> int:
    """Return the preferred port, or the next one from which ``width`` ports are free."""
    for port in range(preferred, preferred + 200):
        if not any(is_listening(port + above) for above in range(width)):
            return port
    raise DemoError(f"No port from {preferred} to {preferred + 199} is free.")


def is_listening(port: int) -> bool:
    """Tell whether something on this machine accepts connections at a port."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except (ProcessLookupError, PermissionError):
        return None


def _died(name: str, log: Path) -> DemoError:
    lines = log.read_text(errors="replace").splitlines()[-TAIL_LINES:] if log.exists() else []
    return DemoError("\n".join([f"{name} has stopped. The end of its log, {log}:", *lines]))
