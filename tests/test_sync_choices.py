"""What a dataset may choose, what its files leave out, and how they change."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from gong.errors import MissingScope
from include.data_types import DATA_TYPES, scopes
from include.datasets import Dataset
from include.ingest import Outcome, import_type, prepare
from include.runs import read_run
from tests.gong_fixtures import NOW, LocalHook, company, every_call, ids, public, records, rig
from tests.servers import BUCKET, keys
from tests.simulator import Fault, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CALL_TYPES = ("calls", "transcripts", "crm-deals", "crm-contacts", "crm-accounts")
CALLS = "/v2/calls/extensive"
CARDS = "api:settings:scorecards:read"


def moment(text: str | None) -> float:
    """Return a timestamp in seconds."""
    return datetime.fromisoformat(text).timestamp() if text else 0.0


def test_a_small_limit_asks_for_few() -> None:
    """Limit 5: the newest five of each type, in fewer requests."""
    with rig(s3=False) as made:
        texts = made.read(limit=5)
        assert ids(texts["calls"]) == public(every_call(company()))[:5]
        assert {len(records(text)) for text in texts.values()} == {5}
        assert len(made.sim.exchanges) <= 30
        assert made.sim.violations == []


def test_more_than_a_page_of_calls_takes_two_detail_requests() -> None:
    """Limit 150: ids in one go, then details of a hundred and of fifty."""
    with rig(s3=False) as made:
        texts = made.read("calls", limit=150)
        assert ids(texts["calls"]) == public(every_call(company()))[:150]
        asked = [each["filter"].get("callIds") for each in made.asked("/v2/calls/extensive")]
        assert [len(each) for each in asked if each] == [100, 50]
        assert len(records(made.read("transcripts", limit=150)["transcripts"])) == 150
        assert made.sim.violations == []


def test_no_limit_means_all_of_the_lookback() -> None:
    """Limit null: every public call of the days looked back, and nothing older."""
    with rig(s3=False) as made:
        texts = made.read(*CALL_TYPES, limit=None, lookback_days=90)
        since = NOW - timedelta(days=90)
        calls = [
            each for each in every_call(company()) if moment(each["metaData"]["started"]) >= since.timestamp()
        ]
        assert ids(texts["calls"]) == public(calls)
        assert set(ids(texts["transcripts"])) <= set(public(calls))
        assert "Limit: " not in texts["calls"]
        assert made.sim.duplicates() == []
        assert made.sim.violations == []


@pytest.mark.parametrize("most", [1, 2])
def test_workspaces_narrow_every_type_that_knows_them(most: int) -> None:
    """One workspace or several: no call, transcript, scorecard, tracker or folder of another."""
    chosen = company().workspace_ids[:most]
    with rig(s3=False) as made:
        texts = made.read(workspace_ids=chosen)
        for name in ("calls", "scorecards", "trackers"):
            assert set(ids(texts[name], "Workspace ID")) == set(chosen)
        cards = ids(texts["scorecards"], "Scorecard ID")
        assert len(ids(texts["answered-scorecards"], "Answered scorecard ID")) > 0
        assert set(ids(texts["answered-scorecards"], "Scorecard ID")) <= set(cards)
        for name in ("users", "user-stats"):
            assert "\nOf all workspaces, not only the dataset's: " in texts[name]
        calls = [each for each in every_call(company()) if str(each["metaData"]["workspaceId"]) in chosen]
        assert ids(texts["calls"]) == public(calls)[:100]
        assert set(ids(texts["transcripts"])) <= set(public(calls))
        folders = {str(each["id"]) for space in chosen for each in company().library.folders(space)}
        assert set(ids(texts["libraries"], "Folder ID")) == folders
        assert made.sim.violations == []


def test_answers_to_scorecards_that_are_gone_are_of_no_chosen_workspace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing tells theirs; the head counts them."""
    every, made_by = company().scorecards, company().answered
    kept = [card for card in every if card["scorecardId"] != made_by[-1]["scorecardId"]]
    monkeypatch.setattr(World, "scorecards", property(lambda _: kept))
    with rig(s3=False) as made:
        for limit in (None, 5):
            text = made.read(
                "answered-scorecards", workspace_ids=company().workspace_ids, limit=limit, lookback_days=3_650
            )["answered-scorecards"]
            told = [moment(each.replace(" UTC", "+00:00")) for each in ids(text, "Review date")]
            left = [each for each in made_by if each["scorecardId"] == made_by[-1]["scorecardId"]]
            newer = [each for each in left if limit is None or moment(each["reviewTime"]) >= min(told)]
            assert str(made_by[-1]["scorecardId"]) not in ids(text, "Scorecard ID")
            assert f"Left out: {len(newer)} answered scorecards whose workspace Gong does not tell.\n" in text


