"""A scorecard that was filled in for a call (`docs/text-format.md`, ANSWERED SCORECARD)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from include.formatters.people import user
from include.formatters.scorecards import review_method, scale
from include.text import (
    block,
    field,
    mapping,
    objects,
    one_line,
    record,
    scalars,
    timestamp,
    with_details,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from include.text import Item, Rendered


def format_record(answered: Mapping[str, Any]) -> Rendered:
    """Return the text of an answered scorecard of POST /v2/stats/activity/scorecards.

    Beside Gong's fields: `"questions": {revision id or id: question of the definition}`, `"names": {user id:
    name}` and `"call": {"title", "url"}`.
    """
    answered = mapping(answered)
    names, call = mapping(answered.get("names")), mapping(answered.get("call"))
    questions = mapping(answered.get("questions"))
    # The overall question first: it is the verdict. sorted() keeps the others in their order.
    given = sorted(objects(answered.get("answers")), key=lambda answer: answer.get("isOverall") is not True)
    answers = [(answer, _question(answer, questions)) for answer in given]
    return record(
        "ANSWERED SCORECARD",
        field("Scorecard", answered.get("scorecardName")),
        field("Reviewed person", user(answered.get("reviewedUserId"), names)),
        field("Reviewer", user(answered.get("reviewerUserId"), names)),
        field("Edited by", user(answered.get("editorUserId"), names)),
        field("Review method", review_method(answered.get("reviewMethod"))),
        field("Review date", timestamp(answered.get("reviewTime"))),
        field("Call", call.get("title")),
        field("Call date", timestamp(answered.get("callStartTime"))),
        field("Call link", call.get("url")),
        block("Answers", (_answer(answer, question) for answer, question in answers)),
        field("Visible to", words(answered.get("visibilityType"))),
        field("Answered scorecard ID", answered.get("answeredScorecardId")),
        field("Scorecard ID", answered.get("scorecardId")),
        field("Call ID", answered.get("callId")),
        gaps=sum(not one_line(question.get("questionText")) for _, question in answers),
    )


def _question(answer: Mapping[str, Any], questions: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the question as it was worded when it was answered, or else as it is worded now."""
    for key in ("questionRevisionId", "questionId"):
        if question := mapping(questions.get(one_line(answer.get(key)))):
            return question
    return {}


def _answer(answer: Mapping[str, Any], question: Mapping[str, Any]) -> Item:
    identifier = one_line(answer.get("questionId")) or one_line(answer.get("questionRevisionId"))
    text = one_line(question.get("questionText")) or f"Question {identifier}".strip()
    overall = "overall" if answer.get("isOverall") is True else ""
    return with_details(text, [overall]), list(_lines(answer, question)) or ["Not answered"]


def _lines(answer: Mapping[str, Any], question: Mapping[str, Any]) -> Iterator[str]:
    if answer.get("notApplicable") is True:
        yield "Not applicable"
    if score := one_line(answer.get("score")):
        yield with_details(f"Score: {score}", [f"scale {bounds}" if (bounds := scale(question)) else ""])
    # Gong's OpenAPI document: ids of options are numbers in the definition and texts in the answer.
    options = {one_line(each.get("id")): each.get("text") for each in objects(question.get("answerOptions"))}
    for identifier in scalars(answer.get("selectedOptions")):
        yield f"Selected: {one_line(options.get(identifier)) or f'option {identifier}'}"
    if text := one_line(answer.get("answerText")):
        yield f"Comment: {text}" if score else f"Answer: {text}"
