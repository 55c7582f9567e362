"""Five scorecards, and how they were filled in over the year."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.simulator.company import BY_KEY
from tests.simulator.marks import draw, number, stamp
from tests.simulator.people import user_id

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from tests.simulator.story import Plan

_OVERALL = ("How would you rate this call overall?", "RANGE", 5, None, ())
# name, workspace, enabled, method, kinds of call, questions (text, type, most points, guide, options)
SCORECARDS = (
    ("Demo", 0, True, "MANUAL", ("demo",), (
        _OVERALL,
        ("Was the demo built around the customer's own problem?", "RANGE", 5,
         "5 = their items, their numbers, their words. 1 = feature tour.", ()),
        ("How much of the demo did the customer drive?", "RANGE", 10, None, ()),
    )),
    ("Discovery call", 0, True, "MANUAL", ("discovery", "cold"), (
        _OVERALL,
        ("Was the cost of the problem quantified?", "RANGE", 5, "A number in their currency is a 5.", ()),
        ("Which next step was agreed?", "SINGLE_SELECT", None, "Pick the strongest commitment.",
         ("Demo with decision makers", "Follow-up call", "Material by e-mail", "None")),
    )),
    ("Negotiation (retired)", 1, False, "MANUAL", ("negotiation",), (
        _OVERALL,
        ("Was every concession traded for something?", "RANGE", 50, None, ()),
    )),
    ("QBR quality", 1, True, "MANUAL", ("qbr", "renewal"), (
        _OVERALL,
        ("Which topics were covered?", "MULTI_SELECT", None, None,
         ("Results in figures", "Adoption", "Roadmap", "Renewal", "Executive sponsor")),
        ("Did the customer state the value themselves?", "RANGE", 5, "Verbatim is best.", ()),
    )),
    ("Support call (automatic)", 0, True, "AUTOMATIC", ("support",), (
        ("Was the problem restated before a solution was offered?", "RANGE", 5, None, ()),
        ("Was a time for the next update named?", "SINGLE_SELECT", None, None, ("Yes", "No")),
        _OVERALL,
    )),
)  # fmt: skip
_GOOD = {
    "demo": (
        "Stayed on one workflow and used {co}'s own item numbers.",
        "{c} was nodding the whole time - strong.",
    ),
    "discovery": (
        "Clear agenda, good listening, cost of the problem named: {cost}.",
        "Great questions about {old}.",
    ),
    "cold": ("Short, friendly, asked for the meeting.",),
    "negotiation": ("The discount was traded for the longer term.", "Kept calm when {c} brought up {rival}."),
    "qbr": ("{c} quoted the result without being asked.", "Figures first, roadmap last - as it should be."),
    "renewal": ("Opened with the results, not with the price.",),
    "support": ("Restated the problem and gave a time for the next update.",),
}
_WEAK = {
    "demo": ("Too many screens. {c} went quiet after ten minutes.",),
    "discovery": ("Jumped to the product before asking what it costs {co} today.",),
    "cold": ("Talked over the objection.",),
    "negotiation": ("Gave the discount away before asking for anything.",),
    "qbr": ("No figures until minute twenty.",),
    "renewal": ("Price came up in the first minute.",),
    "support": ("The customer had to ask twice when we would call back.",),
}
_SHARE = 62


def definitions(seed: int, workspace_ids: list[str], now: datetime, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Return the scorecards as settings, by name."""
    found = []
    for name, home, enabled, method, _, questions in SCORECARDS:
        created = now - timedelta(days=500 + draw(seed, name) % 300)
        updated = now - timedelta(days=20 + draw(seed, name, "updated") % 150)
        found.append(
            {
                "scorecardId": number(seed, "scorecard", name),
                "scorecardName": name,
                "workspaceId": workspace_ids[home % len(workspace_ids)],
                "enabled": enabled,
                "updaterUserId": user_id(seed, "ruth"),
                "created": stamp(created.timestamp(), zone),
                "updated": stamp(updated.timestamp(), zone, 3),
                "reviewMethod": method,
                "questions": [
                    _question(seed, name, place, row, zone, created) for place, row in enumerate(questions)
                ],
            }
        )
    return found


