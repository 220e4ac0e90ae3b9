"""POST to an address somebody typed: by the guarded client, which keeps off private networks."""

from collections.abc import Mapping

from django.conf import settings

from accounts.notifications.channels import MOST_KEPT, Answer, ChannelError
from accounts.outside.failures import Failure
from accounts.outside.http import GuardedClient

GONE = {404, 410}  # a push service's words for a subscription that ended (RFC 8030, 7.3)


def post(url: str, content: bytes, headers: Mapping[str, str]) -> Answer:
    """Sends once, within the client's time and size limits. Raises ChannelError for anything but a 2xx."""
    with GuardedClient(allow_loopback=settings.WEBHOOK_ALLOW_LOOPBACK) as client:
        try:
            answer = client.post(url, content=content, headers=headers)
        except Failure as error:
            raise ChannelError(str(error), permanent=error.permanent) from None
    # A character is four bytes of UTF-8 at most; PostgreSQL's text holds no NUL.
    said = answer.body[: 4 * MOST_KEPT].decode("utf-8", "replace").replace("\x00", "")[:MOST_KEPT]
    if 200 <= answer.status < 300:
        return Answer(f"answered {answer.status}", answer.status, said)
    raise ChannelError(
        f"The address answered {answer.status}.", permanent=answer.status in GONE, status=answer.status, body=said
    )
