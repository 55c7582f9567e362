"""What is said in the simulated calls, and what the analysis makes of it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.simulator.company import ACCOUNTS
from tests.simulator.script import read, sentences
from tests.simulator.variety import RECIPES, library

if TYPE_CHECKING:
    from tests.simulator import World

pytest_plugins = ["tests.simulator.fixtures"]


# --- what was said -----------------------------------------------------------------------------------


def test_a_transcript_runs_forward_and_ends_with_the_call(
    calls: list[dict[str, Any]], transcripts: dict[str, Any]
) -> None:
    """Sentences follow each other in time and end within the call's duration."""
    durations = {str(call["metaData"]["id"]): call["metaData"]["duration"] for call in calls}
    for call_id, monologues in transcripts.items():
        spoken = [sentence for each in monologues for sentence in each["sentences"]]
        assert all(sentence["start"] < sentence["end"] for sentence in spoken)
        assert all(a["end"] < b["start"] for a, b in pairwise(spoken))
        assert spoken[-1]["end"] / 1000 <= durations[call_id]


def test_speakers_are_participants_with_rare_exceptions(
    calls: list[dict[str, Any]], transcripts: dict[str, Any]
) -> None:
    """Nearly every speaker is a party of the call; a few are unknown, and a few monologues have none."""
    strangers = nameless = 0
    for call in calls:
        known = {str(party["speakerId"]) for party in call.get("parties", [])}
        for monologue in transcripts.get(str(call["metaData"]["id"]), []):
            nameless += monologue["speakerId"] is None
            strangers += bool(known) and str(monologue["speakerId"]) not in known | {"None"}
    assert nameless > 0
    assert strangers > 0
    assert nameless + strangers < 400


def test_no_slot_is_left_open(calls: list[dict[str, Any]], transcripts: dict[str, Any]) -> None:
    """Neither texts nor titles show braces, and nobody says None."""
    for text in (json.dumps(calls), json.dumps(transcripts)):
        assert not re.search(r"\{\w+\}", text)
        assert not re.search(r"\bNone\b(?! of)", text)


def test_the_conversation_is_about_this_customer(company: World, transcripts: dict[str, Any]) -> None:
    """A first meeting names the customer's systems, its season or its goods, and the host's guests."""
    meetings = [plan for plan in company.plans if plan.kind == "discovery" and plan.id in transcripts]
    assert meetings
    for plan in meetings:
        said = " ".join(text["text"] for each in transcripts[plan.id] for text in each["sentences"])
        assert plan.account is not None
        named = [
            plan.account.erp,
            plan.account.old,
            plan.account.peak,
            plan.account.goods,
            plan.account.rival,
        ]
        assert sum(word in said for word in named) >= 3
        assert plan.cast["C"].spoken in said


def test_the_analysis_fits_the_conversation(calls: list[dict[str, Any]], transcripts: dict[str, Any]) -> None:
    """A tracker's phrase was said at the second it was noted; talk times add up to less than the call."""
    checked = 0
    for call in calls:
        said = {
            round(sentence["start"] / 1000, 2): sentence["text"].lower()
            for monologue in transcripts.get(str(call["metaData"]["id"]), [])
            for sentence in monologue["sentences"]
        }
        for tracker in call["content"]["trackers"] if said else []:
            for phrase in tracker.get("phrases", []):
                for hit in phrase["occurrences"]:
                    assert phrase["phrase"].lower() in said[hit["startTime"]]
                    checked += 1
        talked = sum(speaker["talkTime"] for speaker in call["interaction"]["speakers"])
        assert talked < call["metaData"]["duration"]
    assert checked > 100


def test_next_steps_and_brief_are_there(calls: list[dict[str, Any]]) -> None:
    """Finished analyses have a brief, an outline in time order, and mostly next steps."""
    ready = [call for call in calls if call["content"]["brief"]]
    assert len(ready) > 230
    assert all(call["content"]["outline"] for call in ready)
    starts = [[section["startTime"] for section in call["content"]["outline"]] for call in ready]
    assert all(each == sorted(each) for each in starts)
    assert sum(bool(call["content"]["highlights"]) for call in ready) > 200


def test_there_is_plenty_to_say() -> None:
    """Hundreds of sentences, several variants, and blocks for every kind of call in English."""
    said = {
        sentence
        for variants in library()["eng"].values()
        for block in variants
        for role, text in block.turns
        if role != "~"
        for sentence in sentences(text)
    }
    assert len(said) > 2_000
    names = {name for recipe in RECIPES.values() for name in recipe if "{" not in name}
    assert names <= library()["eng"].keys()
    for pain in {account.pain for account in ACCOUNTS if account.language == "eng"}:
        assert {f"pain.{pain}", f"demo.{pain}", f"results.{pain}"} <= library()["eng"].keys()


def test_a_mistake_in_a_dialogue_is_named() -> None:
    """A line that is neither a turn nor a mark is refused with its block."""
    with pytest.raises(ValueError, match=r"in block 'x': 'Hello\?'"):
        read("== x\nHello?")
    with pytest.raises(ValueError, match="unknown mark in block 'x'"):
        read("== x\n@topics Pricing")
