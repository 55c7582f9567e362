"""What a dataset is: the schema of its definition, whichever place the definition comes from.

Each field's meaning, default and bounds are declared here; the table in `docs/datasets.md` is generated from
them. A `Dataset` that exists is valid. Where definitions are found is `include.stores`' concern.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Self

import yaml
from croniter import croniter
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    field_validator,
)

from gong.account import ACCOUNT_PREFIX, account_conn_id, is_account
from include import definition_rules as rules
from include.definition_errors import InvalidDefinitionError, definition_error, refusal, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import ValidationInfo

DAG_PREFIX = "gong__"
MOST_RECORDS = 1_000_000
MOST_DAYS = 3_650


def _sync(value: Any) -> Any:
    """Accept a schedule alone for a sync of all types, and two ways to say that there is none."""
    if value is False or value == "off":
        return None
    return {"schedule": value} if isinstance(value, str) else value


def _own_folder(name: str) -> str:
    return f"{name}/"


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Sync(_Definition):
    """When the files of a dataset are regenerated, and which."""

    schedule: rules.Schedule = Field(
        description="`@hourly`, `@daily`, `@weekly`, `@monthly` or a cron expression of five fields; in UTC.",
        examples=["@daily"],
    )
    data_types: rules.DataTypes = Field(
        (),
        description="The types that scheduled runs regenerate.",
        examples=[["calls", "transcripts"]],
        json_schema_extra={"without": "all of the dataset"},
    )
    since: rules.Moment | None = Field(
        None,
        description="The first scheduled run is the first that falls due after this time. The page sets it, "
        "because it syncs a new dataset itself.",
        examples=["2026-11-25T10:00:00Z"],
        json_schema_extra={"without": "always: a new dataset is synced at once"},
    )

    @property
    def start(self) -> datetime | None:
        """The beginning of the first interval that a run is due for, at its end; None for always."""
        if self.since is None:
            return None
        since = datetime.fromisoformat(self.since)
        return croniter(self.schedule, since + timedelta(seconds=1)).get_prev(datetime)


class Dataset(_Definition):
    """A named set of text files under one prefix of one bucket, kept by one DAG."""

    name: rules.Name = Field(
        description=f"Names the DAG, `gong__<name>`. {rules.NAME_RULE}.", examples=["sales-calls"]
    )
    description: rules.Prose = Field(
        "", description="What the dataset is for; the DAG shows it.", examples=["Calls of the sales teams"]
    )
    owner: rules.Line = Field(
        "", description="The owner's user name in Airflow; the DAG's owner.", examples=["dana"]
    )
    tags: rules.Tags = Field(
        (), description="The DAG's tags. 1 to 100 characters each.", examples=[["sales", "emea"]]
    )
    gong_conn_id: rules.ConnId = Field(
        "gong_default",
        description=f"The Airflow connection to Gong. {rules.CONN_ID_RULE}. One that begins with "
        f"`{ACCOUNT_PREFIX}` is a user's own account and must be the owner's.",
        examples=["gong_default"],
    )
    aws_conn_id: rules.ConnId = Field(
        "aws_default",
        description=f"The Airflow connection to the object store. {rules.CONN_ID_RULE}.",
        examples=["aws_default"],
    )
    bucket: rules.Bucket = Field(
        description=f"The bucket, without `s3://`; it has to exist. {rules.BUCKET_RULE}.",
        examples=["acme-text"],
    )
    prefix: rules.Prefix = Field(
        default_factory=lambda fields: _own_folder(fields["name"]),
        description=f"The folder in the bucket. {rules.PREFIX_RULE}.",
        examples=["sales-calls/"],
        json_schema_extra={"without": "`<name>/`"},
    )
    data_types: rules.DataTypes = Field(
        description="At least one of the ids below, none twice; in any order.",
        examples=[["calls", "transcripts", "users"]],
    )
    sync: Annotated[Sync | None, BeforeValidator(_sync)] = Field(
        None,
        description="When the files are regenerated: a mapping as below, or just a schedule.",
        examples=["@daily"],
        json_schema_extra={"without": "`off`: runs are started by hand"},
    )
    limit: int | None = Field(
        100,
        ge=1,
        le=MOST_RECORDS,
        description="The most recent records per type; `null` for all within `lookback_days`.",
        examples=[100],
    )
    lookback_days: int | None = Field(
        None,
        ge=1,
        le=MOST_DAYS,
        description="How many days back the most recent records are looked for.",
        examples=[90],
        json_schema_extra={"without": "the type's: 365, user stats 30"},
    )
    workspace_ids: rules.WorkspaceIds = Field(
        (),
        description="The Gong workspaces to read; users and their statistics are of all. "
        f"{rules.ID_RULE} each; numbers are accepted.",
        examples=[["623457276584334"]],
        json_schema_extra={"without": "all"},
    )
    include_private_calls: bool = Field(
        default=False,
        description="Whether calls that are private in Gong are written too; else they are counted.",
        examples=[False],
    )

    @field_validator("gong_conn_id")
    @classmethod
    def _of_the_owner(cls, conn_id: str, info: ValidationInfo) -> str:
        """Refuse another user's account, wherever the definition comes from; an empty owner has none."""
        owner = info.data.get("owner", "")
        if is_account(conn_id) and not (owner and conn_id == account_conn_id(owner)):
            raise refusal("is the Gong account of another user than the dataset's owner")
        return conn_id

    @field_validator("aws_conn_id")
    @classmethod
    def _no_account(cls, conn_id: str) -> str:
        """Keep the credential of an account from an object store."""
        if is_account(conn_id):
            raise refusal("is a Gong account, not an object store")
        return conn_id

    @field_validator("sync")
    @classmethod
    def _of_the_dataset(cls, sync: Sync | None, info: ValidationInfo) -> Sync | None:
        """Refuse to sync a type that the dataset has not; fill in its types where a sync names none."""
        own = info.data.get("data_types", ())
        if sync is None or not own:
            return sync
        foreign = next((name for name in sync.data_types if name not in own), None)
        if foreign:
            raise refusal("is not one of the dataset's data types", value=shown(foreign), at="data_types")
        return sync.model_copy(update={"data_types": sync.data_types or own})

    @property
    def dag_id(self) -> str:
        """The id of the dataset's DAG."""
        return DAG_PREFIX + self.name

    def to_yaml(self) -> str:
        """Return the definition as a YAML file has it: the fields in order, none that has its default."""
        fields = self.model_dump(mode="json", exclude_defaults=True)
        if self.sync and self.sync.data_types == self.data_types:
            del fields["sync"]["data_types"]
        return yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=100)

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any], origin: str) -> Self:
        """Return the dataset that a mapping of JSON values defines.

        `origin` names the file or Variable in the messages of the `InvalidDefinitionError`, which has all
        mistakes.
        """
        try:
            return cls.model_validate(dict(mapping))
        except ValidationError as error:
            models: dict[tuple[int | str, ...], type[BaseModel]] = {(): cls, ("sync",): Sync}
            details = error.errors(include_url=False)
            # The default prefix is missing only where the name it is made of is wrong, which is told already.
            told = [each for each in details if each["type"] != "default_factory_not_called"]
            raise InvalidDefinitionError(definition_error(each, origin, models) for each in told) from None


_BUCKET, _PREFIX = TypeAdapter[str](rules.Bucket), TypeAdapter[str](rules.Prefix)


def folder_of(mapping: Mapping[str, Any], name: str) -> tuple[str, str] | None:
    """Return the bucket and the prefix of the definition called `name`, whatever else is wrong in it.

    None if either is missing or wrong itself: then it cannot be told where its files are.
    """
    try:
        prefix = _PREFIX.validate_python(mapping.get("prefix", _own_folder(name)))
        return _BUCKET.validate_python(mapping.get("bucket")), prefix
    except ValidationError:
        return None
