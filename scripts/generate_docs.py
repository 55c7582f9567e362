"""Writes the parts of the documents that list what the code declares: `python -m scripts.generate_docs`.

A part stands between `<!-- generated: its-name -->` and `<!-- end -->`; everything around it is written by
hand. With `--check` nothing is written: exit status 1 and the documents' names, if any part is out of date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotated_types import Ge, Le, MaxLen

from gong.errors import GongError
from gong.metrics import METRICS
from gong.settings import SETTINGS
from include.data_types import DATA_TYPE_IDS, DATA_TYPES
from include.datasets import Dataset, Sync

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

ROOT = Path(__file__).resolve().parent.parent
_END = "<!-- end -->"


def dataset_fields() -> str:
    """Return the table of a definition's fields."""
    return _fields(Dataset)


def sync_fields() -> str:
    """Return the table of the fields of `sync`."""
    return _fields(Sync)


def data_type_ids() -> str:
    """Return the ids of the data types, in order."""
    return ", ".join(f"`{name}`" for name in DATA_TYPE_IDS)


def data_types() -> str:
    """Return the table of the data types."""
    rows = (
        (f"`{name}`", kind.description, _scopes((kind.scope,)), _scopes(kind.optional_scopes))
        for name, kind in DATA_TYPES.items()
    )
    return table(("Type", "What the file holds", "Needs the scope", "Richer with"), rows)


def newest() -> str:
    """Return the table of what the newest records of a type are."""
    rows = (
        (
            f"`{name}`",
            kind.newest_by,
            f"{kind.lookback_days} days" if kind.dated else "",
            _yes(kind.has_history),
        )
        for name, kind in DATA_TYPES.items()
    )
    return table(("Type", "Newest by", "Reaches back", "History by date"), rows)


def errors() -> str:
    """Return the table of Gong's answers and what is made of them."""
    kinds = sorted(_subclasses(GongError), key=lambda kind: kind.__name__)
    rows = ((kind.answer, kind.__name__, kind.meaning, kind.outcome) for kind in kinds)
    return table(("Gong's answer", "Error", "Meaning", "What happens"), rows)


def settings() -> str:
    """Return the table of the `[gong]` section."""
    rows = (
        (f"`{setting.name}`", f"`{setting.default}`" if setting.default else "empty", setting.description)
        for setting in SETTINGS
    )
    return table(("Option", "Default", "Meaning"), rows)


def metrics() -> str:
    """Return the table of what is counted."""
    rows = (
        (f"`{metric.name}`", metric.kind, ", ".join(f"`{tag}`" for tag in metric.tags), metric.meaning)
        for metric in METRICS
    )
    return table(("Metric", "Kind", "Tags", "Meaning"), rows)


def _scopes(scopes: tuple[str, ...]) -> str:
    return ", ".join(f"`{scope}`" for scope in scopes)


def _yes(answer: bool) -> str:  # noqa: FBT001 - a cell's content
    return "yes" if answer else ""


def _subclasses(kind: type[GongError]) -> set[type[GongError]]:
    return {each for direct in kind.__subclasses__() for each in {direct, *_subclasses(direct)}}


GENERATED: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("docs/datasets.md", "dataset-fields", dataset_fields),
    ("docs/datasets.md", "sync-fields", sync_fields),
    ("docs/datasets.md", "data-type-ids", data_type_ids),
    ("README.md", "data-types", data_types),
    ("README.md", "errors", errors),
    ("docs/operations.md", "newest", newest),
    ("docs/operations.md", "settings", settings),
    ("docs/operations.md", "metrics", metrics),
)
"""Document, name of the part, function that returns the part."""


def main(arguments: list[str]) -> int:
    """Write the parts, or check them; return the exit status."""
    stale = stale_documents()
    if arguments == ["--check"]:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run python -m scripts.generate_docs")
        return 1 if stale else 0
    if arguments:
        print(__doc__)
        return 2
    for path, text in stale.items():
        path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)} written")
    return 0


def stale_documents() -> dict[Path, str]:
    """Return the documents that are out of date, with the text that they should have."""
    current = {path: path.read_text(encoding="utf-8") for path in {ROOT / each[0] for each in GENERATED}}
    wanted = dict(current)
    for document, name, part in GENERATED:
        wanted[ROOT / document] = with_part(wanted[ROOT / document], name, part())
    return {path: text for path, text in sorted(wanted.items()) if text != current[path]}


def with_part(text: str, name: str, part: str) -> str:
    """Return the document with the part's content replaced. Raises `ValueError` if it has no such part."""
    before, begin, rest = text.partition(f"<!-- generated: {name} -->")
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"There is no part '<!-- generated: {name} --> … {_END}' in the document.")
    return f"{before}{begin}\n{part}\n{end}{after}"


def table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ("---",) * len(heads), *rows]
    escaped = ([cell.replace("|", r"\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in escaped)


def _fields(model: type[BaseModel]) -> str:
    rows = (
        (f"`{name}`", _default(field), f"`{_json((field.examples or [''])[0])}`", _meaning(field))
        for name, field in model.model_fields.items()
    )
    return table(("Field", "Default", "Example", "Meaning and bounds"), rows)


def _default(field: FieldInfo) -> str:
    """Return what leaving the field out means; the schema says it where a value cannot."""
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "without" in extra:
        return str(extra["without"])
    if field.is_required():
        return "required"
    return f"`{_json(field.default)}`" if field.default not in ("", ()) else "empty"


def _meaning(field: FieldInfo) -> str:
    bounds = {type(bound): bound for bound in field.metadata}
    text = field.description or ""
    if Ge in bounds and Le in bounds:
        text += f" From {bounds[Ge].ge:,} to {bounds[Le].le:,}."
    if MaxLen in bounds:
        text += f" At most {bounds[MaxLen].max_length:,} characters."
    return text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
