"""The text's grammar: how a value becomes one safe line, and how lines become a record and a file's header.

`docs/text-format.md` states the rules and why they are so. What comes from Gong reaches a file only through
`field`, `block`, `record` and `header`, which never let it begin a line; so it can forge neither a record
nor another field. What takes a value takes any JSON and raises nothing: what cannot be shown is absent.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from functools import lru_cache
from itertools import filterfalse, repeat
from operator import contains
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Item = str | tuple[str, Iterable[str]]

DASHES = "-" * 40
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

# Anchored and possessive: a megabyte of equals signs must not cost its square.
_IMITATED_MARKER = re.compile("(?<!=)={3,}+ ([A-Z ]{1,40}) ={3,}+")
_CAMEL_HUMP = re.compile("(?<=[a-z0-9])(?=[A-Z])")
_MOST_BITS = 14_000  # Python refuses to print an integer of more than 4,300 digits
_EXACT_FLOAT = 10**15  # beyond it a float's digits are not all its own
_LARGEST_QUANTITY = 10**12  # 30,000 years in seconds: what is larger is no measurement
_LONGEST_QUANTITY = 31  # characters
_OBJECT = {dict}
_MOST_SECONDS = 8192  # kept as text: nearly all calls are shorter


def _unwanted_characters() -> dict[int, str | None]:
    """Return the translation that removes what is invisible or reorders text, and replaces lone surrogates.

    Joiners (scripts and emoji need them) and direction marks (they reorder nothing beyond themselves) stay.
    """
    ranges = (
        *((0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x180E, 0x180E), (0x200B, 0x200B), (0x2028, 0x202E)),
        *((0x2060, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xE0000, 0xE007F)),
    )
    unwanted: dict[int, str | None] = {
        code: None for first, last in ranges for code in range(first, last + 1)
    }
    return unwanted | dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")


_UNWANTED = _unwanted_characters()
_CONTROLS = (*range(0x20), 0x7F)


def mapping(value: Any) -> Mapping[str, Any]:
    """Return the JSON object, or an empty one for anything else."""
    found: Mapping[str, Any] = value if type(value) is dict else {}
    return found


def objects(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a JSON list, in order; nothing for anything else."""
    if type(value) is not list:
        return []
    if set(map(type, value)) <= _OBJECT:  # as it nearly always is
        return value
    return [each for each in value if type(each) is dict]  # JSON has no kinds of objects


def scalars(value: Any) -> list[str]:
    """Return the texts and numbers of a JSON list as clean lines, without empty ones."""
    return [line for each in value if (line := one_line(each))] if isinstance(value, list) else []


def quantity(value: Any) -> float | None:
    """Return a measurement: a finite number, or a text that is one; nothing for anything else."""
    kind = type(value)
    if kind is not float and kind is not int:
        if kind is not str or len(value) > _LONGEST_QUANTITY:
            return None
        try:
            value = float(value)
        except ValueError:
            return None
    return value if abs(value) < _LARGEST_QUANTITY else None


def one_line(value: Any) -> str:
    """Return a text or a number as one clean line; nothing for anything else, or if nothing is visible."""
    if type(value) is not str:  # JSON has no kinds of text
        return "" if value is None else number(value)
    # Nearly every text is clean, and looking for one character is the fastest look. The one blank that counts
    # as printable is the space.
    return value.strip() if value.isprintable() and "=" not in value else _cleaned(value)


def _cleaned(line: str) -> str:
    if not line.isprintable():
        line = " ".join(line.split())
        if not line.isprintable():
            line = " ".join(line.translate(_UNWANTED).split())
            # What this Python's Unicode tables do not know yet counts as visible.
            if all(category(character) in {"Cf", "Zs"} for character in line):
                return ""
    if "===" in line:
        line = _IMITATED_MARKER.sub(r"== \1 ==", line)
    return line.strip(" ")


def joined(lines: list[str]) -> bytes | None:
    """Return lines in UTF-8, a line break behind each; nothing if `one_line` would change any of them.

    One look at all of them together costs a fraction of a look at each. Lines that end in a blank count as
    unclean, because what stands on them may be empty.
    """
    try:
        encoded = list(map(str.encode, lines))
    except UnicodeEncodeError:
        return None
    text = b"".join(encoded)
    if any(map(contains, repeat(text), _CONTROLS)) or (b"=" in text and b"===" in text):
        return None
    if lines != list(map(str.rstrip, lines)) or not "".join(filterfalse(str.isascii, lines)).isprintable():
        return None
    return b"\n".join([*encoded, b""])


def label(value: Any) -> str:
    """Return a name, question or heading that stands before a colon of ours and so may not bring its own."""
    return before_colon(one_line(value))


def before_colon(line: str) -> str:
    """Return the `label` that a clean line makes."""
    return line.replace(": ", " - ").rstrip(": ") if ":" in line else line


def number(value: Any) -> str:
    """Return a number as text: 48000.0 is 48000; what is not finite is nothing."""
    kind = type(value)
    if kind is int:
        return str(value) if value.bit_length() < _MOST_BITS else ""
    if kind is float and math.isfinite(value):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT_FLOAT else repr(value)
    return ""


def words(value: Any) -> str:
    """Return an identifier in words: `callsAsHost` is `Calls as host`, `OPT_IN_USERS` is `Opt in users`."""
    line = label(value)
    return _CAMEL_HUMP.sub(" ", line).replace("_", " ").strip().capitalize()


