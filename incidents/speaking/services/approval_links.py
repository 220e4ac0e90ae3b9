"""Signed links by which an approver reads and decides without logging in.

The token names one approval, one person, one agency and the end of its time; it is signed, not stored. Reading changes
nothing (mail programs open links by themselves): only a POST decides, once, because the approval itself is decided once.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core import signing

from accounts.errors import NotFound
from accounts.models import Membership
from accounts.notifications.services.subjects import Subject
from accounts.permissions import may
from accounts.tenancy import current_agency
from incidents.models import Approval

LIVES = timedelta(days=7)
SUBJECT = "approval"
_SALT = "firebreak.approval"  # so that nothing signed for another purpose opens an approval


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What a link opens: the approval, and the person it was sent to, as whom the holder acts."""

    approval: Approval
    member: Membership
    ran_out: bool = False


def subject_of(approval: Approval) -> Subject:
    """What news about an approval is about."""
    return Subject(SUBJECT, approval.pk)


def approval_link(approval: Approval) -> str:
    """The path on the agency's host, for the asked person only. It serves for seven days from the asking."""
    ends = int((approval.asked_at + LIVES).timestamp())
    # The end stands in the token, counted from the asking: a TimestampSigner would count from each time it is mailed.
    token = signing.Signer(salt=_SALT).sign_object(
        [str(approval.pk), approval.asked_of_id, _schema(), ends], compress=True
    )
    return f"/links/approvals/{token}/"


def mailed_path(*, subject_kind: str, subject_id: UUID | None, user_id: int, path: str) -> str:
    """Where a mail leads (accounts.hooks.mailed_path): of news about an approval to the signed link, made while sending.

    It is stored nowhere: whoever reads notifications or webhooks of others must not be able to decide as them.
    """
    if subject_kind == SUBJECT and subject_id is not None:
        approval = Approval.objects.filter(pk=subject_id, asked_of_id=user_id, status="asked").first()
        if approval is not None:
            return approval_link(approval)
    return path


def has_run_out(approval: Approval, now: datetime) -> bool:
    """Whether the link that was mailed for it opens nothing any more."""
    return bool(now >= approval.asked_at + LIVES)


def by_link(*, token: str, now: datetime) -> OpenedLink:
    """The approval behind a link. Raises NotFound for one that was changed, ran out, or is another agency's or person's."""
    link = opened(token=token, now=now)
    if link.ran_out:
        raise NotFound("This link has expired. Ask for a new one.", code="link_expired")
    return link


def opened(*, token: str, now: datetime) -> OpenedLink:
    """The same, also where the link ran out (`ran_out`): its holder may then ask for a new one, and nothing else."""
    # One answer for all: why a link opens nothing would tell whoever tries some what there is.
    bad = NotFound("This link is not valid.", code="bad_link")
    try:
        pk, user_id, schema, ends = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        raise bad from None
    member = Membership.objects.filter(agency=current_agency(), user_id=user_id, status="active").first()
    # One signing key serves all agencies: another's link must open nothing here.
    if schema != _schema() or member is None or not may(member, "answers.approve"):
        raise bad
    approval = Approval.objects.visible_to(member).filter(pk=pk, asked_of_id=user_id).first()
    if approval is None:
        raise bad
    return OpenedLink(approval, member, now >= datetime.fromtimestamp(ends, UTC))


def _schema() -> str:
    return current_agency().schema_name
