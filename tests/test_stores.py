"""Where definitions are found, which goes before which, and what is told of mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from include.stores import Definitions, describe, load_definitions

if TYPE_CHECKING:
    from collections.abc import Callable

    Write = Callable[..., None]

pytest_plugins = ("tests.definition_fixtures",)

SALES = "name: sales\nbucket: acme\ndata_types: [calls]\n"


def names(definitions: Definitions) -> list[str]:
    """Return the datasets' names."""
    return [dataset.name for dataset in definitions.datasets]


def test_the_files_of_the_folder(folder: Path, write: Write) -> None:
    """Both spellings of the suffix count; hidden files, folders within and other files do not."""
    write("b.yaml", "b")
    write("a.yml", "a")
    write("z.yaml", "0z")
    write(".hidden.yaml", "hidden")
    (folder / "README.md").write_text("# Not a dataset")
    (folder / "within").mkdir()
    (folder / "within/c.yaml").write_text(SALES)
    definitions = load_definitions()
    assert (names(definitions), definitions.errors) == (["0z", "a", "b"], ())


def test_a_mistake_costs_one_dataset(folder: Path, write: Write) -> None:
    """Files with mistakes of every sort are told, by file, and the others make datasets."""
    write("good.yaml", "good")
    write("odd.yaml", "odd", "limit: 0\nlookback_days: x\n")
    (folder / "broken.yaml").write_bytes(b"\xff")
    (folder / "empty.yaml").touch()
    (folder / "folder.yaml").mkdir()
    (folder / "gone.yaml").symlink_to(folder / "nowhere")
    (folder / "nameless.yaml").write_text("bucket: acme\ndata_types: [calls]\n")
    definitions = load_definitions()
    assert names(definitions) == ["good"]
    assert [(Path(error.origin).name, error.field, error.problem) for error in definitions.errors] == [
        ("broken.yaml", "", "is not UTF-8; save it in this encoding"),
        ("empty.yaml", "", "is empty"),
        ("folder.yaml", "", "cannot be read: Is a directory"),
        ("gone.yaml", "", "cannot be read: No such file or directory"),
        ("nameless.yaml", "name", "is required"),
        ("odd.yaml", "limit", "is less than 1"),
        ("odd.yaml", "lookback_days", "is not a whole number"),
    ]


def test_a_missing_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str | None]
) -> None:
    """A folder that the configuration names has to be there; the one beside `dags` may be missing."""
    variables["sales"] = SALES
    monkeypatch.setenv("AIRFLOW__GONG__DATASETS_FOLDER", str(tmp_path / "none"))
    definitions = load_definitions()
    assert names(definitions) == ["sales"]
    assert [str(error) for error in definitions.errors] == [
        f"[gong] datasets_folder: {tmp_path}/none cannot be read: No such file or directory"
    ]
    monkeypatch.delenv("AIRFLOW__GONG__DATASETS_FOLDER")
    monkeypatch.setenv("AIRFLOW__CORE__DAGS_FOLDER", str(tmp_path / "dags"))
    assert load_definitions().errors == ()


def test_the_folder_beside_dags(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str | None]
) -> None:
    """Wherever this package is installed, the `datasets` beside `dags` is read, and messages begin there."""
    assert variables == {}
    monkeypatch.setenv("AIRFLOW__CORE__DAGS_FOLDER", str(tmp_path / "dags"))
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets/sales.yaml").write_text("name: sales\nbucket: acme\ndata_types: [transcript]\n")
    expected = (
        "datasets/sales.yaml: data_types[0]: 'transcript' is not a data type; did you mean 'transcripts'?"
    )
    assert [str(error) for error in load_definitions().errors] == [expected]
    monkeypatch.setenv("AIRFLOW__GONG__DATASETS_FOLDER", "elsewhere")
    (tmp_path / "datasets").rename(tmp_path / "elsewhere")
    assert [error.origin for error in load_definitions().errors] == ["elsewhere/sales.yaml"]


def test_variables(folder: Path, variables: dict[str, str | None]) -> None:
    """A Variable holds JSON or YAML and may leave its name out, but not contradict the Variable's."""
    assert folder.exists()
    variables |= {
        "json": '{"bucket": "acme", "data_types": ["calls"]}',
        "yaml": "bucket: acme\ndata_types: [calls]\nname: yaml",
        "other": SALES,
        "text": "hello",
        "large": "x" * 70_000,
        "Upper": "bucket: acme\ndata_types: [calls]",
        "sealed": None,
    }
    definitions = load_definitions()
    assert names(definitions) == ["json", "yaml"]
    expected = (
        "other: name: 'sales' is not the Variable's, whose name ends in 'other'",
        "text: 'hello' is not a definition",
        "large: is larger than 65,536 bytes",
        "Upper: name: 'Upper' is not a dataset's name",
        "sealed: has no value that Airflow can read; it may be encrypted with another Fernet key",
    )
    for error, beginning in zip(definitions.errors, expected, strict=True):
        assert str(error).startswith(f"Variable gong_dataset__{beginning}")


def test_a_name_belongs_to_the_first(folder: Path, write: Write, variables: dict[str, str | None]) -> None:
    """The file called like the dataset goes first, then other files by name, then the Variable."""
    write("a.yaml", "sales", "owner: a")
    write("sales.yml", "sales", "owner: sales")
    variables["sales"] = SALES
    definitions = load_definitions()
    assert [dataset.owner for dataset in definitions.datasets] == ["sales"]
    problem = f"name: 'sales' is already the name of the dataset in {folder}/sales.yml"
    assert [error.sentence for error in definitions.errors] == [problem, problem]
    assert [Path(error.origin).name for error in definitions.errors] == [
        "a.yaml",
        "Variable gong_dataset__sales",
    ]


