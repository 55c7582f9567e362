"""The people, scorecards, trackers and libraries of the simulated company."""

from __future__ import annotations

from tests.clocks import Clock
from tests.simulator import Simulator, World
from tests.simulator.client import Client
from tests.simulator.company import PEOPLE

pytest_plugins = ["tests.simulator.fixtures"]


# --- the company -------------------------------------------------------------------------------------


def test_users_include_inactive_ones_and_avatars_only_when_asked_for(reader: Client) -> None:
    """Everybody is listed, by id; Gong's own staff only with includeAvatars."""
    users = reader.get("/v2/users").json()["users"]
    assert len(users) == len(PEOPLE)
    assert [int(user["id"]) for user in users] == sorted(int(user["id"]) for user in users)
    assert {user["active"] for user in users} == {True, False}
    managers = {str(user["managerId"]) for user in users if user["managerId"]}
    assert managers <= {str(user["id"]) for user in users}
    assert len(reader.get("/v2/users", includeAvatars="true").json()["users"]) == len(users) + 2


def test_users_can_be_asked_for_by_creation(reader: Client, company: World) -> None:
    """From inclusive, to exclusive."""
    created = sorted(user["created"] for user in company.users)[3]
    since = reader.post("/v2/users/extensive", {"filter": {"createdFromDateTime": created}}).json()["users"]
    until = reader.post("/v2/users/extensive", {"filter": {"createdToDateTime": created}}).json()["users"]
    assert len(since) + len(until) == len(company.users)


def test_calls_can_be_asked_for_by_host_and_workspace(reader: Client, company: World) -> None:
    """Hosts and workspaces split the calls completely."""
    host = company.host(0)
    hosted = reader.calls(primaryUserIds=[host])
    assert {str(call["metaData"]["primaryUserId"]) for call in hosted} == {host}
    per_workspace = [len(reader.calls(workspaceId=identity)) for identity in company.workspace_ids]
    assert sum(per_workspace) == 250
    assert min(per_workspace) > 50


def test_five_scorecards_and_their_answers_fit_together(reader: Client, company: World) -> None:
    """Every answer belongs to a question of its scorecard, in its range or among its options."""
    cards = {
        str(card["scorecardId"]): card for card in reader.get("/v2/settings/scorecards").json()["scorecards"]
    }
    assert len(cards) == 5
    assert {card["reviewMethod"] for card in cards.values()} == {"MANUAL", "AUTOMATIC"}
    assert {card["enabled"] for card in cards.values()} == {True, False}
    path = "/v2/stats/activity/scorecards"
    answered = reader.post(path, {"filter": {"reviewMethod": "BOTH"}}).json()["answeredScorecards"]
    assert 50 <= len(answered) <= 100
    for card in answered:
        questions = {
            each["questionRevisionId"]: each for each in cards[str(card["scorecardId"])]["questions"]
        }
        assert str(card["callId"]) in company.index
        for answer in card["answers"]:
            question = questions[str(answer["questionRevisionId"])]
            if answer["score"] is not None:
                assert 1 <= answer["score"] <= int(question["maxRange"])
            options = {str(option["id"]) for option in question["answerOptions"]}
            assert set(answer["selectedOptions"] or []) <= options


def test_answered_scorecards_are_manual_unless_asked_otherwise(reader: Client) -> None:
    """The default leaves out the automatic ones; dates of review and of the call both filter."""
    path = "/v2/stats/activity/scorecards"

    def count(**filter_: str) -> int:
        records: dict[str, int] = reader.post(path, {"filter": filter_}).json()["records"]
        return records["totalRecords"]

    assert count() == count(reviewMethod="MANUAL") < count(reviewMethod="BOTH")
    assert count(reviewMethod="MANUAL") + count(reviewMethod="AUTOMATIC") == count(reviewMethod="BOTH")
    assert count(reviewFromDate="2026-09-01") + count(reviewToDate="2026-09-01") == count()
    assert count(callFromDate="2026-09-01") + count(callToDate="2026-09-01") == count()


def test_trackers_have_conditions_and_workspaces(reader: Client, company: World) -> None:
    """Eight keyword trackers, by name; one workspace's are fewer; an unknown workspace is a 404."""
    trackers = reader.get("/v2/settings/trackers").json()["keywordTrackers"]
    assert len(trackers) == 8
    assert [each["trackerName"] for each in trackers] == sorted(each["trackerName"] for each in trackers)
    assert {each["saidAt"] for each in trackers} == {"Anytime", "First", "Last"}
    assert {each["affiliation"] for each in trackers} == {"Anyone", "Company", "NonCompany"}
    own = reader.get("/v2/settings/trackers", workspaceId=company.workspace_ids[1]).json()["keywordTrackers"]
    assert 0 < len(own) < 8
    assert reader.get("/v2/settings/trackers", workspaceId="1").status_code == 404


def test_library_folders_form_a_tree_per_workspace(reader: Client, company: World) -> None:
    """Several workspaces need workspaceId; each tree has one root; calls in folders exist."""
    assert reader.get("/v2/library/folders").status_code == 400
    assert reader.get("/v2/library/folder-content", folderId="1").status_code == 404
    notes = snippets = 0
    for workspace in company.workspace_ids:
        folders = reader.get("/v2/library/folders", workspaceId=workspace).json()["folders"]
        parents = [str(folder["parentFolderId"]) for folder in folders if folder["parentFolderId"]]
        assert len(parents) == len(folders) - 1
        assert set(parents) <= {str(folder["id"]) for folder in folders}
        for folder in folders:
            content = reader.get("/v2/library/folder-content", folderId=str(folder["id"])).json()
            assert all(str(call["id"]) in company.index for call in content["calls"])
            notes += sum(bool(call["note"]) for call in content["calls"])
            snippets += sum("snippet" in call for call in content["calls"])
    assert notes > 10
    assert snippets > 10


def test_one_workspace_needs_no_workspace_id() -> None:
    """A company with one workspace lists its folders as they are."""
    world = World(seed=7, calls=60, workspaces=1)
    with Simulator(world, clock=Clock().now, rate=1000) as sim:
        folders = Client(sim).get("/v2/library/folders").json()["folders"]
        assert sum(folder["parentFolderId"] is None for folder in folders) == 1
        assert len(folders) >= 10
