"""A scorecard's definition: its questions, how they are answered, and who maintains it.

`docs/text-format.md`, SCORECARD.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from include.text import (
    block,
    field,
    mapping,
    objects,
    one_line,
    record,
    timestamp,
    with_details,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from include.text import Item, Rendered

_METHODS = {"MANUAL": "Manual", "AUTOMATIC": "Automatic (AI)"}


def format_record(scorecard: Mapping[str, Any]) -> Rendered:
    """Return the text of a scorecard of GET /v2/settings/scorecards."""
    scorecard = mapping(scorecard)
    enabled = scorecard.get("enabled")
    return record(
        "SCORECARD",
        field("Name", scorecard.get("scorecardName")),
        field("Status", ("Enabled" if enabled else "Disabled") if isinstance(enabled, bool) else ""),
        field("Review method", review_method(scorecard.get("reviewMethod"))),
        block("Questions", map(_question, objects(scorecard.get("questions")))),
        field("Created", timestamp(scorecard.get("created"))),
        field("Updated", timestamp(scorecard.get("updated"))),
        field("Scorecard ID", scorecard.get("scorecardId")),
        field("Workspace ID", scorecard.get("workspaceId")),
    )


def review_method(method: Any) -> str:
    """Return who fills a scorecard in: people or Gong's AI."""
    return _METHODS.get(one_line(method)) or words(method)


def scale(question: Mapping[str, Any]) -> str:
    """Return `1 to 5` for a question that is answered with a score; Gong sends the bounds as texts."""
    bounds = [one_line(question.get(bound)) for bound in ("minRange", "maxRange")]
    return " to ".join(bounds) if all(bounds) else ""


def _question(question: Mapping[str, Any]) -> Item:
    overall = "overall" if question.get("isOverall") is True else ""
    return with_details(one_line(question.get("questionText")), [overall]), _lines(question)


def _lines(question: Mapping[str, Any]) -> Iterator[str]:
    lines = {
        "Type": words(question.get("questionType")),
        "Scale": scale(question),
        "Guide": one_line(question.get("answerGuide")),
    }
    yield from (f"{title}: {line}" for title, line in lines.items() if line)
    for option in objects(question.get("answerOptions")):
        if text := one_line(option.get("text")):
            yield f"Option: {text}"
