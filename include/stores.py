"""Where datasets' definitions are found: YAML files in a folder, and Airflow Variables.

A mistake in a definition is reported and costs only that dataset its DAG. A store that cannot be read at all
raises instead: an empty answer would look like datasets that were removed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from airflow.sdk.configuration import conf

from gong.settings import SECTION, unshared_limiter
from include.datasets import Dataset, folder_of
from include.definition_errors import DefinitionError, InvalidDefinitionError, shown
from include.definition_rules import NAME
from include.definition_text import MAX_BYTES, read_mapping
from include.definition_variables import VARIABLE_PREFIX, variable_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Definitions:
    """All datasets, by name, and all mistakes, in the order in which they were met."""

    datasets: tuple[Dataset, ...]
    errors: tuple[DefinitionError, ...]


@dataclass(frozen=True)
class Definition:
    """One file or Variable; `name` is the name it takes, which it takes even if it has mistakes.

    `dataset` is None if there are any. `text` is that of a Variable, `mapping` what was read, right or not.
    """

    origin: str
    name: str
    dataset: Dataset | None = None
    errors: tuple[DefinitionError, ...] = ()
    text: str | None = None
    mapping: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def of_variable(self) -> bool:
        """Whether it comes from a Variable, and not from a file."""
        return self.origin == variable_origin(self.name)


def variable_origin(name: str) -> str:
    """Return how messages call the Variable of a dataset."""
    return f"Variable {VARIABLE_PREFIX}{name}"


def load_definitions(only: str | None = None) -> Definitions:
    """Read every definition, or as few as it takes to find the one of the dataset named `only`.

    A name belongs to the file that is called like it, then to the first other file, then to the Variable.
    Raises whatever Airflow raises when Variables cannot be listed.
    """
    if only is None:
        return _summed([*_settings(), *list_definitions()])
    if not NAME.fullmatch(only):
        return Definitions((), ())
    found = next((one for one in _files(only) if one.name == only), None)
    return _summed(_resolved([found] if found else _variables(only)))


def list_definitions() -> list[Definition]:
    """Return every definition with its mistakes, also those that only the others make one."""
    return list(_resolved(_all()))


def conflicts(dataset: Dataset, origin: str) -> tuple[DefinitionError, ...]:
    """Return the mistakes that all other definitions make of this one, which is to be kept at `origin`."""
    others = [one for one in _all() if one.origin != origin]
    *_, mine = _resolved([*others, Definition(origin, dataset.name, dataset)])
    return mine.errors


def _all() -> list[Definition]:
    files = sorted(_files(), key=lambda file: Path(file.origin).stem != file.name)
    return [*files, *_variables()]


def describe(errors: Sequence[DefinitionError]) -> str:
    """Return the text of an import error that lists all mistakes under the file or Variable they are in."""
    by_origin = groupby(sorted(errors, key=lambda error: error.origin), key=lambda error: error.origin)
    lines = [
        line
        for origin, mistakes in by_origin
        for line in (f"{origin}:", *(f"  {mistake.sentence}" for mistake in mistakes))
    ]
    if all(error.origin.startswith("[") for error in errors):
        return "\n".join(["Airflow's configuration needs a correction.", *lines])
    first = "Some datasets have no DAG until their definitions are corrected."
    return "\n".join([first, *lines, "The other datasets are not affected."])


def _summed(definitions: Iterable[Definition]) -> Definitions:
    known = list(definitions)
    datasets = [one.dataset for one in known if one.dataset]
    return Definitions(
        tuple(sorted(datasets, key=lambda dataset: dataset.name)),
        tuple(error for one in known for error in one.errors),
    )


def _resolved(definitions: Iterable[Definition]) -> Iterator[Definition]:
    """Let each name and each folder of a bucket belong to the first definition that takes it.

    Also to one with mistakes, as long as its folder can be told: a mistake in one field must not let another
    dataset read, overwrite and delete the files.
    """
    names: dict[str, str] = {}
    folders = _Folders()
    for one in definitions:
        taken = names.setdefault(one.name, one.origin)
        conflict = None
        if taken != one.origin:
            problem = f"is already the name of the dataset in {taken}"
            conflict = DefinitionError(one.origin, "name", problem, shown(one.name))
        elif place := _place(one):
            conflict = folders.take(place, one.origin)
        yield replace(one, dataset=None, errors=(*one.errors, conflict)) if conflict else one


@dataclass(frozen=True)
class _Place:
    """Where the files of the dataset called `name` are."""

    name: str
    bucket: str
    prefix: str


def _place(one: Definition) -> _Place | None:
    """Return where a definition keeps its files, even one with mistakes; None if that cannot be told."""
    if one.dataset:
        return _Place(one.name, one.dataset.bucket, one.dataset.prefix)
    told = folder_of(one.mapping, one.name)
    return _Place(one.name, *told) if told else None


class _Folders:
    """Which folders of which buckets are taken: no dataset's files may be listed with another's.

    Two connections may lead to one bucket, by two credentials or two names of one server, so buckets of one
    name count as one, whatever the connection.
    """

    def __init__(self) -> None:
        self._taken: dict[tuple[str, ...], _Place] = {}
        self._above_taken: dict[tuple[str, ...], _Place] = {}

    def take(self, place: _Place, origin: str) -> DefinitionError | None:
        """Take a dataset's folder, unless it is, contains or lies in one that is taken."""
        steps = (place.bucket, *place.prefix.split("/")[:-1])
        folders = [steps[:length] for length in range(2, len(steps) + 1)]
        other = next((self._taken[folder] for folder in folders if folder in self._taken), None)
        if other := other or self._above_taken.get(steps):
            problem = f"overlaps '{other.prefix}' of the dataset '{other.name}', in the same bucket"
            return DefinitionError(origin, "prefix", problem, shown(place.prefix))
        self._taken[steps] = place
        self._above_taken.update(dict.fromkeys(folders, place))
        return None


