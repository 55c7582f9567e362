"""The schema of a definition: what it accepts, what it makes of it, and what it says of everything else."""

from __future__ import annotations

from typing import Any

import pytest

from gong.account import account_conn_id
from include.data_types import DATA_TYPE_IDS, DATA_TYPES
from include.datasets import Dataset, Sync
from include.definition_errors import InvalidDefinitionError

ORIGIN = "datasets/sales.yaml"
LEAST: dict[str, Any] = {"name": "sales", "bucket": "acme-text", "data_types": ["calls"]}


def defined(**fields: Any) -> Dataset:
    """Return the least dataset, with these fields."""
    return Dataset.from_mapping(LEAST | fields, ORIGIN)


def mistakes(**fields: Any) -> list[str]:
    """Return what is said of the least dataset with these fields."""
    with pytest.raises(InvalidDefinitionError) as caught:
        defined(**fields)
    return str(caught.value).splitlines()


def test_the_least_definition() -> None:
    """A name, a bucket and one data type are enough; the rest has the documented defaults."""
    dataset = defined()
    assert (dataset.dag_id, dataset.prefix, dataset.sync) == ("gong__sales", "sales/", None)
    assert (dataset.gong_conn_id, dataset.aws_conn_id) == ("gong_default", "aws_default")
    assert (dataset.limit, dataset.lookback_days, dataset.workspace_ids) == (100, None, ())
    assert (dataset.description, dataset.owner, dataset.tags) == ("", "", ())
    assert dataset.include_private_calls is False


def test_statistics_look_back_thirty_days_and_all_else_a_year() -> None:
    """The table's look-back is the documented one."""
    special = {name: kind.lookback_days for name, kind in DATA_TYPES.items() if kind.lookback_days != 365}
    assert special == {"user-stats": 30}


@pytest.mark.parametrize(
    ("given_fields", "expected"),
    [
        ({"data_types": ["users", "calls"]}, {"data_types": ("calls", "users")}),
        ({"data_types": list(reversed(DATA_TYPE_IDS))}, {"data_types": DATA_TYPE_IDS}),
        ({"prefix": "a/b"}, {"prefix": "a/b/"}),
        ({"prefix": "ä b/…/"}, {"prefix": "ä b/…/"}),
        ({"prefix": "x" * 511}, {"prefix": "x" * 511 + "/"}),
        ({"name": "0" + "-" * 62}, {"name": "0" + "-" * 62}),
        ({"bucket": "Acme_text.1"}, {"bucket": "Acme_text.1"}),
        ({"bucket": "b" * 63}, {"bucket": "b" * 63}),
        ({"gong_conn_id": "A_b.c-" + "d" * 244}, {"gong_conn_id": "A_b.c-" + "d" * 244}),
        ({"tags": ["x" * 100, "b", "b"]}, {"tags": ("x" * 100, "b")}),
        ({"description": "two\nlines"}, {"description": "two\nlines"}),
        ({"workspace_ids": [7273476131570014205, "12"]}, {"workspace_ids": ("7273476131570014205", "12")}),
        ({"limit": None, "lookback_days": 3650}, {"limit": None, "lookback_days": 3650}),
        ({"limit": 1_000_000, "lookback_days": 1}, {"limit": 1_000_000, "lookback_days": 1}),
        ({"sync": "off"}, {"sync": None}),
        ({"sync": False}, {"sync": None}),
        ({"sync": None}, {"sync": None}),
    ],
)
def test_accepted(given_fields: dict[str, Any], expected: dict[str, Any]) -> None:
    """Values at their bounds are accepted, and brought into their one form."""
    assert defined(**given_fields).model_dump(include=set(expected)) == expected


@pytest.mark.parametrize(
    "schedule",
    ["@hourly", "@daily", "@weekly", "@monthly", "0 3 * * *", "*/15 8-18 * jan,jul mon-fri", "0 0 29 2 7"],
)
def test_schedules(schedule: str) -> None:
    """Presets and cron expressions of five fields are schedules, alone or in a mapping."""
    expected = Sync(schedule=schedule, data_types=("calls",), since=None)
    assert defined(sync=schedule).sync == expected
    assert defined(sync={"schedule": f" {schedule} "}).sync == expected


