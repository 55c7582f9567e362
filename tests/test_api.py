"""How an answer of Gong's is read: the one place where errors are told apart."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gong import errors
from gong.api import Answer, Page, Request, read_page, retry_after

NOW = 1_795_000_000.0
CALLS = Request(
    method="POST", path="/v2/calls/extensive", items="calls", scope="api:x:read", body={"filter": {}}
)
STATS = Request(method="POST", path="/v2/stats", items="stats", scope="api:stats:x", body={}, empty_404=True)
REQUEST_ID = "5yeqcvwqglq7dxhkbs1"


def answer(status: int, content: Any, **headers: str) -> Answer:
    """Return an answer with a JSON body, or with a text as it is."""
    body = content if isinstance(content, str) else json.dumps(content)
    return Answer(status, headers, body.encode())


def refusal(status: int, *texts: str, **headers: str) -> Answer:
    """Return one of Gong's error answers."""
    return answer(status, {"requestId": REQUEST_ID, "errors": list(texts)}, **headers)


def read(given: Answer, request: Request = CALLS) -> Page:
    """Read an answer."""
    return read_page(request, given, NOW)


def test_a_page_has_records_total_and_cursor() -> None:
    """Records, their total over all pages, the next page's cursor and Gong's request id are read."""
    page = read(
        answer(200, {"requestId": REQUEST_ID, "calls": [{}], "records": {"totalRecords": 7, "cursor": "c"}})
    )
    assert (list(page.items), page.total, page.cursor, page.request_id) == ([{}], 7, "c", REQUEST_ID)


@pytest.mark.parametrize(
    "records", [None, {}, {"totalRecords": -5}, {"totalRecords": "7", "cursor": None}, []]
)
def test_a_page_without_usable_counts_is_the_last(records: Any) -> None:
    """A missing or nonsensical `records` object means one page with as many records as it has."""
    page = read(answer(200, {"calls": [{}, {}], "records": records}))
    assert (page.total, page.cursor) == (2, None)


@pytest.mark.parametrize("content", [{}, {"calls": None}, {"calls": "x"}, {"Calls": []}, [], "null", "3"])
def test_an_answer_without_its_items_key_is_an_error(content: Any) -> None:
    """Absent is not empty: a page that lacks its records must not pass for one without any."""
    with pytest.raises(errors.MalformedAnswer):
        read(answer(200, content))


@pytest.mark.parametrize("body", ["", "<html>login</html>", '{"calls": [{"a"'])
def test_a_body_that_is_not_json_is_an_outage(body: str) -> None:
    """HTML of a gateway and a cut body are worth another try."""
    with pytest.raises(errors.Outage):
        read(answer(200, body))


def test_what_strict_json_refuses_is_still_read() -> None:
    """A lone surrogate in one sentence, or a NaN, must not cost a hundred calls."""
    page = read(answer(200, '{"calls": [{"title": "\\ud83d", "x": NaN}]}'))
    records: list[Any] = list(page.items)
    assert records[0]["title"] == "\ud83d"


CASES: list[tuple[Answer, type[errors.GongError]]] = [
    (
        refusal(401, "You don't have permission to use 'api:stats:user-actions' in your app."),
        errors.MissingScope,
    ),
    (refusal(403, "You don't have permission to use 'api:users:read' in your app."), errors.MissingScope),
    (refusal(401, "Required authorization scope is missing"), errors.MissingScope),
    (refusal(401, "Unauthorized"), errors.DeadCredential),
    (answer(401, "nonsense"), errors.DeadCredential),
    (refusal(401, "Company is inactive"), errors.CompanyInactive),
    (refusal(403, "Forbidden"), errors.AddressNotTrusted),
    (refusal(404, "Not Found"), errors.WrongHost),
    (answer(404, "<html>"), errors.WrongHost),
    (answer(302, "", location="https://elsewhere.example"), errors.WrongHost),
    (refusal(400, "cursor has expired"), errors.CursorExpired),
    (refusal(400, "Failed to verify cursor"), errors.CursorExpired),
    (
        refusal(400, "Json parse error, verify Json format matches the API description."),
        errors.InvalidRequest,
    ),
    (refusal(405, "Method Not Allowed"), errors.InvalidRequest),
    (refusal(415, "Unsupported Media Type"), errors.InvalidRequest),
    (refusal(429, "API request limit exceeded", **{"retry-after": "2"}), errors.Throttled),
    (refusal(429, "API request limit exceeded", **{"retry-after": "soon"}), errors.Throttled),
    (refusal(429, "API request limit exceeded", **{"retry-after": "40000"}), errors.QuotaExhausted),
    (refusal(500, "Internal server error occurred"), errors.Outage),
    (answer(502, "<html>Bad gateway</html>"), errors.Outage),
    (answer(503, ""), errors.Outage),
]


@pytest.mark.parametrize(("given", "expected"), CASES)
def test_every_refusal_has_its_error(given: Answer, expected: type[errors.GongError]) -> None:
    """Errors are told apart by body as well as status."""
    with pytest.raises(expected) as caught:
        read(given)
    assert type(caught.value) is expected
    assert caught.value.meaning in str(caught.value)
    assert caught.value.advice in str(caught.value)


def test_a_missing_scope_is_named_by_gong_or_by_the_endpoint() -> None:
    """The scope in Gong's text counts; where it names none, the endpoint's own."""
    with pytest.raises(errors.MissingScope, match="api:stats:user-actions"):
        read(refusal(401, "You don't have permission to use 'api:stats:user-actions' in your app."))
    with pytest.raises(errors.MissingScope, match="api:x:read"):
        read(refusal(403, "no permission"))


def test_nothing_found_is_an_empty_page() -> None:
    """Gong answers 404 where others answer an empty list."""
    assert list(read(refusal(404, "No calls found corresponding to the provided filters")).items) == []
    assert read(refusal(404, "Scorecards not found"), STATS).total == 0
    with pytest.raises(errors.WrongHost):
        read(answer(404, "<html>"), STATS)


def test_a_message_names_the_request_and_quotes_no_body() -> None:
    """The request id is for Gong's support; a body may hold anything and is never shown."""
    with pytest.raises(errors.InvalidRequest) as quoted:
        read(refusal(400, "filter.fromDate: may not be null"))
    assert REQUEST_ID in str(quoted.value)
    assert "filter.fromDate: may not be null" in str(quoted.value)
    for status in (400, 401, 403, 404, 429, 500):
        with pytest.raises(errors.GongError) as caught:
            read(refusal(status, "token eyJhbGciOi.secret <b>body</b>"))
        assert "eyJhbGciOi" not in str(caught.value)
        assert "body" not in str(caught.value)


def test_a_cursor_goes_where_gong_reads_it() -> None:
    """A GET takes it in the query, a POST at the top of its body."""
    assert CALLS.after("c").body == {"filter": {}, "cursor": "c"}
    get = Request(method="GET", path="/v2/users", items="users", scope="s", query={"a": "b"})
    assert get.after("c").query == {"a": "b", "cursor": "c"}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("2", 2.0),
        ("1.5", 1.5),
        ("Wed, 18 Nov 2026 05:47:40 GMT", 20060.0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float) -> None:
    """Both of HTTP's forms are understood; a date in the past means now."""
    assert retry_after(value, 1_794_960_800.0) == seconds


@pytest.mark.parametrize("value", [None, "", "soon", "-3", "1e9", "nan", "99999999999999"])
def test_nonsense_in_retry_after_is_no_wish(value: str | None) -> None:
    """Anything else is left to our own pauses."""
    assert retry_after(value, NOW) is None
