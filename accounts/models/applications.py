"""Programs that people let act for them by OAuth: which there are, the codes and the tokens they hold. Of both only hashes are stored.

In the public schema, beside the keys: the door asks for them before anything of an agency's schema, and a token is looked up by its
hash alone. Read only by the agency of the host. What somebody agreed to, their connection, is an `ApiKey` with an application.
"""

from django.db import models

from accounts.models.people import Membership
from accounts.models.power import ApiKey, Application

ACCESS, REFRESH = KINDS = ("access", "refresh")


class AuthorizationCode(models.Model):
    """What somebody agreed to, on its way to the application through their browser: once, within a minute."""

    code_hash = models.CharField(max_length=64, unique=True)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+", db_index=False)
    scopes = models.JSONField(default=list)
    brand_ids = models.JSONField(default=list)
    redirect_uri = models.TextField()
    challenge = models.CharField(max_length=128)  # of PKCE, by S256
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # What came of it: a code that comes a second time was stolen, and ends it.
    connection = models.ForeignKey(ApiKey, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)


class ApplicationToken(models.Model):
    """Opens a connection (access), or is changed for new ones, once (refresh). `used_at`: the first time, of either."""

    connection = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="tokens")
    kind = models.CharField(max_length=7, choices=[(kind, kind) for kind in KINDS])
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
