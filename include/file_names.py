"""The names of a dataset's files, which nothing else knows. Pure text.

A current file lies in the dataset's folder, a history file in the folder `history` below it. Whatever else is
there belongs to other sources, for instance files that people upload.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gong.walk import Window

# S3 takes keys of up to 1,024 bytes of UTF-8; a file's own name takes up to 100 of them, an upload's more.
PREFIX_BYTES = 900
UPLOAD_BYTES = 200
HISTORY = "history"
BEGINNINGS = ("gong_", f"{HISTORY}/")
"""What the names of Gong's files in a dataset's folder begin with."""
_STAMP = "[12][0-9]{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])_(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]"
_TYPE_ID = "[a-z]+(?:-[a-z]+)*"
_CURRENT = re.compile(rf"gong_({_TYPE_ID})_({_STAMP})\.txt")
_HISTORY = re.compile(rf"{HISTORY}/gong_({_TYPE_ID})_({_STAMP})_({_STAMP})\.txt")
_TIME = "%Y%m%d_%H%M%S"


class Names:
    """The names that one kind of file may have: `stem`, then something that matches `rest`."""

    def __init__(self, stem: str, rest: str = "") -> None:
        self.stem = stem
        self._rest = re.compile(rest)

    def own(self, key: str) -> bool:
        """Tell whether a key is such a name."""
        return key.startswith(self.stem) and bool(self._rest.fullmatch(key, len(self.stem)))


@dataclass(frozen=True)
class GongFile:
    """What the name of a Gong file says: a current one's first import, or a history one's window."""

    data_type: str
    first_import: datetime | None = None
    window: tuple[datetime, datetime] | None = None


def current_names(prefix: str, data_type_id: str) -> Names:
    """Return the names that the current files of a type may have; one beginning is for all of them."""
    return Names(f"{prefix}gong_{_checked(data_type_id)}_", rf"{_STAMP}\.txt")


def current_key(prefix: str, data_type_id: str, first_import: datetime) -> str:
    """Return the key of a type's current file, by its first import."""
    return f"{current_names(prefix, data_type_id).stem}{_stamp(first_import)}.txt"


def history_key(prefix: str, data_type_id: str, window: Window) -> str:
    """Return the key of a type's history file of a window."""
    start, end = _stamp(window.start), _stamp(window.end)
    return f"{prefix}{HISTORY}/gong_{_checked(data_type_id)}_{start}_{end}.txt"


def probe_key(prefix: str, token: str) -> str:
    """Return the key of an object that a test of the destination writes, reads and deletes."""
    return f"{prefix}.gong-probe-{token}"


def read_name(name: str) -> GongFile | None:
    """Return what a name below the dataset's folder says; None if it is no Gong file's."""
    if found := _CURRENT.fullmatch(name):
        return GongFile(found[1], first_import=_moment(found[2]))
    if found := _HISTORY.fullmatch(name):
        return GongFile(found[1], window=(_moment(found[2]), _moment(found[3])))
    return None


def upload_problem(name: str) -> str | None:
    """Return why no uploaded file may have this name; None if it may."""
    if not name or "/" in name or "\\" in name:
        return "A file's name has at least one character, and no slash or backslash."
    if not name.isprintable() or name != name.strip():
        return "A file's name has no control characters, and no space at its ends."
    if name.startswith("."):
        return "A file's name does not begin with a dot."
    if len(name.encode(errors="surrogatepass")) > UPLOAD_BYTES:
        return f"A file's name has at most {UPLOAD_BYTES} bytes in UTF-8. Shorten it."
    return None


def clash(name: str) -> str | None:
    """Return why this name belongs to Gong files; None if it does not. Letters' case does not matter."""
    if name.lower() == HISTORY or _CURRENT.fullmatch(name.lower()):
        return "Files from Gong have such names here. Rename it, then upload it again."
    return None


def check_prefix(prefix: str) -> None:
    """Refuse what is no folder of the bucket, and what a server with files on disk might read as another."""
    parts = prefix.split("/")
    if parts[-1] or len(parts) == 1 or not prefix.isprintable():
        wrong = "must be printable and end with '/'"
    elif "" in parts[:-1] or "." in parts or ".." in prefix:
        wrong = "must have no '/' at its beginning, no '//', no '.' folder and no '..'"
    elif len(prefix.encode()) > PREFIX_BYTES:
        wrong = f"must be at most {PREFIX_BYTES} bytes long"
    else:
        return
    raise ValueError(f"prefix {prefix!r} {wrong}, for example 'sales-calls/'.")


def _checked(data_type_id: str) -> str:
    if not re.fullmatch(_TYPE_ID, data_type_id):
        raise ValueError(f"{data_type_id!r} is not the id of a data type.")
    return data_type_id


def _stamp(time: datetime) -> str:
    if time.utcoffset() is None:
        raise ValueError(f"{time} has no time zone, so it cannot name a file.")
    return time.astimezone(UTC).strftime(_TIME)


def _moment(stamp: str) -> datetime:
    """Return the time of a stamp; 31 February passes the pattern and is the last day it can mean."""
    try:
        return datetime.strptime(stamp, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return _moment(f"{stamp[:6]}{int(stamp[6:8]) - 1:02}{stamp[8:]}")
