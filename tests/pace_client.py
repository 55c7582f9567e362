"""One process that sends at the pace: `python -m tests.pace_client LIMITER COMPANY GONG COUNT CLOCK`.

CLOCK is how many seconds its own clock is ahead. Without Airflow, so that four of them start at once.
"""

from __future__ import annotations

import sys
import time

import requests

from gong.limiter import open_limiter
from gong.pace import Pace


def main(limiter_url: str, company: str, gong_url: str, count: str, ahead: str) -> None:
    """Say that it is ready, wait for a line, send COUNT requests."""
    right = time.time
    time.time = lambda: right() + float(ahead)
    session = requests.Session()
    session.auth = ("STOWLANEACCESSKEY", "stowlane-access-key-secret")
    limiter = open_limiter(limiter_url, company, Pace())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    for _ in range(int(count)):
        limiter.acquire()
        session.get(f"{gong_url}/v2/workspaces", timeout=30)


if __name__ == "__main__":
    main(*sys.argv[1:])
