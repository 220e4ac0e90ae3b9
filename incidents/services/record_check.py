"""Do the record and the rows beside it say the same, both ways? Releases, updates, approvals, publications, revisions.

An entry names the rows it vouches for (row_digests); the last word about a row counts. Where what it said was erased, the entry
about the erasing names them in its place. Entries written before they did so vouch by what they say: who, when, which words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from incidents.models import AnswerRevision, Approval, Incident, Publication, Release, StatusUpdate, TimelineEntry
from incidents.services.chain import ERASED, plain
from incidents.services.row_digests import KEY, mark

Fact = tuple[Any, ...]
_WORDS = ("answer_drafted", "answer_edited")
_ENDS = ("answer_edited", "answer_withdrawn", "approval_refused")


class Said:
    """What the entries of one incident said about rows, read while they are checked."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str], tuple[str, int]] = {}
        self._before: dict[Fact, int] = {}  # what entries say that name no rows → their number
        self._asked: Counter[Fact] = Counter()
        self._opened: tuple[str, int] | None = None  # when the incident was released to the client, by which entry
        self._seq = 0

    def listening(self, entries: Iterable[TimelineEntry]) -> Iterator[TimelineEntry]:
        """The same entries, heard."""
        for entry in entries:
            self._seq = entry.seq
            if entry.kind == "released" and self._opened is None:
                self._opened = (_at(entry.at), entry.seq)
            if entry.payload is not None:
                self._hear(entry)
            yield entry

    def _hear(self, entry: TimelineEntry) -> None:
        payload: dict[str, Any] = entry.payload or {}
        named = payload.get(KEY)
        if named is None:
            self._hear_before(entry)
        seq = int(payload.get("entry") or 0) if entry.kind == ERASED else entry.seq
        for kind, pk, digest in named or ():
            # What an erased entry named is said in its place: whatever was said after it stays the last word.
            if self._last.get((kind, pk), ("", 0))[1] <= seq:
                self._last[kind, pk] = (digest, seq)

    def _hear_before(self, entry: TimelineEntry) -> None:
        p: dict[str, Any] = entry.payload or {}
        by, at = entry.actor_id, _at(entry.at)
        if entry.kind == "entry_released":
            self._before["release", p.get("entry"), p.get("audience"), by, at] = entry.seq
        elif entry.kind == "update_sent":
            told = (p.get("audience"), p.get("text"), p.get("next_due_at"))
            self._before["update", p.get("update"), *told, by, at] = entry.seq
        elif entry.kind == "answer_published":
            self._before["publication", p.get("answer"), p.get("sha256"), p.get("url"), by, at] = entry.seq
        elif entry.kind == "approval_asked":
            self._asked["asked", p.get("answer"), p.get("sha256"), by, at] += len(p.get("of") or [])
        if entry.kind in ("approval_given", "approval_refused"):
            state = "approved" if p.get("yes") else "rejected"
            self._before["decided", p.get("approval"), state, p.get("sha256"), p.get("reason"), at] = entry.seq
        if entry.kind in _WORDS:
            self._before["revision", p.get("answer"), p.get("sha256"), by] = entry.seq
        if entry.kind in _ENDS:
            self._before["ended", p.get("answer"), at] = entry.seq

    def first_mismatch(self, incident: Incident) -> tuple[int, str] | None:
        """The number of the entry, and words, for the first row that is not as it says, is gone, or that none vouches for."""
        bad = self._release_of(incident)
        there: set[tuple[str, str]] = set()
        decided: set[str] = set()
        for row in _rows(incident):
            kind, pk, digest = mark(row)
            there.add((kind, pk))
            said, seq = self._last.get((kind, pk), ("", 0))
            if said and said != digest:
                bad.append((seq, f"says otherwise than the {kind} it is about"))
            elif not said and not self._said_before(row):
                # The entry that is not there would be the next.
                bad.append((self._seq + 1, f"is missing: nothing says who made this {kind}: {pk}"))
            if kind == "approval":
                decided.add(pk)
        for (kind, pk), (_, seq) in self._last.items():
            if (kind, pk) not in there:
                bad.append((seq, f"is about a {kind} that is gone"))
        for fact, seq in self._before.items():
            if fact[0] == "decided" and str(fact[1]) not in decided:
                bad.append((seq, "is about an approval that is gone"))
            elif fact[0] in ("release", "publication", "update"):
                bad.append((seq, f"is about a {fact[0]} that is gone"))
        return min(bad, default=None)

    def _release_of(self, incident: Incident) -> list[tuple[int, str]]:
        """What is amiss about the client's seeing the incident: since when is said by the entry that let them."""
        since = Incident.objects.values_list("released_to_client_at", flat=True).get(pk=incident.pk)
        if self._opened is None:
            return [] if since is None else [(self._seq + 1, "is missing: nothing says who released it to the client")]
        at, seq = self._opened
        if since is None or _at(since) != at:
            return [(seq, "says otherwise than the incident about its release to the client")]
        return []

    def _said_before(self, row: Any) -> bool:
        """Whether an entry that names no rows says this one. What is vouched for once vouches for nothing else."""
        if isinstance(row, Release):
            return self._take(("release", row.entry.seq, row.audience, row.by_id, _at(row.at)))
        if isinstance(row, Publication):
            told = (row.text_sha256, row.url, row.confirmed_by_id, _at(row.confirmed_at))
            return self._take(("publication", str(row.answer_id), *told))
        if isinstance(row, StatusUpdate):
            promise = _at(row.next_due_at) if row.next_due_at else None
            said = (row.audience, row.text, promise, row.sent_by_id, _at(row.sent_at))
            return self._take(("update", str(row.pk), *said))
        if isinstance(row, AnswerRevision):
            return ("revision", str(row.answer_id), row.text_sha256, row.by_id) in self._before
        return self._asked_before(row) and self._ended_before(row)

    def _take(self, fact: Fact) -> bool:
        return self._before.pop(fact, None) is not None

    def _asked_before(self, row: Approval) -> bool:
        fact = ("asked", str(row.answer_id), row.text_sha256, row.asked_by_id, _at(row.asked_at))
        self._asked[fact] -= 1  # one entry asked so many people, and vouches for no more
        return self._asked[fact] >= 0

    def _ended_before(self, row: Approval) -> bool:
        if row.status == "asked" or row.decided_at is None:
            return row.status == "asked" and row.decided_at is None
        if row.status == "void":
            return ("ended", str(row.answer_id), _at(row.decided_at)) in self._before
        return ("decided", str(row.pk), row.status, row.text_sha256, row.reason, _at(row.decided_at)) in self._before


def _at(moment: datetime) -> str:
    return str(plain(moment))


def _rows(incident: Incident) -> Iterator[Any]:
    querysets: tuple[QuerySet[Any], ...] = (
        Release.objects.filter(entry__incident=incident).select_related("entry"),
        StatusUpdate.objects.filter(incident=incident),
        AnswerRevision.objects.filter(answer__incident=incident),
        Approval.objects.filter(answer__incident=incident),
        Publication.objects.filter(answer__incident=incident),
    )
    for rows in querysets:
        yield from rows.order_by("pk").iterator(1000)
