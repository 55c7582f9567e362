"""The eleven records: golden files, the document that specifies them, and who is who in them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from gong import endpoints
from gong.api import Answer, read_page
from include.formatters import answered_scorecards, calls, transcripts
from include.text import Rendered, header

GOLDEN = Path(__file__).parent / "golden"
DOCUMENT = (Path(__file__).parent.parent / "docs" / "text-format.md").read_text(encoding="utf-8")
TYPES = sorted(folder.name for folder in GOLDEN.iterdir())
CASES = [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in sorted(GOLDEN.glob("*/*.json"))]

DANA = {"name": "Dana Reyes", "affiliation": "Internal", "speakerId": "1", "userId": "11"}
SAM = {"name": "Sam Okafor", "affiliation": "External", "speakerId": "2", "emailAddress": "sam@example.com"}


def rendered(path: Path) -> str:
    """Return what the formatter of the golden file's data type makes of its record."""
    formatter = import_module(f"include.formatters.{path.parent.name.replace('-', '_')}")
    record: Rendered = formatter.format_record(json.loads(path.read_text(encoding="utf-8")))
    return record.text.decode()


def section(data_type: str) -> str:
    """Return the document's section about a data type's record."""
    marker = (GOLDEN / data_type / "typical.txt").read_text(encoding="utf-8").splitlines()[0].strip("= ")
    return DOCUMENT.split(f"\n## {marker}\n")[1].split("\n## ")[0]


def labels(text: str) -> list[str]:
    """Return the labels of a record's lines, each once, in the order of the record."""
    return list(dict.fromkeys(re.findall(r"^([^-=\[ ][^:\n]*):", text, re.MULTILINE)))


@pytest.mark.parametrize("path", CASES)
def test_record_is_the_golden_text(path: Path) -> None:
    """A formatter makes exactly the golden text of the golden record."""
    assert rendered(path).encode() == path.with_suffix(".txt").read_bytes()


@pytest.mark.parametrize("path", sorted((GOLDEN / "transcripts").glob("*.json")), ids=lambda path: path.stem)
def test_transcript_reads_the_same_however_it_was_decoded(path: Path) -> None:
    """What the protocol makes of a transcript for speed gives the text that plain JSON gives."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    request = endpoints.transcripts_by_id(["1"])
    answer = Answer(200, {}, json.dumps({request.items: [plain]}).encode())
    decoded: Any = next(iter(read_page(request, answer, 0.0).items))
    decoded["call"] = plain.get("call")
    assert transcripts.format_record(decoded) == transcripts.format_record(plain)


def test_there_are_three_cases_of_each_of_eleven_types() -> None:
    """Every data type has a typical, a sparse and a hostile case."""
    assert len(TYPES) == 11
    for data_type in TYPES:
        assert {path.stem for path in (GOLDEN / data_type).iterdir()} == {"typical", "sparse", "hostile"}


@pytest.mark.parametrize("data_type", TYPES)
def test_document_shows_the_typical_record(data_type: str) -> None:
    """The document's example of a record is what the program makes of the typical one."""
    example = re.findall(r"```text\n(.*?)```", section(data_type), re.DOTALL)
    assert example == [rendered(GOLDEN / data_type / "typical.json")]


@pytest.mark.parametrize("data_type", TYPES)
def test_document_lists_every_line(data_type: str) -> None:
    """Every line of any golden record is in the document's table, and the table is in the record's order."""
    listed = re.findall(r"^\| `([^`]+)` \|", section(data_type), re.MULTILINE)
    for path in sorted((GOLDEN / data_type).glob("*.json")):
        found = labels(rendered(path))
        assert found == [line for line in listed if line in found]


def test_reference_example_is_reproduced_to_the_byte() -> None:
    """Head and first record are the ones that users of this format know."""
    call: dict[str, Any] = {
        "metaData": {
            "title": "Q2 Pipeline Review",
            "started": "2026-04-08T12:30:00+02:00",
            "duration": 2700,
            "direction": "Outbound",
        },
        "parties": [
            {"name": "Alice Smith", "affiliation": "Internal"},
            {"name": "Bob Johnson", "affiliation": "External"},
        ],
        "content": {
            "topics": [{"name": "Pricing"}, {"name": "Timeline"}],
            "trackers": [{"name": "Competitor Mention"}],
        },
    }
    text = (
        header(
            "Gong Calls Import",
            5,
            ("call", "calls"),
            datetime(2026, 4, 9, 14, tzinfo=UTC),
            "This file contains call recordings and metadata imported from the organization's Gong account.",
            "Each call includes the title, date, duration, direction, attendees, topics, and trackers.",
            [],
        )
        + calls.format_record(call).text.decode()
    )
    example = DOCUMENT.split("```text\n")[1].split("=== CALL ===\nTitle: Product Demo")[0]
    assert text == f"{example}Tracker mentions:\n- Competitor Mention\n"


