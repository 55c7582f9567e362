"""The cluster on three hosts that this machine plays: `make test-cluster HOSTS=3`.

Each is a network namespace. One has the servers and Airflow's own components, each of the others a worker; a
bridge joins them, and nothing leads out. It takes root and iproute2.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from functools import partial

MIDDLE, WORKERS = "gong-middle", ("gong-worker-1", "gong-worker-2")
NETWORK = "10.203.0"


def main() -> int:
    """Make the hosts, run `scripts.cluster` on them with these arguments, and return its exit code."""
    with ExitStack() as stack:
        for name in (MIDDLE, *WORKERS):
            _ip("netns", "add", name)
            stack.callback(_ip, "netns", "delete", name)
            _ip("-netns", name, "link", "set", "lo", "up")
        _ip("-netns", MIDDLE, "link", "add", "bridge", "type", "bridge")
        _join(MIDDLE, "bridge", 1)
        for number, name in enumerate(WORKERS, 2):
            port = f"port{number}"
            _ip("-netns", MIDDLE, "link", "add", port, "type", "veth", "peer", "name", "eth", "netns", name)
            _ip("-netns", MIDDLE, "link", "set", port, "master", "bridge", "up")
            _join(name, "eth", number)
        cluster = subprocess.Popen(
            ["ip", "netns", "exec", MIDDLE, sys.executable, "-m", "scripts.cluster", *sys.argv[1:]],
            env={**os.environ, "CLUSTER_HOST": f"{NETWORK}.1", "CLUSTER_WORKERS": ",".join(WORKERS)},
        )
        # Ctrl-C reaches it by itself; it stops everything, and only then may the hosts go.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, partial(_pass_on, cluster))
        return cluster.wait()


def _pass_on(cluster: subprocess.Popen[bytes], number: int, _: object) -> None:
    cluster.send_signal(number)


def _join(name: str, device: str, number: int) -> None:
    """Give a host its address."""
    _ip("-netns", name, "address", "add", f"{NETWORK}.{number}/24", "dev", device)
    _ip("-netns", name, "link", "set", device, "up")


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(
            f"ip {' '.join(words)}: {done.stderr.strip()}\nIt takes root and network namespaces."
        )


if __name__ == "__main__":
    sys.exit(main())
