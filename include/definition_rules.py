"""The rules for the values of a definition's fields, as types with which the schema declares its fields.

Every rule says in its refusal what is allowed. Lengths that are not ours come from Airflow and S3.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from croniter import croniter
from pydantic import AfterValidator, BeforeValidator, Field

from include.data_types import DATA_TYPE_IDS
from include.definition_errors import nearest, refusal, shown

NAME = re.compile("[a-z0-9][a-z0-9-]{0,62}")
PRESETS = {"@hourly": "0 * * * *", "@daily": "0 0 * * *", "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *"}
CONN_ID = re.compile("[A-Za-z0-9_.-]{1,250}")
_CRON_FIELDS = 5
_PREFIX_BYTES = 512  # S3's keys have at most 1,024; the rest is for the file's name
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_BUT_LINE_BREAKS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_ADDRESS = re.compile(r"[0-9]+(\.[0-9]+){3}")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
# Any moment does, as long as it is always the same; a schedule is tried from here.
_SOME_MOMENT = datetime(2024, 1, 1, tzinfo=UTC)


def _text(wanted: re.Pattern[str], what: str, rule: str) -> AfterValidator:
    def check(text: str) -> str:
        if not wanted.fullmatch(text):
            raise refusal(f"is not {what}, which has {rule}")
        return text

    return AfterValidator(check)


def _without(unwanted: re.Pattern[str]) -> AfterValidator:
    def check(text: str) -> str:
        if unwanted.search(text):
            raise refusal("contains control characters")
        return text

    return AfterValidator(check)


def _bucket(text: str) -> str:
    if ".." in text or _ADDRESS.fullmatch(text):
        raise refusal("is not a bucket's name: no two dots in a row, and not an IP address")
    return text


def _prefix(text: str) -> str:
    prefix = text if text.endswith("/") else f"{text}/"
    segments = prefix.split("/")[:-1]
    if not segments[0]:
        raise refusal("does not begin with a folder's name; a dataset has a folder of its own")
    if not {"", ".", ".."}.isdisjoint(segments):
        raise refusal("contains an empty, '.' or '..' folder")
    if ".." in prefix or not prefix.isprintable():
        raise refusal("contains two dots in a row, or characters that cannot be seen")
    if len(prefix.encode()) > _PREFIX_BYTES:
        raise refusal(f"is longer than {_PREFIX_BYTES} bytes")
    return prefix


def _data_type(text: str) -> str:
    if text not in DATA_TYPE_IDS:
        raise refusal("is not a data type", nearest=nearest(text, DATA_TYPE_IDS))
    return text


def _in_order(ids: tuple[str, ...]) -> tuple[str, ...]:
    if not ids:
        raise refusal("is empty; name at least one data type", value="")
    twice = next((name for index, name in enumerate(ids) if name in ids[:index]), None)
    if twice is not None:
        raise refusal("is named twice", value=shown(twice))
    return tuple(sorted(ids, key=DATA_TYPE_IDS.index))


def _schedule(text: str) -> str:
    """Accept what Airflow's cron timetable does, but neither seconds nor a random part, which never stays."""
    fields = text.split()
    schedule = " ".join(fields)
    if schedule.startswith("@"):
        if schedule not in PRESETS:
            raise refusal(f"is not one of {', '.join(PRESETS)}", nearest=nearest(schedule, PRESETS))
        return schedule
    if len(fields) != _CRON_FIELDS:
        raise refusal("is neither a preset such as '@daily' nor a cron expression of five fields")
    if any(field.lower().startswith("r") for field in fields):
        raise refusal("has a random part; a schedule has to stay the same")
    try:
        croniter(schedule, _SOME_MOMENT).get_next()
    except ValueError:  # the base of all of croniter's errors
        raise refusal("is not a cron expression that ever comes true") from None
    return schedule


def _moment(text: str) -> str:
    """Return an ISO date or time as UTC in whole seconds."""
    try:
        when = datetime.fromisoformat(text)
        when = (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise refusal("is not a time such as '2026-11-25T10:00:00Z'") from None
    if not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        raise refusal(f"is not within the years {_FIRST_YEAR} to {_LAST_YEAR}")
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _id_as_text(value: Any) -> Any:
    return str(value) if type(value) is int and 0 <= value < 10**64 else value


def _each_once(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


NAME_RULE = "1 to 63 lower-case letters, digits and hyphens, the first a letter or digit"
CONN_ID_RULE = "1 to 250 letters, digits, '_', '.' and '-'"
BUCKET_RULE = "3 to 63 letters, digits, '.', '-' and '_', at both ends a letter or digit"
PREFIX_RULE = (
    "No '/' at the beginning, no empty or '.' folder, no '..', no characters that cannot be seen, at most "
    f"{_PREFIX_BYTES} bytes; the '/' at the end may be left out"
)
ID_RULE = "1 to 64 letters, digits, '-' and '_'"

Line = Annotated[str, Field(max_length=250), _without(_CONTROL)]
Prose = Annotated[str, Field(max_length=2_000), _without(_CONTROL_BUT_LINE_BREAKS)]
# 100 is the width of Airflow's column; a longer tag makes an import error of the DAG.
Tag = Annotated[str, Field(min_length=1, max_length=100), _without(_CONTROL)]
Name = Annotated[str, _text(NAME, "a dataset's name", NAME_RULE)]
ConnId = Annotated[str, _text(CONN_ID, "a connection's id", CONN_ID_RULE)]
Bucket = Annotated[
    str,
    _text(re.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]"), "a bucket's name", BUCKET_RULE),
    AfterValidator(_bucket),
]
Prefix = Annotated[str, _without(_CONTROL), AfterValidator(_prefix)]
Moment = Annotated[str, AfterValidator(_moment)]
Schedule = Annotated[str, Field(max_length=250), AfterValidator(_schedule)]
WorkspaceId = Annotated[
    str, BeforeValidator(_id_as_text), _text(re.compile("[A-Za-z0-9_-]{1,64}"), "a workspace's id", ID_RULE)
]
DataTypes = Annotated[
    tuple[Annotated[str, AfterValidator(_data_type)], ...],
    Field(strict=False),
    AfterValidator(_in_order),
]
Tags = Annotated[tuple[Tag, ...], Field(strict=False), AfterValidator(_each_once)]
WorkspaceIds = Annotated[tuple[WorkspaceId, ...], Field(strict=False), AfterValidator(_each_once)]