def test_answers_of_chosen_workspaces_need_the_scorecards() -> None:
    """Without the permission to read them nothing tells the answers apart, so none are written."""
    with rig(s3=False) as made:
        made.sim.key_scopes = {*scopes()} - {CARDS}
        [outcome] = made.sync("answered-scorecards", workspace_ids=company().workspace_ids).values()
    assert isinstance(outcome, MissingScope)
    assert outcome.scope == CARDS


def test_private_calls_are_written_when_wanted() -> None:
    """With include_private_calls the newest hundred are the newest hundred."""
    with rig(s3=False) as made:
        texts = made.read("calls", "transcripts", include_private_calls=True)
        newest = [str(call["metaData"]["id"]) for call in every_call(company())][:100]
        assert ids(texts["calls"]) == newest
        assert set(newest) - set(public(every_call(company())))
        assert set(ids(texts["transcripts"])) - set(public(every_call(company())))
        assert "private call" not in texts["calls"].partition("-----")[0]


def test_a_changed_company_replaces_the_same_objects() -> None:
    """Late calls come in with the next sync: same keys, new content, the rest of the files untouched."""
    world = World(seed=7, calls=60, now=NOW, late=3)
    with rig(world) as made:
        before = made.read("calls", "users")
        names = keys(made.client)
        world.release()
        made.clock.advance(3600)
        outcomes = made.sync("calls", "users")
        assert [each.state for each in outcomes.values() if isinstance(each, Outcome)] == [
            "imported",
            "unchanged",
        ]
        assert keys(made.client) == names
        assert ids(made.text("calls"))[:2] != ids(before["calls"])[:2]
        assert ids(made.text("calls")) == public(every_call(world))


def spoiled(path: str, items: str, change: Callable[[dict[str, Any]], Any]) -> Fault:
    """Return a fault that applies ``change`` to every record of ``path``."""

    def mutate(answer: dict[str, Any]) -> dict[str, Any]:
        own = deepcopy(answer)  # the company's other tests have it too
        for each in own[items]:
            change(each)
        return own

    return Fault(path, kind="mutate", times=None, mutate=mutate)


def private(mark: Any) -> Callable[[dict[str, Any]], None]:
    """Return what marks a call as private."""
    return lambda call: call["metaData"].update(isPrivate=mark)


def test_titles_of_private_calls_stay_out_of_reviews() -> None:
    """A review of a private call is shown without the call's title and link, unless they are wanted."""
    with rig(company(40), s3=False) as made:
        name = "answered-scorecards"
        assert ids(made.read(name)[name], "Call")
        made.sim.faults = [spoiled(CALLS, "calls", private(mark=True))]
        text = made.read(name)[name]
        assert records(text)
        assert ids(text, "Call") == ids(text, "Call link") == []
        assert ids(made.read(name, include_private_calls=True)[name], "Call")


