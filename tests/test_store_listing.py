"""Definitions as the page lists them, and what the others make of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from include.datasets import Dataset
from include.stores import conflicts, list_definitions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., None]

pytest_plugins = ("tests.definition_fixtures",)


def test_a_page_shows_definitions_with_their_mistakes(
    folder: Path, write: Write, variables: dict[str, str | None]
) -> None:
    """Every definition is listed, the good and the bad, with what was read of it and where it is kept."""
    write("a.yaml", "a", "owner: dana\nlimit: 0\n")
    write("b.yaml", "b")
    variables["b"] = variables["c"] = '{"bucket": "acme", "data_types": ["calls"], "owner": "erin"}'
    listed = {one.origin: one for one in list_definitions()}
    assert [origin.removeprefix(f"{folder}/") for origin in listed] == [
        "a.yaml",
        "b.yaml",
        "Variable gong_dataset__b",
        "Variable gong_dataset__c",
    ]
    bad, good, taken, fine = listed.values()
    assert (bad.dataset, bad.mapping["owner"], len(bad.errors)) == (None, "dana", 1)
    assert good.dataset
    assert not good.of_variable
    assert (taken.dataset, taken.mapping["owner"], taken.of_variable) == (None, "erin", True)
    assert fine.dataset
    assert fine.text == variables["c"]


def test_conflicts_of_a_definition_that_is_not_kept_yet(
    write: Write, variables: dict[str, str | None]
) -> None:
    """It must not take a name or a folder of another; its own earlier state is no other."""
    write("a.yaml", "a", "prefix: x/y/\n")
    variables["c"] = '{"bucket": "acme", "data_types": ["calls"]}'

    def found(name: str, prefix: str, origin: str) -> list[str]:
        fields = {"name": name, "prefix": prefix, "bucket": "acme", "data_types": ["calls"]}
        return [error.field for error in conflicts(Dataset.from_mapping(fields, origin), origin)]

    assert found("a", "z/", "Variable gong_dataset__a") == ["name"]
    assert found("d", "x/", "Variable gong_dataset__d") == ["prefix"]
    assert found("c", "c/deeper/", "Variable gong_dataset__c") == []