def test_sync_covers_all_types_unless_it_names_some() -> None:
    """Without types of its own, a sync has all of the dataset, in order."""
    types = ["users", "transcripts", "calls"]
    everything = defined(data_types=types, sync="@daily").sync
    some = defined(data_types=types, sync={"schedule": "@daily", "data_types": ["users", "calls"]}).sync
    assert everything
    assert everything.data_types == ("calls", "transcripts", "users")
    assert some
    assert some.data_types == ("calls", "users")


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("name", "Sales", "name: 'Sales' is not a dataset's name, which has 1 to 63 lower-case letters"),
        ("name", "a" * 64, "is not a dataset's name"),
        ("name", "a\n", "is not a dataset's name"),
        ("name", "../x", "is not a dataset's name"),
        ("name", 123, "name: 123 is not text; put it in quotes"),
        ("name", None, "name: null is not text"),
        ("owner", "a\x00b", r"owner: 'a\x00b' contains control characters"),
        ("owner", "x" * 251, "is longer than 250 characters"),
        ("owner", "\ud800", r"owner: '\ud800' is not valid Unicode"),
        ("description", "a\tb", "contains control characters"),
        ("tags", ["ok", "x" * 101], "tags[1]: 'xxx"),
        ("tags", "one", "tags: 'one' is not a list"),
        ("tags", [""], "tags[0]: '' is empty"),
        ("gong_conn_id", "a b", "gong_conn_id: 'a b' is not a connection's id"),
        ("bucket", "ab", "bucket: 'ab' is not a bucket's name"),
        ("bucket", "b" * 64, "is not a bucket's name"),
        ("bucket", "s3://acme", "bucket: 's3://acme' is not a bucket's name"),
        ("bucket", "10.0.0.1", "is not a bucket's name: no two dots in a row, and not an IP address"),
        ("bucket", "a..b", "is not a bucket's name: no two dots in a row"),
        ("prefix", "", "prefix: '' does not begin with a folder's name"),
        ("prefix", "/a", "does not begin with a folder's name"),
        ("prefix", "a//b", "contains an empty, '.' or '..' folder"),
        ("prefix", "a/../b", "contains an empty, '.' or '..' folder"),
        ("prefix", "./a", "contains an empty, '.' or '..' folder"),
        ("prefix", "a\nb", "contains control characters"),
        ("prefix", "a..b/", "contains two dots in a row"),
        ("prefix", "a\u200b/", "contains two dots in a row, or characters that cannot be seen"),
        ("prefix", "ä" * 256, "is longer than 512 bytes"),
        ("data_types", [], "data_types: is empty; name at least one data type"),
        ("data_types", "calls", "data_types: 'calls' is not a list"),
        ("data_types", {}, "data_types: a mapping is not a list"),
        ("data_types", ["calls", "transcript"], "[1]: 'transcript' is not a data type; did you mean 'tr"),
        ("data_types", ["CRM Deals"], "'CRM Deals' is not a data type; did you mean 'crm-deals'?"),
        ("data_types", ["zzz"], "data_types[0]: 'zzz' is not a data type"),
        ("data_types", ["calls", "users", "calls"], "data_types: 'calls' is named twice"),
        ("sync", True, "sync: true is neither a schedule nor a mapping with `schedule` in it"),
        ("sync", {}, "sync.schedule: is required"),
        ("sync", "@dayly", "sync.schedule: '@dayly' is not one of @hourly, @daily, @weekly, @monthly; did"),
        ("sync", "@once", "'@once' is not one of"),
        ("sync", "daily", "is neither a preset such as '@daily' nor a cron expression of five fields"),
        ("sync", "* * * * * *", "nor a cron expression of five fields"),
        ("sync", "r * * * *", "has a random part"),
        ("sync", "61 * * * *", "'61 * * * *' is not a cron expression that ever comes true"),
        ("sync", "0 0 30 2 *", "is not a cron expression that ever comes true"),
        ("sync", {"schedule": "@daily", "data_types": ["users"]}, "'users' is not one of the dataset's"),
        ("sync", {"schedule": "@daily", "data_types": []}, "sync.data_types: is empty"),
        ("sync", {"schedule": "@daily", "types": []}, "sync.types: is not a field; did you mean"),
        ("limit", 0, "limit: 0 is less than 1"),
        ("limit", 1_000_001, "limit: 1000001 is more than 1,000,000"),
        ("limit", True, "limit: true is not a whole number"),
        ("limit", "yes", "limit: 'yes' is not a whole number"),
        ("limit", 1.5, "limit: 1.5 is not a whole number"),
        ("lookback_days", 3651, "lookback_days: 3651 is more than 3,650"),
        ("workspace_ids", [True], "workspace_ids[0]: true is not text"),
        ("workspace_ids", ["a/b"], "workspace_ids[0]: 'a/b' is not a workspace's id"),
        ("include_private_calls", "yes", "include_private_calls: 'yes' is neither true nor false"),
        ("Data_Type", "secret-value", "Data_Type: is not a field; did you mean 'data_types'?"),
        ("api key", "secret-value", "'api key': is not a field"),
    ],
)  # fmt: skip
def test_refused(field: str, value: Any, expected: str) -> None:
    """Each mistake is told with its field and value, and what is right or may have been meant."""
    [message] = mistakes(**{field: value})
    assert message.startswith(f"{ORIGIN}: ")
    assert expected in message
    assert "secret-value" not in message


