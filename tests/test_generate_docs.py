"""The documents that list what the code declares list what it declares now."""

from __future__ import annotations

import pytest

from include.datasets import Dataset, Sync
from include.definition_text import read_mapping
from scripts import generate_docs
from scripts.generate_docs import stale_documents, with_part


def test_the_documents_are_current() -> None:
    """No generated part is out of date; otherwise run `python -m scripts.generate_docs`."""
    assert sorted(path.name for path in stale_documents()) == []


def test_every_field_has_a_meaning_and_a_valid_example() -> None:
    """The table leaves nothing empty, and its examples are a definition."""
    for model in (Dataset, Sync):
        assert all(field.description and field.examples for field in model.model_fields.values())
    examples = {name: field.examples[0] for name, field in Dataset.model_fields.items() if field.examples}
    assert Dataset.from_mapping(examples, "docs").dag_id == "gong__sales-calls"


def test_the_example_in_the_document_is_a_definition() -> None:
    """What a reader copies from the document makes a dataset."""
    document = (generate_docs.ROOT / "docs/datasets.md").read_text()
    example = document.partition("```yaml\n")[2].partition("```")[0]
    assert Dataset.from_mapping(read_mapping(example, "docs"), "docs").name == "sales-calls"


def test_a_part_is_replaced_between_its_marks() -> None:
    """What stands around a part stays as it is, and a document without the part is an error."""
    document = "a\n<!-- generated: x -->\nold\n<!-- end -->\nb\n<!-- generated: y -->\n<!-- end -->\n"
    replaced = with_part(document, "x", "new")
    assert replaced == document.replace("old", "new")
    assert with_part(replaced, "x", "new") == replaced
    with pytest.raises(ValueError, match="There is no part '<!-- generated: z -->"):
        with_part(document, "z", "new")


def test_check_tells_what_is_out_of_date(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--check` names the documents, changes nothing, and its exit status says so."""
    before = (generate_docs.ROOT / "docs/datasets.md").read_text()
    monkeypatch.setattr(
        generate_docs, "GENERATED", (("docs/datasets.md", "dataset-fields", lambda: "something new"),)
    )
    assert generate_docs.main(["--check"]) == 1
    assert "docs/datasets.md is out of date" in capsys.readouterr().out
    assert (generate_docs.ROOT / "docs/datasets.md").read_text() == before
    monkeypatch.undo()
    assert generate_docs.main(["--check"]) == 0
    assert generate_docs.main(["--nonsense"]) == 2
