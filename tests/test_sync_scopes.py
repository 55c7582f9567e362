"""What becomes of a sync when Gong's credential lacks a scope: a skip, or a poorer file that says so."""

from __future__ import annotations

import re

import pytest

from gong.errors import MissingScope
from include.data_types import DATA_TYPES, scopes
from include.ingest import Outcome
from tests.gong_fixtures import ALL, Rig, company, every_call, ids, public, records, rig
from tests.simulator import Fault, World

CALLS, TRANSCRIPTS, USERS = "api:calls:read:extensive", "api:calls:read:transcript", "api:users:read"
WORKSPACES, INTERACTION = "api:workspaces:read", "api:stats:interaction"
CRM = ("api:crm:integrations:read", "api:crm:get-objects", "api:crm:schema")
REQUIRED = sorted({row.scope for row in DATA_TYPES.values()})


def small(**traits: object) -> World:
    """Return a small company."""
    return company(40, **traits)


def without(made: Rig, *missing: str) -> None:
    """Take scopes away from the access key."""
    made.sim.key_scopes = set(scopes()) - set(missing)


def refused(made: Rig) -> list[str]:
    """Return the paths of the requests that were refused for want of a scope."""
    return [each.path for each in made.sim.exchanges if each.status == 401]


@pytest.mark.parametrize("scope", REQUIRED)
def test_a_missing_scope_costs_only_the_types_that_need_it(scope: str) -> None:
    """They raise what names the scope, after two requests at most; all others are imported."""
    with rig(small(), s3=False) as made:
        without(made, scope)
        outcomes = made.sync()
        for name, outcome in outcomes.items():
            if DATA_TYPES[name].scope == scope:
                assert isinstance(outcome, MissingScope)
                assert outcome.scope == scope
                assert f"It needs the scope {scope}. Grant it in Gong" in str(outcome)
            else:
                assert isinstance(outcome, Outcome), outcome
                assert outcome.state == "imported"
        assert len(refused(made)) <= 4
        assert all(refused(made).count(path) <= 2 for path in refused(made))
        assert made.sim.violations == []


@pytest.mark.parametrize("name", ALL)
def test_a_type_alone_gives_up_after_two_requests(name: str) -> None:
    """Whatever runs beside it, a type that may not be read asks at most twice and leaves its file alone."""
    with rig(small(), s3=False) as made:
        before = made.read(name)[name]
        made.sim.reset()
        without(made, DATA_TYPES[name].scope)
        assert isinstance(made.sync(name)[name], MissingScope)
        assert len(made.sim.exchanges) <= 2 + (name == "libraries")
        assert made.text(name) == before


@pytest.mark.parametrize("status", ["401", "403"])
def test_a_missing_scope_may_come_as_either_status(status: str) -> None:
    """Gong's document says 403 for users, live answers say 401: both name the scope."""
    text = "You don't have permission to use 'api:users:read' in your app."
    with rig(small(), s3=False) as made:
        made.sim.faults = [Fault("/v2/users", kind=status, text=text, times=None)]
        outcome = made.sync("users")["users"]
        assert isinstance(outcome, MissingScope)
        assert outcome.scope == USERS


def test_stats_without_interaction_say_so() -> None:
    """User stats keep their counters; the header names what is missing and why."""
    with rig(small(), s3=False) as made:
        without(made, INTERACTION)
        text = made.read("user-stats")["user-stats"]
        assert poorer(text) == [
            f"Interaction figures are missing. The Gong credential lacks the optional scope {INTERACTION}."
        ]
        assert "- Interactivity: " not in text
        assert "- Calls hosted: " in text


def poorer(text: str) -> list[str]:
    """Return the header's lines about optional scopes."""
    return re.findall(r"(?m)^.*lacks the optional scope.*$", text.partition("-" * 40)[0])


@pytest.mark.parametrize("name", ["user-stats", "answered-scorecards"])
def test_names_need_the_users_scope(name: str) -> None:
    """Without it people are shown by address or id, and one request told so."""
    with rig(small(), s3=False) as made:
        without(made, USERS)
        text = made.read(name)[name]
        assert len(poorer(text)) == 1
        assert poorer(text)[0].endswith(f"lacks the optional scope {USERS}.")
        assert refused(made) == ["/v2/users/extensive"]
        people = re.findall(r"(?m)^(?:Email|Reviewed person): (.+)$", text)
        assert people
        assert all("@" in person or re.search(r"\d{10,}", person) for person in people)


