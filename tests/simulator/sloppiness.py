"""Ids as numbers in a small share of the records of an answer."""

from __future__ import annotations

import zlib
from typing import Any

_SHARE = 23  # one record in so many
_LISTS = {"calls", "callTranscripts", "users", "answeredScorecards", "keywordTrackers", "folders"}


def loosen(answer: dict[str, Any]) -> dict[str, Any]:
    """Return the answer with the decimal ids of some records, always the same, as JSON numbers."""
    changed = dict(answer)
    for key in _LISTS & answer.keys():
        changed[key] = [_numbers(item) if _is_chosen(item) else item for item in answer[key]]
    return changed


def _is_chosen(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    identity = next(
        (str(value) for value in _values(item) if isinstance(value, str) and value.isdecimal()), ""
    )
    return bool(identity) and zlib.crc32(identity.encode()) % _SHARE == 0


def _values(item: dict[str, Any]) -> list[Any]:
    metadata = item.get("metaData")
    return list(metadata.values()) if isinstance(metadata, dict) else list(item.values())


def _numbers(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _numbers(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_numbers(each) for each in value]
    if (
        isinstance(value, str)
        and (key == "id" or key.endswith("Id"))
        and value.isascii()
        and value.isdecimal()
    ):
        return int(value)
    return value
