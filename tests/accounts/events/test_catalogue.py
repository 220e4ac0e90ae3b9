"""The catalogue refuses names that are none, and records that say something else than it does."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from accounts.events.catalogue import Action, action_of, actions, declare, matching, said, schema_of

LATE = Action(
    "task.late", "A task is late.", {"by": int, "state": ("open", "done"), "ids": list[UUID], "due": datetime}
)


@pytest.mark.parametrize(
    "name", ["", "opened", "incident.", ".opened", "Incident.opened", "incident.opened now", "a.b.c"]
)
def test_a_name_that_is_no_subject_and_happening_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="is no name of an event"):
        declare(name, "Something.")


def test_a_name_is_declared_once() -> None:
    taken = actions()[0].name
    with pytest.raises(ValueError, match="declared twice"):
        declare(taken, "Again.")
    assert action_of(taken) is not None


def test_a_record_says_what_the_catalogue_says_and_nothing_else() -> None:
    one = uuid4()
    due = datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert said(LATE, {"by": 3, "state": "open", "ids": {one}, "due": due}) == {
        "by": 3,
        "state": "open",
        "ids": [str(one)],
        "due": "2026-03-01T09:00:00+00:00",
    }
    for wrong, words in (
        ({"by": 3}, r"missing \['due', 'ids', 'state'\]"),
        ({"by": 3, "state": "open", "ids": [], "due": due, "text": "x"}, r"unknown \['text'\]"),
        ({"by": "3", "state": "open", "ids": [], "due": due}, "by: '3' is no int"),
        ({"by": True, "state": "open", "ids": [], "due": due}, "by: True is no int"),
        ({"by": 3, "state": "gone", "ids": [], "due": due}, "'gone' is none of open, done"),
        ({"by": 3, "state": "open", "ids": "abc", "due": due}, "'abc' is no list"),
        ({"by": 3, "state": "open", "ids": ["abc"], "due": due}, "badly formed"),
    ):
        with pytest.raises(ValueError, match=words):
            said(LATE, wrong)


def test_a_filter_names_one_kind_or_all_of_a_subject() -> None:
    every = [one.name for one in matching("member.*")]
    assert "member.joined" in every
    assert all(name.startswith("member.") for name in every)
    assert [one.name for one in matching("member.joined")] == ["member.joined"]
    assert matching("member") == []
    assert matching("nothing.*") == []


def test_shapes_are_json_schema() -> None:
    assert schema_of(int | None) == {"anyOf": [{"type": "integer"}, {"type": "null"}]}
    assert schema_of(list[UUID]) == {"type": "array", "items": {"type": "string", "format": "uuid"}}
    with pytest.raises(ValueError, match="no shape"):
        schema_of(dict)