@pytest.mark.parametrize("broken", ["name: sales\nlimit: 0", "name: sales\n\tx", ""])
def test_a_broken_definition_keeps_its_name(
    folder: Path, variables: dict[str, str | None], broken: str
) -> None:
    """A mistake in a file does not bring up another definition of the same dataset."""
    (folder / "sales.yaml").write_text(broken)
    variables["sales"] = SALES
    definitions = load_definitions()
    assert definitions.datasets == ()
    assert definitions.errors[-1].origin == "Variable gong_dataset__sales"
    assert load_definitions("sales").datasets == ()


@pytest.mark.parametrize(
    ("first", "second", "mix"),
    [
        ("a/", "a/", True),
        ("a/", "a/b/c/", True),
        ("a/b/c/", "a/", True),
        ("a/b/", "a/b-c/", False),
        ("a/", "ab/", False),
    ],
)
def test_folders_do_not_overlap(write: Write, first: str, second: str, *, mix: bool) -> None:
    """Within one bucket, by whichever connection, no dataset lies at, in or around another."""
    write("one.yaml", "one", f"prefix: {first}\n")
    write("two.yaml", "two", f"prefix: {second}\naws_conn_id: other\n")
    definitions = load_definitions()
    assert names(definitions) == (["one"] if mix else ["one", "two"])
    expected = f"prefix: '{second}' overlaps '{first}' of the dataset 'one', in the same bucket"
    assert [error.sentence for error in definitions.errors] == [expected] * mix


@pytest.mark.parametrize(
    ("lines", "prefix"),
    [("prefix: there/\nlimit: 0\n", "there"), ("limit: 0\n", "one"), ("nonsense: 1\nprefix: a/b\n", "a/b")],
)
def test_a_mistake_does_not_give_a_folder_away(write: Write, lines: str, prefix: str) -> None:
    """A definition with a mistake elsewhere keeps its folder, the default one as well; another is told so."""
    write("one.yaml", "one", lines)
    write("two.yaml", "two", f"prefix: {prefix}/within\n")
    definitions = load_definitions()
    assert names(definitions) == []
    expected = f"prefix: '{prefix}/within/' overlaps '{prefix}/' of the dataset 'one', in the same bucket"
    assert definitions.errors[-1].sentence == expected


def test_a_folder_that_is_taken_is_one_more_mistake(write: Write) -> None:
    """The first has the folder, as always; the other hears of it beside its own mistake."""
    write("one.yaml", "one", "prefix: there/\n")
    write("two.yaml", "two", "prefix: there/\nlimit: 0\n")
    definitions = load_definitions()
    assert names(definitions) == ["one"]
    assert [error.field for error in definitions.errors] == ["limit", "prefix"]


@pytest.mark.parametrize(
    "mistake", ["prefix: ../sales\n", "prefix: 5\n", "prefix: sales/\nbucket: a..b\n", "prefix: sales/\n\tx"]
)
def test_a_folder_that_cannot_be_told_takes_no_other(write: Write, folder: Path, mistake: str) -> None:
    """Mistakes in bucket or folder, or in the text as such, cost no other dataset its DAG."""
    (folder / "one.yaml").write_text(f"name: one\ndata_types: [calls]\n{mistake}")
    write("sales.yaml", "sales")
    assert names(load_definitions()) == ["sales"]


def test_one_dataset_opens_one_file(folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a task, the file called like its dataset is all that is read."""
    write("a.yaml", "a")
    write("sales.yaml", "sales")
    opened: list[str] = []
    real = Path.open

    def opening(path: Path, mode: str) -> object:
        opened.append(path.name)
        return real(path, mode)

    monkeypatch.setattr(Path, "open", opening)
    assert names(load_definitions("sales")) == ["sales"]
    assert (folder.exists(), opened) == (True, ["sales.yaml"])


def test_one_dataset_wherever_it_is(folder: Path, write: Write, variables: dict[str, str | None]) -> None:
    """A dataset is found in a file of another name, however it is spelt there, and in its Variable."""
    write("a.yaml", "one")
    write("b.yaml", r'"tw\x6f"')
    (folder / "c.yaml").write_bytes(b"\xff")
    variables["three"] = '{"bucket": "acme", "data_types": ["calls"]}'
    for name in ("one", "two", "three"):
        assert load_definitions(name) == Definitions(
            tuple(dataset for dataset in load_definitions().datasets if dataset.name == name), ()
        )
    for name in ("four", "", "../one", "gong_dataset__three", "%"):
        assert load_definitions(name) == Definitions((), ())


def test_the_text_of_the_import_error(folder: Path, write: Write, variables: dict[str, str | None]) -> None:
    """All mistakes stand under their file or Variable, and the last line is a comfort."""
    write("b.yaml", "b", "limit: 0\nbukket: x\n")
    variables["sales"] = "{}"
    assert describe(load_definitions().errors).splitlines() == [
        "Some datasets have no DAG until their definitions are corrected.",
        f"{folder}/b.yaml:",
        "  limit: 0 is less than 1",
        "  bukket: is not a field; did you mean 'bucket'?",
        "Variable gong_dataset__sales:",
        "  bucket: is required",
        "  data_types: is required",
        "The other datasets are not affected.",
    ]
