"""Signed links by which an approver reads and decides without logging in.

The token names one approval, one person, one agency and the end of its time; it is signed, not stored. Reading changes
nothing (mail programs open links by themselves): only a POST decides, once, because the approval itself is decided once.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing

from accounts.errors import NotFound
from accounts.models import Membership
from accounts.notifications.models import Notification
from accounts.permissions import may
from accounts.tenancy import current_agency
from incidents.models import Approval

LIVES = timedelta(days=7)
_SALT = "firebreak.approval"


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What a link opens: the approval, and the person it was sent to, as whom the holder acts."""

    approval: Approval
    member: Membership


def approval_link(approval: Approval) -> str:
    """The path on the agency's host, for the asked person only. It serves for seven days from the asking."""
    ends = int((approval.asked_at + LIVES).timestamp())
    token = signing.Signer(salt=_SALT).sign_object(
        [str(approval.pk), approval.asked_of_id, _schema(), ends], compress=True
    )
    return f"/links/approvals/{token}/"


def mailed_path(notification: Notification) -> str:
    """Where the mail about an approval leads (accounts' MAIL_PATHS): the signed link, made while sending.

    It is stored nowhere: whoever reads notifications or webhooks of others must not be able to decide as them.
    """
    kind, _, rest = notification.dedupe.partition(":")
    if kind == "approval":
        pk = rest.partition(":")[0]
        approval = Approval.objects.filter(pk=pk, asked_of_id=notification.user_id, status="asked").first()
        if approval is not None:
            return approval_link(approval)
    return notification.path


def by_link(*, token: str, now: datetime) -> OpenedLink:
    """The approval behind a link. Raises NotFound for one that was changed, ran out, or is another agency's or person's."""
    try:
        pk, user_id, schema, ends = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotFound("This link is not valid.", code="bad_link") from None
    if schema != _schema():
        raise NotFound("This link is not valid.", code="bad_link")
    if now >= datetime.fromtimestamp(ends, UTC):
        raise NotFound("This link has run out. Ask for a new one.", code="link_expired")
    member = Membership.objects.filter(agency=current_agency(), user_id=user_id, status="active").first()
    if member is None or not may(member, "answers.approve"):
        raise NotFound("This link is not valid.", code="bad_link")
    approval = Approval.objects.visible_to(member).filter(pk=pk, asked_of_id=user_id).first()
    if approval is None:
        raise NotFound("This link is not valid.", code="bad_link")
    return OpenedLink(approval, member)


def _schema() -> str:
    return current_agency().schema_name
