"""The two admins: an agency's own, for its owners and admins, and the platform's, for operators with a second factor."""

from accounts.admin.platform import PlatformAdmin
from accounts.admin.scoped import ScopedAdmin, ScopedInline, acting
from accounts.admin.sites import agency_site, platform_site

__all__ = ["PlatformAdmin", "ScopedAdmin", "ScopedInline", "acting", "agency_site", "platform_site"]

from accounts.admin import brands, events, notifications, people, schedule  # noqa: F401  # registering is their import