def _settings() -> Iterator[Definition]:
    """Yield a mistake in Airflow's configuration: every task would fail of it, and here it is seen first."""
    if problem := unshared_limiter(conf.get(SECTION, "limiter_url"), conf.get("core", "executor")):
        origin = f"[{SECTION}] limiter_url"
        yield Definition(origin, "", errors=(DefinitionError(origin, "", problem),))


def _variables(only: str | None = None) -> Iterator[Definition]:
    for name, text in variable_texts(only).items():
        origin = variable_origin(name)
        if text is None:
            problem = "has no value that Airflow can read; it may be encrypted with another Fernet key"
            yield Definition(origin, name, errors=(DefinitionError(origin, "", problem),))
        else:
            yield _variable(origin, name, text)


def _variable(origin: str, name: str, text: str) -> Definition:
    """Read a Variable, which may leave the name to its own, but not contradict it."""
    one = replace(_read(origin, name, text, {"name": name}), text=text)
    if one.name == name:
        return one
    problem = f"is not the Variable's, whose name ends in '{name}'"
    mistake = DefinitionError(origin, "name", problem, shown(one.name))
    return replace(one, name=name, dataset=None, errors=(*one.errors, mistake))


def _project() -> Path:
    """Return where the `dags` folder is: this package may be installed elsewhere."""
    return Path(conf.get_mandatory_value("core", "dags_folder")).expanduser().resolve().parent


def _files(only: str | None = None) -> Iterator[Definition]:
    """Yield the folder's definitions; with `only`, first the file of that name, then what mentions it."""
    configured = conf.get(SECTION, "datasets_folder", fallback="")
    project = _project()
    folder = project / Path(configured or "datasets").expanduser()
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES and path.stem[0] != ".")
    except OSError as error:
        if configured or not isinstance(error, FileNotFoundError):
            origin = f"[{SECTION}] datasets_folder"
            mistake = DefinitionError(origin, "", f"{folder} cannot be read: {error.strerror}")
            yield Definition(origin, "", errors=(mistake,))
        return
    for path in sorted(paths, key=lambda path: path.stem != only):
        origin = str(path.relative_to(project) if path.is_relative_to(project) else path)
        yield from _file(path, origin, only)


def _file(path: Path, origin: str, only: str | None) -> Iterator[Definition]:
    """Yield the file's definition, unless the file cannot be that of `only`: then it need not be parsed."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        mistake = DefinitionError(origin, "", f"cannot be read: {error.strerror}")
        yield Definition(origin, path.stem, errors=(mistake,))
        return
    escaped = b"\\" in raw  # it may hold the name in another spelling
    if only is None or path.stem == only or only.encode() in raw or escaped:
        yield _read(origin, path.stem, raw)


def _read(
    origin: str, own_name: str, text: str | bytes, defaults: dict[str, str] | None = None
) -> Definition:
    name, mapping = own_name, dict[str, Any]()
    try:
        mapping = (defaults or {}) | read_mapping(text, origin)
        if isinstance(mapping.get("name"), str):
            name = mapping["name"]
        return Definition(origin, name, Dataset.from_mapping(mapping, origin), mapping=mapping)
    except DefinitionError as error:
        return Definition(origin, name, errors=(error,))
    except InvalidDefinitionError as error:
        return Definition(origin, name, errors=error.errors, mapping=mapping)
