"""What holds for every definition, whatever is in it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from include.data_types import DATA_TYPE_IDS
from include.datasets import Dataset
from include.definition_errors import DefinitionError, InvalidDefinitionError
from include.definition_text import read_mapping
from include.file_names import check_prefix

ORIGIN = "datasets/sales.yaml"
LEAST: dict[str, Any] = {"name": "sales", "bucket": "acme-text", "data_types": ["calls"]}
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)
FIELDS = {"name", "description", "tags", "bucket", "prefix", "data_types", "sync", "limit", "workspace_ids"}
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)


@given(
    description=TEXT,
    owner=TEXT,
    tags=st.lists(TEXT.filter(bool), max_size=3),
    data_types=st.lists(st.sampled_from(DATA_TYPE_IDS), min_size=1, unique=True),
    limit=st.none() | st.integers(1, 1_000_000),
    workspace_ids=st.lists(st.from_regex("[0-9a-z_-]{1,9}", fullmatch=True)),
)
def test_yaml_gives_the_same_dataset_again(**fields: Any) -> None:
    """Whatever is in a dataset, its YAML means the same when it is read."""
    dataset = Dataset.from_mapping(LEAST | fields, ORIGIN)
    assert Dataset.from_mapping(read_mapping(dataset.to_yaml(), ORIGIN), ORIGIN) == dataset


@given(fields=st.dictionaries(st.sampled_from(sorted(FIELDS)) | st.text(max_size=9), JSON, max_size=4))
def test_no_json_value_does_anything_else(fields: dict[str, Any]) -> None:
    """Any JSON values make a dataset or mistakes, never another exception."""
    with suppress(InvalidDefinitionError):
        Dataset.from_mapping(LEAST | fields, ORIGIN)


@given(schedule=st.text("0123456789*/,-#?LWRHrlw@()mondayjan \t", max_size=25))
def test_no_schedule_does_anything_else(schedule: str) -> None:
    """Any text is a schedule or a mistake."""
    with suppress(InvalidDefinitionError):
        Dataset.from_mapping(LEAST | {"sync": {"schedule": schedule}}, ORIGIN)


@given(prefix=st.text("ab./ \\%\xa0\u200b\ud800\x00", max_size=12))
def test_a_prefix_that_is_accepted_is_a_folder(prefix: str) -> None:
    """What a definition may have is what files are kept under: no later step refuses it."""
    with suppress(InvalidDefinitionError):
        check_prefix(Dataset.from_mapping(LEAST | {"prefix": prefix}, ORIGIN).prefix)


@given(text=st.text("{}[]:,-?&*!|>'\"%@` \n\tab01.#\\\ud800\x00", max_size=30) | st.binary(max_size=30))
def test_no_text_does_anything_else(text: str | bytes) -> None:
    """Any text, in whatever encoding, is a mapping or a mistake."""
    with suppress(DefinitionError):
        assert isinstance(read_mapping(text, ORIGIN), dict)
