"""What an answer said, edit by edit, and who wrote it: kept as rows, so that nobody approves words they had a hand in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Membership
from incidents.models import AnswerRevision, Approval, PublicAnswer


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of an answer as one reader may have them. `text` None: not kept any more."""

    text: str | None
    text_sha256: str
    version: int
    by_id: int | None


def add(answer: PublicAnswer, *, now: datetime) -> AnswerRevision:
    """Keeps the answer's words as they stand, under whoever wrote them. The caller holds the answer's lock."""
    made: AnswerRevision = AnswerRevision.objects.create(
        answer=answer,
        number=answer.version,
        text=answer.text,
        text_sha256=answer.text_sha256,
        by_id=answer.edited_by_id,
        at=now,
    )
    return made


def wrote(answer: PublicAnswer) -> frozenset[int]:
    """User ids of all who wrote any revision of this answer."""
    revisions = AnswerRevision.objects.filter(answer=answer.pk)
    return frozenset({*revisions.values_list("by_id", flat=True), answer.drafted_by_id, answer.edited_by_id})


def writers(answer: PublicAnswer) -> frozenset[int]:
    """User ids of all who wrote any revision of this answer, or had a hand in words that it took over from another.

    Taken over: the other said the very same first, and whatever was changed here since, they began with it. Whoever takes
    words over from here is not their writer, nor whoever drafts a holding statement as its plan has it.
    """
    said = AnswerRevision.objects.filter(answer=answer.pk).values("text_sha256")
    alike = AnswerRevision.objects.filter(text_sha256__in=said).values("answer")
    rows = AnswerRevision.objects.filter(answer__in=alike).select_related("answer__statement")
    revisions = list(rows.order_by("at", "number"))
    here = [one for one in revisions if one.answer_id == answer.pk]
    since = {one.text_sha256: one.at for one in reversed(here)}
    there = [one for one in revisions if one.answer_id != answer.pk and not _as_planned(one)]
    # Until when each of the others was the source: what was written there later never came here.
    until = {one.answer_id: one.at for one in there if one.text_sha256 in since and one.at <= since[one.text_sha256]}
    by = {one.by_id for one in there if one.answer_id in until and one.at <= until[one.answer_id]}
    return frozenset({*by, *(one.by_id for one in here), answer.drafted_by_id, answer.edited_by_id})


def _as_planned(revision: AnswerRevision) -> bool:
    """Whether these are the very words of the holding statement that the answer was drafted from."""
    statement = revision.answer.statement
    # White space apart: a browser sends other ends of lines.
    return statement is not None and statement.text.split() == revision.text.split()


def asked_about(approval: Approval) -> str | None:
    """The exact words this approval is about, whatever the answer says by now. None: not kept any more."""
    words = AnswerRevision.objects.filter(answer=approval.answer_id, text_sha256=approval.text_sha256)
    kept = words.values_list("text", flat=True).first()
    if kept is None and approval.answer.text_sha256 == approval.text_sha256:
        return str(approval.answer.text)
    return kept


def shown_to(member: Membership, answers: Iterable[PublicAnswer]) -> dict[UUID, Shown]:
    """The words of these answers for this reader, by answer.

    The team reads them as they stand. A client reads the published words, else those they were last asked about: never
    a draft nobody asked them about.
    """
    rows = list(answers)
    if not member.is_client:
        return {one.pk: Shown(one.text, one.text_sha256, one.version, one.edited_by_id) for one in rows}
    wanted = {one.pk: one.text_sha256 for one in rows if one.status == "published"}
    asked = Approval.objects.visible_to(member).filter(answer__in=[one.pk for one in rows if one.pk not in wanted])
    wanted |= dict(asked.order_by("asked_at").values_list("answer_id", "text_sha256"))
    words = AnswerRevision.objects.visible_to(member).filter(answer__in=wanted).order_by("-number")
    kept = {(one.answer_id, one.text_sha256): one for one in words}
    return {pk: _shown(kept.get((pk, digest)), digest) for pk, digest in wanted.items()}


def _shown(kept: AnswerRevision | None, digest: str) -> Shown:
    return Shown(kept.text, digest, kept.number, kept.by_id) if kept else Shown(None, digest, 0, None)
