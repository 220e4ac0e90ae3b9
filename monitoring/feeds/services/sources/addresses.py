"""An address as a person typed it: cleaned, refused with a sentence at its field, and the feed it stands for."""

from uuid import UUID

from accounts.errors import DomainError, Invalid
from accounts.outside.failures import Failure
from monitoring.feeds.collection import identity
from monitoring.feeds.collection.client import guarded_client
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.failures import NotAFeed
from monitoring.feeds.connectors.presets import PRESETS, entered

_LONGEST = 2000


def known_places() -> list[str]:
    """What is understood by name, handle or page address though it says nothing of a feed, such as "Subreddit"."""
    return [preset.title for preset in PRESETS]


def refused(failure: Failure) -> DomainError:
    """A connector's failure as an error at the address' field, keeping its code and sentence, and the feeds it offers."""
    found = failure.found if isinstance(failure, NotAFeed) else ()
    data = {"found": [{"url": one.url, "title": one.title, "kind": one.kind} for one in found]} if found else {}
    return Invalid.field("address", failure.sentence, code=failure.code, data=data)


def cleaned(address: str) -> str:
    """The address with its scheme. Raises Invalid at `address`."""
    address = address.strip()
    if not address:
        raise Invalid.field("address", "Enter the address of a feed or of a web page.")
    if len(address) > _LONGEST:
        raise Invalid.field("address", "The address is too long.")
    if registry.recognised(address)[0] != registry.ANY_ADDRESS:
        return address  # its connector knows what it means
    try:
        address = entered(address)
    except NotAFeed as other:
        raise refused(other) from other
    if "://" not in address and "." in address.partition("/")[0]:
        address = f"https://{address}"
    refusal = guarded_client().refusal(address)
    if refusal:
        raise refused(refusal)
    return address


def place(address: str, agency_id: UUID) -> identity.Place:
    """Where the feed of a cleaned address lies. Raises Invalid at `address`."""
    try:
        return identity.place_of(*registry.recognised(address), agency_id)
    except Failure as failure:
        raise refused(failure) from failure