@pytest.mark.parametrize("mark", [True, "true", "false", 1, {}])
def test_whatever_is_not_plainly_public_is_private(mark: Any) -> None:
    """Another type than Gong promises must not publish a call: only no and nothing mean public."""
    with rig(company(40), s3=False) as made:
        made.sim.faults = [spoiled(CALLS, "calls", private(mark))]
        for text in made.read(*CALL_TYPES).values():
            assert records(text) == []
        for text in made.read("calls", "transcripts", params={"start": "2026-10-01"}).values():
            assert records(text) == []
        assert records(made.read("calls", include_private_calls=True)["calls"])


@pytest.mark.parametrize("name", CALL_TYPES)
def test_a_call_made_private_after_the_plan_is_not_imported(name: str) -> None:
    """Its details say so in time."""
    dataset = Dataset.from_mapping({"name": "acme", "bucket": BUCKET, "data_types": [*CALL_TYPES]}, "test")
    with rig(company(40), s3=False) as made:
        types, run = [DATA_TYPES[each] for each in CALL_TYPES], read_run(dataset, {}, NOW)
        shared = prepare(made.hook(), types, run.query(dataset, types[0], {}))
        hidden = shared["calls"]["calls"][0]

        def hide(call: dict[str, Any]) -> None:
            if str(call["metaData"]["id"]) == hidden:
                call["metaData"]["isPrivate"] = True

        made.sim.faults = [spoiled(CALLS, "calls", hide)]
        assert made.memory
        import_type(DATA_TYPES[name], run.query(dataset, DATA_TYPES[name], shared), made.hook(), made.memory)
        text = made.text(name)
        assert records(text)
        assert hidden not in text


def test_a_call_saved_as_two_snippets_is_in_its_folder_twice() -> None:
    """Each snippet is a reason to have saved the call."""
    with rig(company(40), s3=False) as made:
        before = made.read("libraries")["libraries"]

        def save_again(answer: dict[str, Any]) -> dict[str, Any]:
            first = [{**call, "snippet": {"fromSec": 1, "toSec": 62}} for call in answer["calls"][:1]]
            again = [{**call, "snippet": {"fromSec": 7, "toSec": 9}} for call in first]
            return {**answer, "calls": [*answer["calls"], *first, *again]}

        made.sim.faults = [Fault("/v2/library/folder-content", kind="mutate", times=None, mutate=save_again)]
        text = made.read("libraries")["libraries"]
        filled = sum("Saved calls:" in record for record in records(before))
        assert filled > 3
        assert text.count("Snippet: 00:00:01\u201300:01:02") == filled
        assert text.count("Snippet: 00:00:07\u201300:00:09") == filled
        assert text.count("  - Call ID: ") == before.count("  - Call ID: ") + 2 * filled


class Backwards(LocalHook):
    """A hook whose answers arrive in the opposite order."""

    def crawl(self, sequences: Iterable[Any]) -> Iterator[tuple[Any, Iterator[Any]]]:
        """Yield the last answer first."""
        yield from reversed([(tag, iter(list(items))) for tag, items in super().crawl(sequences)])


@pytest.mark.parametrize(
    ("name", "path", "items", "change"),
    [
        (
            "libraries",
            "/v2/library/folders",
            "folders",
            lambda each: each.update(updated="2026-11-01T00:00:00Z"),
        ),
        *(
            (name, CALLS, "calls", lambda each: each["metaData"].update(started="2026-11-01T00:00:00Z"))
            for name in ("crm-contacts", "crm-accounts", "crm-deals")
        ),
    ],
)
def test_equal_times_leave_the_order_to_no_chance(
    name: str, path: str, items: str, change: Callable[[dict[str, Any]], Any]
) -> None:
    """Whichever answer arrives first, the same records stand in the same order: the file is unchanged."""
    with rig(s3=False) as made:
        made.sim.faults = [spoiled(path, items, change)]
        forwards = made.read(name, limit=150)[name]
        hook = Backwards(made.sim, made.clock, made.folder)
        assert records(made.read(name, limit=150, hook=hook)[name]) == records(forwards)
        assert len(records(forwards)) > 10
