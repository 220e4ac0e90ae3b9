"""POST to an address somebody typed: by the guarded client, which keeps off private networks."""

from collections.abc import Mapping
from contextlib import nullcontext

from django.conf import settings

from accounts.notifications.channels import MOST_KEPT, Answer, ChannelError
from accounts.outside.failures import Failure
from accounts.outside.http import GuardedClient

GONE = {404, 410}  # a push service's words for a subscription that ended (RFC 8030, 7.3)


def client(*, keep: int = 0) -> GuardedClient:
    """To be closed by who asked for it. `keep`: so many connections stay open between messages."""
    return GuardedClient(allow_loopback=settings.WEBHOOK_ALLOW_LOOPBACK, keep=keep)


def post(url: str, content: bytes, headers: Mapping[str, str], *, by: GuardedClient | None = None) -> Answer:
    """Sends once, within the client's time and size limits. Raises ChannelError for anything but a 2xx."""
    with nullcontext(by) if by is not None else client() as sender:
        try:
            answer = sender.post(url, content=content, headers=headers)
        except Failure as error:
            raise ChannelError(str(error), permanent=error.permanent) from None
    # A character is four bytes of UTF-8 at most; PostgreSQL's text holds no NUL.
    said = answer.body[: 4 * MOST_KEPT].decode("utf-8", "replace").replace("\x00", "")[:MOST_KEPT]
    if 200 <= answer.status < 300:
        return Answer(f"answered {answer.status}", answer.status, said)
    raise ChannelError(
        f"The address answered {answer.status}.", permanent=answer.status in GONE, status=answer.status, body=said
    )
