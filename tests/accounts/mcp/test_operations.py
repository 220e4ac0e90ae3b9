"""All that an assistant's server may call: a table, held against the API's own, and the caller that knows no other way."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.mcp.acting import ACTING
from accounts.mcp.operations import ACTS, OPERATIONS, READS, ROOT, Answer, Ask, Caller, NotOffered, Refused, cursor_of
from accounts.mcp.reading import READING
from tests.routes import Row, rows

# What a careful act asks for. Approving, publishing, releasing, sending and deciding ask for others.
CAREFUL = {"answers.draft", "mentions.triage", "timeline.note", "tasks.do", "plans.edit"}
NEVER = (
    "approvals/{id}/decide/",
    "answers/{id}/hand_off/",
    "answers/{id}/confirm/",
    "answers/{id}/ask/",
    "entries/{id}/release/",
    "incidents/{id}/release/",
    "incidents/{id}/send_update/",
    "incidents/{id}/set_status/",
    "alerts/{id}/acknowledge/",
    "alerts/{id}/dismiss/",
    "alerts/{id}/outcome/",
    "incidents/{id}/join_alert/",
    "proposals/{id}/accept/",
    "plan-versions/{id}/publish/",
    "keys/",
)


def _of_the_api() -> dict[tuple[str, str], Row]:
    """The API's operations as the server names them."""
    found = {}
    for row in rows():
        if row.host == "agency" and f"/{row.path}".startswith(ROOT):
            found[row.method, row.path.removeprefix(ROOT[1:]).replace("<str:pk>", "{id}")] = row
    return found


def _never_asked(ask: Ask) -> Answer:
    raise AssertionError(ask)


def test_every_operation_is_one_of_the_apis() -> None:
    assert _of_the_api().keys() >= OPERATIONS
    assert len(OPERATIONS) == len(READS) + len(ACTS)


def test_what_acts_asks_for_careful_capabilities_only() -> None:
    asked = {operation: row.asks for operation, row in _of_the_api().items() if operation in OPERATIONS}
    assert {asks for (method, _), asks in asked.items() if method == "POST"} == CAREFUL
    assert {method for method, _ in OPERATIONS} == {"GET", "POST"}
    assert not {operation for operation in OPERATIONS if operation[1] in NEVER}


def test_everything_else_of_the_api_is_refused_before_it_is_called() -> None:
    caller, forbidden = Caller(_never_asked), set(_of_the_api()) - OPERATIONS
    assert {("POST", path) for path in NEVER} <= forbidden
    for method, path in forbidden:
        pk = uuid4() if "{id}" in path else None
        with pytest.raises(NotOffered):
            caller._call(method, path, pk, {}, {}, "")


def test_no_id_leads_to_another_address() -> None:
    for pk in ("../../approvals", None, f"{uuid4()}/x"):
        with pytest.raises(NotOffered):
            Caller(_never_asked).get("alerts/{id}/", pk)  # type: ignore[arg-type]


def test_the_tools_are_these_and_no_other() -> None:
    assert [tool.name for tool in READING] == [
        "list_brands", "brand_situation", "list_alerts", "explain_alert", "search_mentions", "read_mention", "list_incidents",
        "read_incident", "list_plans", "read_plan", "list_tasks", "what_changed",
    ]  # fmt: skip
    assert [tool.name for tool in ACTING] == [
        "draft_answer",
        "add_note",
        "assign_mention",
        "add_task",
        "propose_change",
    ]
    assert all(tool.reads for tool in READING)
    assert not any(tool.reads for tool in ACTING)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (403, {"detail": "You may not do this.", "code": "forbidden"}, "You may not do this. (forbidden)"),
        (
            400,
            {"detail": "Some fields are invalid.", "code": "invalid", "errors": {"changes": [{"op": ["Choose."]}, {}]}},
            "Some fields are invalid. changes.op: Choose. (invalid)",
        ),
        (
            429,
            {"detail": "Slow down.", "code": "too_many_requests"},
            "Slow down. Wait a minute before the next call. (too_many_requests)",
        ),
        (
            409,
            {"detail": "Busy.", "code": "busy", "data": {"retry_after": 30}},
            "Busy. Try again in 30 seconds. (busy)",
        ),
        (502, None, "Firebreak answered with status 502. (502)"),
        (200, None, "Firebreak answered with status 200. (200)"),
    ],
)
def test_a_refusal_is_told_in_words(status: int, body: Any, words: str) -> None:
    with pytest.raises(Refused) as refused:
        Caller(lambda _: Answer(status, body)).get("brands/")
    assert (str(refused.value), refused.value.status) == (words, status)


def test_parameters_that_are_not_given_are_left_out() -> None:
    asked: list[Ask] = []

    def answer(ask: Ask) -> Answer:
        asked.append(ask)
        return Answer(200, {"next": "http://north.localhost/api/v1/alerts/?cursor=a.b%3D&page_size=5"})

    page = Caller(answer).get("alerts/", brand=None, severity=1, is_drill=True)
    assert asked[0].query == {"severity": "1", "is_drill": "true"}
    assert cursor_of(page) == "a.b="
    assert cursor_of({"next": None}) is None