def _question(
    seed: int, scorecard: str, place: int, row: tuple[Any, ...], zone: ZoneInfo, created: datetime
) -> dict[str, Any]:
    text, kind, most, guide, options = row
    built_in = row is _OVERALL
    return {
        "questionId": number(seed, "question", scorecard, place),
        "questionRevisionId": number(seed, "revision", scorecard, place),
        "questionText": text,
        "isOverall": built_in,
        "questionType": kind,
        "answerGuide": guide,
        "minRange": "1" if most else None,
        "maxRange": str(most) if most else None,
        "answerOptions": [{"id": nth, "text": option} for nth, option in enumerate(options, 1)],
        "updaterUserId": "-1" if built_in else user_id(seed, "ruth"),
        "created": stamp(created.timestamp(), zone),
        "updated": stamp(created.timestamp() + 4_000 * place, zone),
    }


def answered(seed: int, plans: list[Plan], now: datetime, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Return the answered scorecards by review time; each about a call of a fitting kind."""
    by_kind = {kind: row for row in SCORECARDS for kind in row[4]}
    found = []
    for plan in plans:
        rng = random.Random(draw(seed, "answered", plan.index))
        if plan.kind in by_kind and rng.randrange(100) < _SHARE:
            reviewed = plan.start + rng.randint(5_000, 260_000)
            if reviewed < now.timestamp():
                found.append((reviewed, _answered(plan, by_kind[plan.kind], reviewed, rng, zone)))
    return [card for _, card in sorted(found, key=lambda pair: pair[0])]


def _answered(
    plan: Plan, row: tuple[Any, ...], reviewed: float, rng: random.Random, zone: ZoneInfo
) -> dict[str, Any]:
    name, _, _, method, kinds, questions = row
    host = plan.cast["S"].user or BY_KEY["ruth"]
    automatic = method == "AUTOMATIC"
    quality = rng.choice((0.25, 0.5, 0.6, 0.75, 0.8, 0.9, 1))
    comments = (_GOOD if quality > 0.5 else _WEAK)[plan.kind if plan.kind in kinds else kinds[0]]
    remark = None if automatic and rng.random() < 0.5 else rng.choice(comments).format_map(plan.facts)
    answers = [_answer(plan.seed, name, place, each, quality, rng) for place, each in enumerate(questions)]
    next(each for each in answers if each["isOverall"])["answerText"] = remark
    return {
        "answeredScorecardId": number(plan.seed, "answered", plan.index),
        "scorecardId": number(plan.seed, "scorecard", name),
        "scorecardName": name,
        "callId": plan.id,
        "callStartTime": stamp(plan.start, zone),
        "reviewedUserId": user_id(plan.seed, host.key),
        "reviewerUserId": None if automatic else user_id(plan.seed, host.manager or "ingrid"),
        "reviewMethod": method,
        "editorUserId": user_id(plan.seed, "ruth") if automatic and rng.random() < 0.2 else None,
        "reviewTime": stamp(reviewed, zone, rng.choice((0, 3))),
        "visibilityType": rng.choice(("PUBLIC", "PUBLIC", "MANAGERS_AND_REVIEWEE", "MANAGERS")),
        "answers": answers,
    }


def _answer(
    seed: int, scorecard: str, place: int, row: tuple[Any, ...], quality: float, rng: random.Random
) -> dict[str, Any]:
    _, _, most, _, options = row
    skipped = row is not _OVERALL and rng.random() < 0.06
    chosen = None
    if options and not skipped:
        count = 1 if most is None and len(options) < 5 else rng.randint(1, 3)
        places = rng.sample(range(1, len(options) + 1), count)
        chosen = [str(nth) for nth in sorted(places)]
    return {
        "questionId": number(seed, "question", scorecard, place),
        "questionRevisionId": number(seed, "revision", scorecard, place),
        "isOverall": row is _OVERALL,
        "score": max(1, round(quality * most)) if most and not skipped else None,
        "answerText": None,
        "notApplicable": skipped,
        "selectedOptions": chosen,
    }
