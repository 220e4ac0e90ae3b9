"""Public-schema nouns: agencies, people, their places, keys, and the record of power."""

from accounts.models.agencies import AGENCY, Agency, Domain, SchemaTemplate, SealedHead
from accounts.models.letters import Letter
from accounts.models.people import Invitation, Membership, User
from accounts.models.power import AccessLog, ApiKey, HandoffCode

__all__ = [
    "AGENCY",
    "AccessLog",
    "Agency",
    "ApiKey",
    "Domain",
    "HandoffCode",
    "Invitation",
    "Letter",
    "Membership",
    "SchemaTemplate",
    "SealedHead",
    "User",
]
