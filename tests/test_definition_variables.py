"""Reading Variables: from a real database where that is allowed, through a supervisor where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from airflow.models.variable import Variable
from airflow.sdk.exceptions import AirflowRuntimeError, ErrorType
from airflow.sdk.execution_time import task_runner
from airflow.sdk.execution_time.comms import (
    ErrorResponse,
    GetVariable,
    GetVariableKeys,
    VariableKeysResult,
    VariableResult,
)
from airflow.utils.session import create_session
from cryptography.fernet import Fernet
from sqlalchemy import delete, text
from sqlalchemy.exc import OperationalError

from include.definition_variables import variable_texts

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def database(airflow_db: None) -> Iterator[None]:
    """Leave no Variable behind in Airflow's database."""
    assert airflow_db is None
    yield
    with create_session() as session:
        session.execute(delete(Variable))


class Supervisor:
    """What answers a supervised process: Variables that it has, lists but cannot read, or cannot list."""

    def __init__(self, **variables: str | None) -> None:
        self.variables = variables
        self.up = True
        self.asked: list[str] = []

    def send(self, message: Any) -> object:
        """Answer as the supervisor of Airflow 3.3.2 does."""
        if isinstance(message, GetVariableKeys):
            self.asked.append(f"keys {message.prefix}")
            found = [key for key in self.variables if key.startswith(message.prefix or "")]
            answer = VariableKeysResult(keys=found, total_entries=len(found))
            return answer if self.up else ErrorResponse(error=ErrorType.API_SERVER_ERROR)
        if isinstance(message, GetVariable):
            self.asked.append(message.key)
            if self.up and (value := self.variables.get(message.key)) is not None:
                return VariableResult(key=message.key, value=value)
            return ErrorResponse(error=ErrorType.VARIABLE_NOT_FOUND)
        return None


@pytest.fixture
def supervisor(monkeypatch: pytest.MonkeyPatch) -> Supervisor:
    """Give the supervisor of this process, with one definition."""
    supervisor = Supervisor(gong_dataset__sales="{}", other="x")
    monkeypatch.setattr(task_runner, "SUPERVISOR_COMMS", supervisor, raising=False)
    return supervisor


@pytest.mark.usefixtures("database")
def test_variables_of_the_database() -> None:
    """Outside a supervised process the database's Variables are read, those of this prefix only."""
    for key in ("gong_dataset__b", "gong_dataset__a", "GONG_DATASET__C", "gongXdataset__d", "other"):
        Variable.set(key, f"text of {key}")
    expected = {name: f"text of gong_dataset__{name}" for name in "ab"}
    assert variable_texts() == expected
    assert variable_texts("b") == {"b": expected["b"]}
    assert variable_texts("c") == {}


@pytest.mark.usefixtures("database")
def test_a_variable_that_cannot_be_decrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Variable whose key is lost is there without a text; it is not taken for removed."""
    Variable.set("gong_dataset__open", "{}")
    sealed = Fernet(Fernet.generate_key()).encrypt(b"{}").decode()
    with create_session() as session:
        session.execute(
            text("INSERT INTO variable (key, val, is_encrypted) VALUES ('gong_dataset__sealed', :val, true)"),
            {"val": sealed},
        )
    assert variable_texts() == {"open": "{}", "sealed": None}
    assert variable_texts("sealed") == {"sealed": None}
    monkeypatch.setenv("AIRFLOW_VAR_GONG_DATASET__SEALED", "env")
    assert variable_texts("sealed") == {"sealed": "env"}


@pytest.mark.usefixtures("database")
def test_environment_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables of the environment count, as Airflow spells them, and go before the database's."""
    Variable.set("gong_dataset__a", "database")
    monkeypatch.setenv("AIRFLOW_VAR_GONG_DATASET__A", "environment")
    monkeypatch.setenv("AIRFLOW_VAR_GONG_DATASET__B-1", "environment")
    monkeypatch.setenv("AIRFLOW_VAR_GONG_DATASET__c", "Airflow does not see this one")
    assert variable_texts() == {"a": "environment", "b-1": "environment"}
    assert variable_texts("b-1") == {"b-1": "environment"}


@pytest.mark.usefixtures("database")
def test_a_database_that_does_not_answer() -> None:
    """An error of the database is raised: no Variables would mean that the datasets were removed."""
    with create_session() as session:
        session.execute(text("ALTER TABLE variable RENAME TO variable_away"))
    try:
        for only in (None, "sales"):
            with pytest.raises(OperationalError):
                variable_texts(only)
    finally:
        with create_session() as session:
            session.execute(text("ALTER TABLE variable_away RENAME TO variable"))


def test_a_supervised_process(supervisor: Supervisor) -> None:
    """Where there is a supervisor, Variables come through it."""
    assert variable_texts() == {"sales": "{}"}
    assert supervisor.asked == ["keys gong_dataset__", "gong_dataset__sales"]


def test_one_request_for_one_dataset(supervisor: Supervisor) -> None:
    """A task that needs one definition asks once; only if there is none, a listing makes sure of it."""
    assert variable_texts("sales") == {"sales": "{}"}
    assert supervisor.asked == ["gong_dataset__sales"]
    assert variable_texts("none") == {}
    assert supervisor.asked[1:] == ["gong_dataset__none", "keys gong_dataset__none"]


def test_a_supervisor_that_does_not_answer(supervisor: Supervisor) -> None:
    """Its error is raised, also where Airflow's own reading says that there is no such Variable."""
    supervisor.up = False
    for only in (None, "sales"):
        with pytest.raises(AirflowRuntimeError):
            variable_texts(only)


def test_a_variable_removed_in_between(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Variable that was listed and is gone when it is read was removed; that is no mistake."""
    supervisor.variables["gong_dataset__gone"] = None
    keep = supervisor.send

    def send(message: Any) -> object:
        if isinstance(message, GetVariable) and message.key.endswith("gone"):
            del supervisor.variables["gong_dataset__gone"]
        return keep(message)

    monkeypatch.setattr(supervisor, "send", send)
    assert variable_texts() == {"sales": "{}"}
