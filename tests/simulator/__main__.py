"""Serves a simulated Gong until it is told to stop: ``python -m tests.simulator --port 9100``."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from datetime import UTC, datetime

from tests.simulator.simulator import Simulator
from tests.simulator.world import World


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--calls", type=int, default=250)
    parser.add_argument("--rate", type=int, default=3, help="requests per second, 0 for no limit")
    parser.add_argument("--daily", type=int, default=10_000, help="requests per day, 0 for no limit")
    parser.add_argument("--latency-ms", type=float, default=0.0)
    parser.add_argument("--no-validate", dest="validate", action="store_false")
    parser.add_argument(
        "--bulk-transcript-bytes", type=int, help="very many calls, served from prepared bytes"
    )
    parser.add_argument("--crm", choices=["native", "generic", "none"], default="native")
    parser.add_argument("--workspaces", type=int, choices=[1, 2], default=2)
    parser.add_argument("--time-zone", default="America/Los_Angeles")
    parser.add_argument("--access-key")
    parser.add_argument("--access-key-secret")
    parser.add_argument("--client-id")
    parser.add_argument("--client-secret")
    parser.add_argument("--token-lifetime", type=int, help="seconds that an access token lives")
    parser.add_argument("--control-token", help="opens /_simulator/ to requests with this X-Simulator-Token")
    return parser.parse_args(argv)


def build(options: argparse.Namespace) -> Simulator:
    """Return the simulator that the options describe; its company lived up to an hour ago."""
    # Full minutes keep the world the same for everybody who starts within the minute.
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    if options.bulk_transcript_bytes:
        world = World.bulk(options.seed, options.calls, options.bulk_transcript_bytes, now)
    else:
        crm = None if options.crm == "none" else options.crm
        world = World(
            options.seed,
            options.calls,
            now,
            workspaces=options.workspaces,
            crm=crm,
            time_zone=options.time_zone,
        )
    sim = Simulator(
        world,
        rate=options.rate or sys.maxsize,
        daily=options.daily or sys.maxsize,
        latency=options.latency_ms / 1000,
        validate=options.validate,
        host=options.host,
        port=options.port,
    )
    sim.access_key = options.access_key or sim.access_key
    sim.access_key_secret = options.access_key_secret or sim.access_key_secret
    sim.oauth.client_id = options.client_id or sim.oauth.client_id
    sim.oauth.client_secret = options.client_secret or sim.oauth.client_secret
    sim.oauth.lifetime = options.token_lifetime or sim.oauth.lifetime
    sim.control_token = options.control_token
    return sim


def main(argv: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; return 0."""
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: stopped.set())
    sim = build(_arguments(argv))
    with sim:
        sys.stdout.write(
            f"Gong simulator on {sim.url} ({len(sim.world.ids):,} calls, access key {sim.access_key}, "
            f"secret {sim.access_key_secret})\n"
        )
        sys.stdout.flush()
        stopped.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