@pytest.mark.parametrize(
    "value", ["https://AKIA:hunter2@api.gong.io", '{"password": "hunter2"}', "password=hunter2"]
)
def test_what_may_be_a_credential_is_not_shown(value: str) -> None:
    """A connection that was pasted where its id belongs does not end up in an import error."""
    for field in ("gong_conn_id", "aws_conn_id", "bucket", "name"):
        [message] = mistakes(**{field: value})
        assert "hunter2" not in message


def test_all_mistakes_are_told_at_once() -> None:
    """Mistakes come in the schema's order, unknown fields last; a wrong name says nothing about prefixes."""
    with pytest.raises(InvalidDefinitionError) as caught:
        Dataset.from_mapping({"name": "X", "data_types": ["call"], "limit": 0, "bukcet": "a"}, ORIGIN)
    assert [error.field for error in caught.value.errors] == [
        "name",
        "bucket",
        "data_types[0]",
        "limit",
        "bukcet",
    ]
    [error] = [error for error in caught.value.errors if error.field == "data_types[0]"]
    assert (error.origin, error.value, error.problem) == (ORIGIN, "'call'", "is not a data type")
    assert error.nearest == "calls"


def test_a_long_value_is_shortened() -> None:
    """A message shows the beginning of a long value only, and no number that Python would not print."""
    [of_text] = mistakes(owner="x" * 5_000)
    [of_number] = mistakes(limit=10**5_000)
    assert len(of_text) < 150
    assert of_number == f"{ORIGIN}: limit: a number that long is more than 1,000,000"


def test_yaml_of_a_dataset_leaves_defaults_out() -> None:
    """The YAML of a dataset is what a person would have written."""
    dataset = defined(data_types=["users", "calls"], sync="@daily", owner="dana", limit=None)
    assert dataset.to_yaml() == (
        "name: sales\nowner: dana\nbucket: acme-text\nprefix: sales/\ndata_types:\n- calls\n- users\n"
        "sync:\n  schedule: '@daily'\nlimit: null\n"
    )


def test_the_owners_account_is_theirs_to_use() -> None:
    """A definition may name the account of its owner, and any connection that is nobody's account."""
    for owner in ("dana", "Zoë", "d@example.com"):
        assert defined(owner=owner, gong_conn_id=account_conn_id(owner)).owner == owner
    assert defined(owner="dana", gong_conn_id="gong_emea").gong_conn_id == "gong_emea"


@pytest.mark.parametrize(
    ("owner", "conn_id"),
    [
        ("dana", "gong_account__uma"),
        ("dana", "gong_account__Dana"),
        ("dana", "GONG_ACCOUNT__DANA"),
        ("dana", "gong_account__"),
        ("", "gong_account__"),
        ("", "gong_account__dana"),
    ],
)
def test_another_users_account_is_refused(owner: str, conn_id: str) -> None:
    """In a file, a Variable and on the page alike, whatever the spelling; no owner owns no account."""
    assert mistakes(owner=owner, gong_conn_id=conn_id) == [
        f"{ORIGIN}: gong_conn_id: '{conn_id}' is the Gong account of another user than the dataset's owner"
    ]


def test_an_account_is_no_object_store() -> None:
    """Its key does not go to a store, not even the owner's own."""
    assert (
        "is a Gong account, not an object store"
        in mistakes(owner="dana", aws_conn_id=account_conn_id("dana"))[0]
    )


def test_a_long_value_is_looked_through_once() -> None:
    """Whether it may be a secret is told in linear time: one of a megabyte would take an hour otherwise."""
    [mistake] = mistakes(bucket=":" * 1_000_000)
    assert mistake.startswith(f"{ORIGIN}: bucket: '::::")
    [mistake] = mistakes(bucket=":" * 1_000_000 + "user:word@host")
    assert mistake.startswith(f"{ORIGIN}: bucket: the value (not shown here)")
