"""A folder of the call library with the calls and snippets saved in it.

`docs/text-format.md`, LIBRARY FOLDER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from include.text import block, clock, field, mapping, objects, one_line, record, scalars, timestamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from include.text import Item, Rendered

_SEPARATOR = " > "  # not a slash: names such as `Win/Loss` are common


def format_record(entry: Mapping[str, Any]) -> Rendered:
    """Return the text of `{"folder", "path", "workspace", "calls"}`.

    `folder` is one of GET /v2/library/folders, `path` the names from the root down to it, `calls` are
    those of GET /v2/library/folder-content.
    """
    entry = mapping(entry)
    folder = mapping(entry.get("folder"))
    calls = objects(entry.get("calls"))
    return record(
        "LIBRARY FOLDER",
        field("Name", folder.get("name")),
        field("Path", _SEPARATOR.join(_step(name) for name in scalars(entry.get("path")))),
        field("Workspace", entry.get("workspace")),
        field("Calls", str(len(calls)) if isinstance(entry.get("calls"), list) else ""),
        block("Saved calls", map(_call, calls)),
        field("Updated", timestamp(folder.get("updated"))),
        field("Folder ID", folder.get("id")),
    )


def _step(name: str) -> str:
    """Return a folder's name as part of a path, in quotation marks if it contains the separator."""
    return f'"{name}"' if _SEPARATOR.strip() in name else name


def _call(call: Mapping[str, Any]) -> Item:
    title = one_line(call.get("title")) or f"Call {one_line(call.get('id'))}".strip()
    return title, (f"{name}: {line}" for name, line in _lines(call) if line)


def _lines(call: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    snippet = mapping(call.get("snippet"))
    bounds = [clock(snippet.get("fromSec")), clock(snippet.get("toSec"))]
    yield "Snippet", "\N{EN DASH}".join(bounds) if all(bounds) else ""
    yield "Note", one_line(call.get("note"))
    yield "Added", timestamp(call.get("created"))
    yield "Link", one_line(call.get("url"))
    yield "Call ID", one_line(call.get("id"))