def anything(value: Any, depth: int = 3) -> str:
    """Return any JSON value as one line: lists as `a, b`, objects as `key: value; key: value`."""
    if type(value) is str:
        return one_line(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, (list, dict)) and depth == 0:
        return "…" if value else ""
    if isinstance(value, list):
        return ", ".join(filter(None, (anything(each, depth - 1) for each in value)))
    if isinstance(value, dict):
        shown = ((label(key), anything(each, depth - 1)) for key, each in value.items())
        return "; ".join(f"{key}: {each}" for key, each in shown if key and each)
    return one_line(value)


def timestamp(value: Any) -> str:
    """Return an ISO 8601 text in UTC, to the second: `2026-04-08 10:30:00 UTC`.

    A date stays a date, a time without offset is shown without `UTC`, and other text stays as it is.
    """
    if not isinstance(value, str):
        return ""
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC).isoformat(" ", "seconds")[:-6] + " UTC"
    except (ValueError, OverflowError):
        return one_line(value)
    return moment.isoformat(" ", "seconds") if len(value) > len("2026-04-08") else value


def duration(seconds: Any) -> str:
    """Return a length of time: `1h 05m 09s`, `45m 00s`, `0m 05s`."""
    kind = type(seconds)  # what is a number nearly always needs one call less than a look by `quantity`
    if (kind is int or kind is float) and 0 <= seconds < _LARGEST_QUANTITY:
        return _duration(int(seconds))
    total = quantity(seconds)
    return "" if total is None or total < 0 else _duration(int(total))


def clock(seconds: Any) -> str:
    """Return a position in a call: `00:05:23`."""
    kind = type(seconds)  # as above
    if (kind is int or kind is float) and 0 <= seconds < _LARGEST_QUANTITY:
        return _clock(int(seconds))
    total = quantity(seconds)
    return "" if total is None or total < 0 else _clock(int(total))


@lru_cache(_MOST_SECONDS)
def _duration(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}h {minute:02}m {second:02}s" if hours else f"{minute}m {second:02}s"


@lru_cache(_MOST_SECONDS)
def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}:{second:02}"


def percent(fraction: Any) -> str:
    """Return a fraction from 0 to 1 as a percentage: `49%`."""
    share = quantity(fraction)
    return "" if share is None else f"{number(round(share * 100.0, 1))}%"


def counted(amount: int, singular: str, plural: str) -> str:
    """Return a number with its noun: `1 call`, `5 calls`."""
    return f"{amount} {singular if amount == 1 else plural}"


def with_details(head: str, details: Iterable[str], separator: str = "; ") -> str:
    """Return `head (detail; detail)`, or whichever of both there is."""
    inside = separator.join(filter(None, details))
    return f"{head} ({inside})" if head and inside else head or inside


def field(name: str, value: Any) -> str:
    """Return the line `Name: value`, or nothing if there is no value."""
    if value is None:
        return ""
    line = one_line(value)
    return f"{name}: {line}\n" if line else ""


def block(name: str, items: Iterable[Item]) -> str:
    """Return `Name:` and a line `- item` each, with lines `  - …` below an item that brings its own list.

    Items are clean lines already, or empty; should any bring a break, it is lost all the same. The list of an
    item that has no line of its own moves up one step.
    """
    lines = [f"{name}:"]
    for item in items:
        if type(item) is not tuple:
            if item:
                lines.append(f"- {item}")
            continue
        head, below = item
        if head:
            lines.append(f"- {head}")
        indent = "  - " if head else "- "
        for each in below:
            if each:
                # Neither a comprehension nor map is quicker for the few there are.
                lines.append(indent + each)  # noqa: PERF401
    together = "".join(lines)
    if together.splitlines() != [together]:
        lines[1:] = filter(None, map(_kept_in_line, lines[1:]))
    return "\n".join(lines) + "\n" if len(lines) > 1 else ""


def _kept_in_line(line: str) -> str:
    """Return an item's line without what would end it; nothing if there is nothing else."""
    indent, dash, item = line.partition("- ")
    kept = one_line(item)
    return f"{indent}{dash}{kept}" if kept else ""


class Rendered(NamedTuple):
    """A record's text in UTF-8, and how many things in it could not be resolved."""

    text: bytes
    gaps: int


def record(marker: str, *parts: str | bytes, gaps: int = 0) -> Rendered:
    """Return a record with so many gaps: its marker's line, then the parts, each empty or whole lines.

    A part may be in UTF-8 already: that of the longest ones is made to look through them.
    """
    first = f"=== {marker} ===\n"
    text = b"".join(part if isinstance(part, bytes) else part.encode() for part in (first, *parts))
    return Rendered(text, gaps)


def header(  # noqa: PLR0913, PLR0917 - the header's own seven parts
    title: str,
    count: int,
    nouns: tuple[str, str],
    imported: datetime,
    contents: str,
    each: str,
    notes: Sequence[str],
) -> str:
    """Return a file's head, up to its 40 dashes; `imported` without a time zone is taken as UTC.

    `nouns` are the records' singular and plural; `contents` and `each` are sentences; `notes` are lines.
    """
    at = imported.replace(tzinfo=UTC) if imported.tzinfo is None else imported.astimezone(UTC)
    lines = (
        f"{title} — {counted(count, *nouns)}",
        # Not strftime's %B: month names must not depend on the locale of the machine.
        f"Imported: {MONTHS[at.month - 1]} {at:%d, %Y at %H:%M} UTC",
        *filter(None, map(one_line, (contents, each, *notes))),
        DASHES,
    )
    return "".join(f"{line}\n" for line in lines)
