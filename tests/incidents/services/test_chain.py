"""The arithmetic of the record never changes: what verified once must verify for ever."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from incidents.services import chain

# Written down, never computed: a change here unmakes every record there is.
PAYLOAD = "2549ea76bfbcf9b3aa919b7a2cccfdf73d98d7b272a5bfc2c139f2a805821767"
ENTRY = "fbf48dbb9da3f820f6860d6e29a8ec9f54d25999c9412016f7b9b201e4c67c55"
NEXT = "fc056393cb8426973fdc4267bc32c22516574ca04040ed83d93d680c56faf3a4"


INCIDENT = UUID("0190a000-0000-7000-8000-000000000001")


@dataclass(frozen=True)
class Row:
    incident_id: UUID = INCIDENT
    seq: int = 1
    at: datetime = datetime(2026, 3, 2, 9, 5, 7, 120, tzinfo=UTC)
    kind: str = "note"
    actor_id: int | None = 7
    actor_label: str = "Jürgen Müller"
    visibility: str = "internal"
    payload: Any = None
    salt: str = "c2FsdA"
    payload_digest: str = ""
    previous: str = chain.GENESIS
    digest: str = ""
    corrects_seq: int | None = None


def _written(row: Row, payload: dict[str, Any]) -> Row:
    row = replace(row, payload=payload, payload_digest=chain.payload_digest(row.salt, payload))
    return replace(row, digest=chain.entry_digest(row))


def test_the_canonical_form_keeps_characters_sorts_keys_and_leaves_no_space() -> None:
    assert chain.canonical({"ß": "Grüße 👋", "a": [1, None, True]}) == '{"a":[1,null,true],"ß":"Grüße 👋"}'.encode()


def test_digests_are_what_they_always_were() -> None:
    payload = {"text": "Größe geändert – „sofort“ 👋", "n": 3, "who": ["José", None]}
    assert chain.payload_digest("c2FsdA", payload) == PAYLOAD
    row = _written(Row(), payload)
    assert row.digest == ENTRY
    assert _written(replace(Row(), seq=2, previous=ENTRY, corrects_seq=1), payload).digest == NEXT


@pytest.mark.parametrize(
    "field", ["seq", "at", "kind", "actor_id", "actor_label", "visibility", "corrects_seq", "previous"]
)
def test_every_field_is_bound(field: str) -> None:
    other: dict[str, Any] = {
        "seq": 2, "at": datetime(2026, 3, 2, 9, 5, 7, 121, tzinfo=UTC), "kind": "decision", "actor_id": None,
        "actor_label": "Jurgen Muller", "visibility": "client", "corrects_seq": 1, "previous": "1" * 64,
    }  # fmt: skip
    row = _written(Row(), {"text": "x"})
    assert chain.entry_digest(replace(row, **{field: other[field]})) != row.digest


def test_records_out_of_their_order_do_not_hold() -> None:
    first = _written(Row(), {"text": "1"})
    second = _written(replace(Row(), seq=2, previous=first.digest), {"text": "2"})
    head = chain.End(2, second.digest)
    assert chain.first_bad([first, second], head, {}) is None
    assert chain.first_bad([second, first], head, {}) == 1