def turns(speakers: list[Any], parties: list[dict[str, Any]]) -> list[str]:
    """Return who is said to speak when people with these speaker ids take turns."""
    monologues = [{"speakerId": speaker, "sentences": [{"start": 0, "text": "Hi."}]} for speaker in speakers]
    text = transcripts.format_record({"transcript": monologues, "call": {"parties": parties}}).text.decode()
    return re.findall(r"^\[00:00:00\] (.*): Hi\.$", text, re.MULTILINE)


def test_speakers_are_found_whether_ids_are_numbers_or_texts() -> None:
    """A speaker id is compared as text."""
    assert turns([1, "1", "2"], [DANA, SAM | {"speakerId": 2}]) == [
        "Dana Reyes (Internal)",
        "Dana Reyes (Internal)",
        "Sam Okafor (External)",
    ]


def test_unknown_speakers_are_numbered_in_order_of_appearance() -> None:
    """A speaker without a party gets a number, and keeps it; turns without an id share one of their own."""
    assert turns(["8", None, "1", "9", "8", None], [DANA]) == [
        "Speaker 1",
        "Speaker 2",
        "Dana Reyes (Internal)",
        "Speaker 3",
        "Speaker 1",
        "Speaker 2",
    ]


def test_unknown_speaker_takes_nobodys_name() -> None:
    """A number that Gong uses as somebody's name is not given to somebody else."""
    assert turns(["7", "2"], [SAM | {"name": "Speaker 1"}]) == ["Speaker 2", "Speaker 1 (External)"]
    assert turns(["7"], [SAM | {"name": "Speaker 1"}, DANA | {"name": "Speaker 2"}]) == ["Speaker 3"]


def test_two_people_with_one_speaker_id_are_both_named() -> None:
    """Nobody's words are silently given to somebody else."""
    assert turns(["1"], [DANA, SAM | {"speakerId": 1}]) == ["Dana Reyes (Internal) or Sam Okafor (External)"]
    assert turns(["1"], [DANA, {"speakerId": "1"}]) == ["Dana Reyes (Internal) or another participant"]


def test_one_person_twice_in_the_list_is_one_speaker() -> None:
    """A participant who is listed twice, with one id or with two, is still the same person."""
    assert turns(["1"], [DANA, DANA]) == ["Dana Reyes (Internal)"]
    assert turns(["1", "3"], [DANA, DANA | {"speakerId": "3"}]) == ["Dana Reyes (Internal)"] * 2


def test_a_person_who_is_listed_twice_is_no_namesake() -> None:
    """A user id and an address in one entry, the address alone in another: that is one person."""
    listed = {"name": "Al Kim", "emailAddress": "al@example.com"}
    parties = [listed | {"userId": "7", "methods": ["Attendee"]}, listed | {"methods": ["Invitee"]}]
    text = calls.format_record({"parties": [*parties, {"emailAddress": "x@example.com"}]}).text.decode()
    assert "#2" not in text
    assert "Invited, did not attend:\n- Al Kim: al@example.com\n" in text


def test_namesakes_are_told_apart() -> None:
    """Two people with one name stay two."""
    assert turns(["1", "2"], [DANA, SAM | {"name": "Dana Reyes"}]) == [
        "Dana Reyes (Internal)",
        "Dana Reyes #2 (External)",
    ]


def test_who_spoke_is_counted_before_a_namesake_who_did_not() -> None:
    """Whatever the order in which Gong lists them."""
    silent = {"name": "Dana Reyes", "userId": "12"}
    assert turns(["1"], [silent, DANA]) == ["Dana Reyes (Internal)"]


def test_who_spoke_took_part() -> None:
    """Whatever the methods say; who was only invited did not."""
    parties = [DANA | {"methods": ["Invitee"]}, {"name": "Al Kim", "methods": ["Invitee"]}]
    text = calls.format_record({"parties": parties}).text.decode()
    assert "Attendees:\n- Dana Reyes (Internal)\n" in text
    assert text.endswith("Invited, did not attend:\n- Al Kim\n")


@pytest.mark.parametrize("order", [1, -1])
def test_a_linked_object_is_shown_as_it_is_now(order: int) -> None:
    """Gong may send it twice, as it is and as it was at the time of the call, in whatever order."""
    linked = [
        {
            "objectType": "Deal",
            "objectId": "006",
            "timing": timing,
            "fields": [{"name": "Name", "value": "Big"}, {"name": "StageName", "value": stage}],
        }
        for timing, stage in (("Now", "Won"), ("TimeOfCall", "Open"))
    ]
    call = {"context": [{"system": "Salesforce", "objects": linked[::order]}]}
    text = calls.format_record(call).text.decode()
    assert "Won" in text
    assert "Open" not in text


