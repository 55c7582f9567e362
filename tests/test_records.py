"""Large pages are decoded a few records at a time; what they hold does not depend on it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gong import endpoints, errors
from gong.api import Answer, Page, read_page
from gong.records import PIECE_BYTES

TRANSCRIPTS = endpoints.transcripts_by_id(["1"])
WORDS = "said again and again, " * 1000
FRAME: dict[str, Any] = {
    "requestId": "5yeqcvwqglq7dxhkbs1",
    "records": {"totalRecords": 40, "cursor": "next"},
}


def transcript(number: int, text: str = WORDS) -> dict[str, Any]:
    """Return a transcript of more than twenty kilobytes."""
    sentences = [{"start": 1000 * number, "end": 1000 * number + 900, "text": text}]
    return {"callId": str(number), "transcript": [{"speakerId": "7", "topic": None, "sentences": sentences}]}


def page_of(entries: list[Any], *, last: bool = True, **form: Any) -> bytes:
    """Return a page's body, its records in the last place or in the first."""
    held = {"callTranscripts": entries}
    return json.dumps(FRAME | held if last else held | FRAME, **form).encode()


def read(body: bytes) -> Page:
    """Read a page as the hook does."""
    return read_page(TRANSCRIPTS, Answer(200, {}, memoryview(body)), 0.0)


def known(record: Any) -> Any:
    """Return what is read of a record, the same of decoded monologues and of JSON."""
    if not isinstance(record, dict):
        return record
    monologues = record.get("transcript")
    said = list(map(_said, monologues)) if isinstance(monologues, list) else monologues
    return {"callId": record.get("callId"), "transcript": said}


def _said(monologue: Any) -> Any:
    if isinstance(monologue, endpoints.Monologue):
        return monologue.speaker_id, [(each.start, each.text) for each in monologue.sentences]
    if not isinstance(monologue, dict) or not isinstance(monologue.get("sentences"), list):
        return monologue
    sentences = [
        (each.get("start"), each.get("text")) if isinstance(each, dict) else each
        for each in monologue["sentences"]
    ]
    return monologue.get("speakerId"), sentences


def ids(page: Page) -> list[Any]:
    """Return the ids of a page's records."""
    return [record["callId"] for record in list[Any](page.items)]


COMPACT: dict[str, Any] = {"separators": (",", ":")}


@pytest.mark.parametrize("last", [True, False], ids=["records last", "records first"])
@pytest.mark.parametrize("form", [COMPACT, {}, {"indent": 1}], ids=["compact", "spaced", "indented"])
def test_a_large_page_has_all_its_records(form: dict[str, Any], *, last: bool) -> None:
    """However it is laid out, every record comes once and in order, and the frame is read."""
    body = page_of([transcript(number) for number in range(40)], last=last, **form)
    assert len(body) > 4 * PIECE_BYTES
    page = read(body)
    assert ids(page) == [str(number) for number in range(40)]
    assert (page.total, page.cursor, page.request_id) == (40, "next", FRAME["requestId"])
    assert len(page.items) == 40


ODD = [
    {"callId": "odd", "transcript": [{"speakerId": 7, "sentences": "none"}]},
    {"transcript": []},
    {"callId": "odd", "transcript": [], "callTranscripts": [{"callId": "within"}, {"callId": "it"}]},
    {"callId": "odd", "related": [{"callId": str(each), "note": WORDS} for each in range(9)]},
    {"callId": "odd", "transcript": [], "note": '{"callId":"quoted"},{"callId":"twice"}'},
    {"callId": "odd", "transcript": [], "note": "\ud800"},
    {"callId": "odd", "transcript": [], "note": float("nan")},
    None,
    "text",
    [],
    7,
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: json.dumps(odd)[:60])
@pytest.mark.parametrize("place", [0, 1, 17, 39, 40])
def test_a_record_of_another_kind_costs_no_other(odd: Any, place: int) -> None:
    """Wherever in a large page it stands, it comes as it is, and so do all others, in order."""
    entries: list[Any] = [transcript(number) for number in range(40)]
    entries.insert(place, odd)
    found = list(map(known, read(page_of(entries, **COMPACT)).items))
    assert found == [known(json.loads(json.dumps(entry))) for entry in entries]


def test_a_large_page_that_was_cut_off_is_refused_at_once() -> None:
    """It raises before any record came, so that the request can be sent again."""
    body = page_of([transcript(number) for number in range(40)], **COMPACT)
    for length in (len(body) - 1, len(body) // 2, PIECE_BYTES + 9):
        with pytest.raises(errors.Outage):
            read(body[:length])


def test_a_total_below_what_a_large_page_holds_is_none() -> None:
    """Then the page's own records count."""
    entries = [transcript(number) for number in range(40)]
    body = json.dumps({"callTranscripts": entries, "records": {"totalRecords": 2}}, **COMPACT).encode()
    assert read(body).total == 40


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["callId", "transcript", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(JSON, min_size=1, max_size=6), st.integers(0, 5))
def test_a_large_page_holds_what_json_says(odd: list[Any], every: int) -> None:
    """Whatever stands among large records, the page gives all of it, in order."""
    entries: list[Any] = []
    for number in range(30):
        entries.append(transcript(number, WORDS[:8000]))
        if number % 6 == every:
            entries.append(odd[number % len(odd)])
    page = read(page_of(entries, **COMPACT))
    assert list(map(known, page.items)) == list(map(known, entries))