def test_answers_without_definitions_show_questions_by_id() -> None:
    """Scores stay; question texts are missing, and the header says so."""
    with rig(small(), s3=False) as made:
        without(made, "api:settings:scorecards:read")
        text = made.read("answered-scorecards")["answered-scorecards"]
        assert any("Questions are shown by their id." in line for line in poorer(text))
        assert "How would you rate this call overall?" not in text
        assert "  - Score: " in text


def test_answers_without_the_calls_scope_lack_titles() -> None:
    """The reviews themselves need no call."""
    with rig(small(), s3=False) as made:
        without(made, CALLS)
        text = made.read("answered-scorecards")["answered-scorecards"]
        assert any("The calls' titles are missing." in line for line in poorer(text))
        assert ids(text, "Call") == []
        assert len(ids(text)) == len(records(text))


def test_transcripts_without_the_calls_scope_have_numbered_speakers() -> None:
    """The words are worth having without names: newest windows first, speakers numbered, and it says so."""
    with rig(small(), s3=False) as made:
        rich = made.read("transcripts")["transcripts"]
        without(made, CALLS)
        made.sim.reset()
        poor = made.read("transcripts")["transcripts"]
        assert len(poorer(poor)) == 1
        assert "Speakers are numbered, titles and attendees are missing" in poorer(poor)[0]
        assert ids(rich) == [each for each in ids(poor) if each in public(every_call(small()))]
        assert set(re.findall(r"(?m)^\[[\d:]+\] ([^:]+):", poor)) == {
            f"Speaker {n}" for n in range(1, len(set(re.findall(r"Speaker \d+", poor))) + 1)
        }
        assert refused(made) == ["/v2/calls/extensive"]
        assert len(made.sim.exchanges) <= 3


def test_libraries_of_one_workspace_need_no_workspaces_scope() -> None:
    """A company with one workspace need not name it."""
    with rig(small(workspaces=1), s3=False) as made:
        rich = made.read("libraries")["libraries"]
        without(made, WORKSPACES)
        assert made.read("libraries")["libraries"] == rich


def test_libraries_of_several_workspaces_need_the_scope() -> None:
    """Gong refuses to list folders of no particular workspace; the error names the scope that helps."""
    with rig(small(), s3=False) as made:
        without(made, WORKSPACES)
        outcome = made.sync("libraries")["libraries"]
        assert isinstance(outcome, MissingScope)
        assert outcome.scope == WORKSPACES


def test_libraries_of_named_workspaces_need_no_scope() -> None:
    """With workspace_ids in the dataset, no list of workspaces is needed."""
    with rig(small(), s3=False) as made:
        without(made, WORKSPACES)
        chosen = small().workspace_ids[1]
        text = made.read("libraries", workspace_ids=[chosen])["libraries"]
        folders = small().library.folders(chosen)
        assert sorted(ids(text, "Folder ID")) == sorted(str(folder["id"]) for folder in folders)


@pytest.mark.parametrize("scope", CRM)
@pytest.mark.parametrize("name", ["crm-deals", "crm-contacts", "crm-accounts"])
def test_a_generic_crm_without_its_scopes_is_read_from_calls(name: str, scope: str) -> None:
    """What the calls carry is there all the same; the header names the scope."""
    with rig(small(crm="generic"), s3=False) as made:
        rich = made.read(name)[name]
        without(made, scope)
        poor = made.read(name)[name]
        assert ids(poor, "Name") == ids(rich, "Name")
        assert [line.endswith(f"{scope}.") for line in poorer(poor)] == [True]


def test_all_optional_scopes_missing_at_once_still_gives_files() -> None:
    """With nothing but the required scopes, every type is imported except libraries of several workspaces."""
    with rig(small(), s3=False) as made:
        made.sim.key_scopes = set(REQUIRED)
        outcomes = made.sync()
        failed = [name for name, outcome in outcomes.items() if not isinstance(outcome, Outcome)]
        assert failed == ["libraries"]
