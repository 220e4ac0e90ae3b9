"""Public-schema nouns: agencies, people, their places, keys, and the record of power."""

from accounts.models.agencies import AGENCY, Agency, Domain, SchemaTemplate, SealedHead
from accounts.models.applications import ApplicationToken, AuthorizationCode
from accounts.models.letters import Letter
from accounts.models.people import Invitation, Membership, User
from accounts.models.power import PRIVATE_LINKS, AccessLog, ApiKey, Application, HandoffCode, PrivateLink

__all__ = [
    "AGENCY",
    "PRIVATE_LINKS",
    "AccessLog",
    "Agency",
    "ApiKey",
    "Application",
    "ApplicationToken",
    "AuthorizationCode",
    "Domain",
    "HandoffCode",
    "Invitation",
    "Letter",
    "Membership",
    "PrivateLink",
    "SchemaTemplate",
    "SealedHead",
    "User",
]