def mentions(speakers: list[Any], parties: list[dict[str, Any]]) -> list[str]:
    """Return to whom a call's record attributes what people with these speaker ids said."""
    occurrences = [{"startTime": 0, "speakerId": speaker} for speaker in speakers]
    tracker = {"name": "Rivals", "count": len(speakers), "occurrences": occurrences}
    text = calls.format_record({"content": {"trackers": [tracker]}, "parties": parties}).text.decode()
    return re.findall(r"00:00:00 by ([^,\n]+)", text)


@pytest.mark.parametrize(
    "parties",
    [
        [DANA, SAM | {"speakerId": 1}, SAM],
        [DANA, {"speakerId": "1"}, SAM],
        [DANA, SAM | {"name": "Dana Reyes"}],
        [{"name": "Dana Reyes", "userId": "12"}, DANA, SAM | {"name": "Dana Reyes"}],
        [SAM | {"speakerId": "3"}, DANA, DANA, SAM],
    ],
    ids=["one id", "one id and no name", "one name", "one name and silent", "listed twice"],
)
def test_a_call_attributes_as_its_transcript_does(parties: list[dict[str, Any]]) -> None:
    """Whoever shares a speaker id or a name is called the same in both; only transcripts add affiliations."""
    shown = [re.sub(r" \((?:Internal|External)\)", "", turn) for turn in turns(["1", "2"], parties)]
    assert mentions(["1", "2"], parties) == shown


def test_talk_time_of_namesakes_is_told_apart() -> None:
    """Each line is one person's, and the details say whose; the list of attendees keeps its form."""
    namesake = SAM | {"name": "Dana Reyes", "id": "52", "title": "Buyer"}
    text = calls.format_record(
        {
            "metaData": {"primaryUserId": "11"},
            "parties": [DANA | {"id": "51", "title": "Seller"}, namesake],
            "interaction": {
                "speakers": [
                    {"id": "51", "userId": "11", "talkTime": 60},
                    {"id": "52", "userId": None, "talkTime": 180},
                ]
            },
        }
    ).text.decode()
    assert text.splitlines()[1:] == [
        "Attendees:",
        "- Dana Reyes (Internal)",
        "- Dana Reyes (External)",
        "Host: Dana Reyes",
        "Attendee details:",
        "- Dana Reyes: Seller",
        "- Dana Reyes #2: Buyer, sam@example.com",
        "Talk time:",
        "- Dana Reyes: 1m 00s (25%)",
        "- Dana Reyes #2: 3m 00s (75%)",
    ]


def test_unknown_speakers_are_counted() -> None:
    """The count says how many speakers have no name; all turns without an id are one speaker."""
    monologues = [{"speakerId": speaker} for speaker in ("1", 1, "8", 8, "9", None, ["x"])]
    record = {"transcript": [*monologues, {}], "call": {"parties": [DANA, {"speakerId": "9"}]}}
    assert transcripts.format_record(record).gaps == 3
    assert transcripts.format_record({}).gaps == 0


def test_unknown_questions_are_counted() -> None:
    """The count says how many answers are shown without their question's text."""
    answers = [{"questionRevisionId": 1}, {"questionId": "2", "questionRevisionId": "x"}, {"questionId": 3}]
    questions = {"1": {"questionText": "Good?"}, "2": {"questionText": "Why?"}, "3": {"questionText": None}}
    assert answered_scorecards.format_record({"answers": answers, "questions": questions}).gaps == 1
    assert answered_scorecards.format_record({}).gaps == 0


def test_revision_goes_before_the_question_as_it_is_now() -> None:
    """An edited question appears as it was worded when it was answered."""
    record = {
        "answers": [{"questionId": "1", "questionRevisionId": "5", "score": 2}],
        "questions": {"1": {"questionText": "New?"}, "5": {"questionText": "Old?"}},
    }
    assert answered_scorecards.format_record(record).text.decode().splitlines()[1:] == [
        "Answers:",
        "- Old?",
        "  - Score: 2",
    ]


def test_megabyte_values_are_rendered() -> None:
    """A huge value costs time in proportion to its size: with its square, this test would not end."""
    huge = "=" * 10**6 + "@[" * 10**6 + "=== A ==\u2028" * 10**5
    made = calls.format_record(
        {"metaData": {"title": huge}, "collaboration": {"publicComments": [{"comment": huge}]}}
    )
    assert len(made.text) > len(huge)
