"""What a seal's digest covers, and that no two versions share one."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from playbooks.digests import FORM, sealed_fields, version_digest, words_digest
from playbooks.parts import KINDS

AT = datetime(2026, 3, 2, 9, 0, 0, 1, tzinfo=UTC)
IDS = [UUID(int=number) for number in range(1, 5)]


@dataclass
class Version:
    plan_id: UUID = IDS[0]
    number: int = 1
    summary: str = "For recalls"
    change_note: str = ""
    based_on_id: UUID | None = None
    created_by_id: int = 1
    created_at: datetime = AT
    published_by_id: int = 2
    published_at: datetime = AT + timedelta(days=1)
    lock: int = 3


@dataclass
class Section:
    key: UUID = IDS[1]
    order: int = 0
    title: str = "Before"
    body: str = "Read this."
    edited_by_id: int = field(default=1)


def _digest(sections: list[Section] | None = None, **changed: Any) -> str:
    return version_digest(Version(**changed), {"section": sections or [Section()]})


def test_a_digest_covers_every_field_a_part_can_have() -> None:
    assert {kind: set(names) for kind, names in sealed_fields().items()} == {
        name: set(kind.readers) for name, kind in KINDS.items()
    }


@pytest.mark.parametrize(
    "changed",
    [
        {"plan_id": IDS[3]},
        {"number": 2},
        {"summary": "For recall"},
        {"change_note": "."},
        {"based_on_id": IDS[3]},
        {"created_by_id": 2},
        {"created_at": AT + timedelta(microseconds=1)},
        {"published_by_id": 1},
        {"published_at": AT},
    ],
)
def test_another_value_of_the_version_is_another_digest(changed: dict[str, Any]) -> None:
    assert _digest(**changed) != _digest()


@pytest.mark.parametrize(
    "sections",
    [
        [Section(key=IDS[2])],
        [Section(order=1)],
        [Section(title="Before Read", body="this.")],
        [Section(), Section(key=IDS[2], order=1)],
    ],
)
def test_another_part_is_another_digest(sections: list[Section]) -> None:
    assert _digest(sections) != _digest()


def test_how_the_database_gives_rows_and_times_back_makes_no_difference() -> None:
    rows = [Section(), Section(key=IDS[2], order=1)]
    assert _digest(rows) == _digest(rows[::-1])
    berlin = AT.astimezone(timezone(timedelta(hours=1)))
    assert _digest(created_at=berlin, lock=9) == _digest()


def test_the_words_are_hashed_with_where_the_summary_ends() -> None:
    assert words_digest("ab", "c") == sha256(b"2:abc").hexdigest() != words_digest("a", "bc")
    assert words_digest("né🙂", "") == sha256("3:né🙂".encode()).hexdigest(), "characters, not bytes"


def test_a_form_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        version_digest(SimpleNamespace(), {}, FORM + 1)
