"""What colleagues write beside a call: comments."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from tests.simulator.company import BY_KEY, Person
from tests.simulator.marks import draw, number, stamp
from tests.simulator.people import user_id

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from tests.simulator.conversation import Segment
    from tests.simulator.story import Plan

_SHARE = 28
_BY_TOPIC = {
    "Agenda": ("Nice opening, {mention} - agenda first, then permission to ask questions.",),
    "Discovery": (
        "This is the moment to ask what it costs them, {mention}. You moved on a little early.",
        "Great follow-up question. Note how {c} starts to give numbers.",
    ),
    "Product Demo": (
        "Good: you showed one workflow, not twelve features.",
        "Could we have asked {c} to describe the screen in their own words here?",
    ),
    "Pricing": (
        "You said the price and stopped talking. Exactly right, {mention}.",
        "Let's anchor on the cost of the problem before the number next time.",
    ),
    "Objections": ("Well handled - acknowledge, ask, then answer. Adding this to the library.",),
    "Negotiation": ("Trade, don't give: the discount for the two-year term was the right move.",),
    "Integration": ("We should turn this explanation into a one-pager.",),
    "Support Issue": ("Calm and concrete. {c} clearly relaxed after you named the next update time.",),
    "Results": ("Lovely: the customer says the value in her or his own words. Clip this for marketing?",),
    "Next Steps": ("Date, owner, invite - all three in the call. 👏",),
    "Forecast": ("Can we get the close plan into the CRM before Friday?",),
}
_REPLIES = ("Thanks, will do.", "Agreed - I noticed it too when listening again.", "Good point 👍")


def comments(plan: Plan, segments: list[Segment], zone: ZoneInfo) -> list[dict[str, Any]]:
    """Return the public comments on a call, by the host's manager, with a reply of the host now and then."""
    host = plan.cast["S"].user
    rng = random.Random(draw(plan.seed, "comments", plan.index))
    topics = _BY_TOPIC.keys() if plan.account else {"Forecast"}
    fitting = [segment for segment in segments if segment.topic in topics]
    if host is None or not host.manager or not fitting or rng.randrange(100) >= _SHARE:
        return []
    manager, moment = BY_KEY[host.manager], plan.start + rng.randint(4_000, 90_000)
    found: list[dict[str, Any]] = []
    said: set[str] = set()
    for segment in sorted(
        rng.sample(fitting, min(len(fitting), rng.randint(1, 3))), key=lambda each: each.start
    ):
        text = rng.choice(_BY_TOPIC[segment.topic])
        if text in said:
            continue
        said.add(text)
        mention = f"@[{host.name}]({user_id(plan.seed, host.key)})"
        text = text.format(mention=mention, c=plan.facts["c"] or "the team")
        found.append(_comment(plan, manager, segment, text, stamp(moment, zone, 3)))
        moment += rng.randint(60, 900)
    if rng.random() < 0.4:
        reply = _comment(plan, host, segment, rng.choice(_REPLIES), stamp(moment + 3_000, zone))
        found.append(reply | {"inReplyTo": found[-1]["id"], "id": number(plan.seed, "reply", plan.index)})
    return found


def _comment(plan: Plan, author: Person, segment: Segment, text: str, posted: str) -> dict[str, Any]:
    start = int(segment.start)
    return {
        "id": number(plan.seed, "comment", plan.index, start),
        "audioStartTime": start,
        "audioEndTime": start + 12,
        "commenterUserId": user_id(plan.seed, author.key),
        "comment": text,
        "posted": posted,
        "inReplyTo": None,
        "duringCall": False,
    }
