"""The access log as events: who got in, and every change of power, stand in the agency's record with everything else."""

from uuid import UUID

from django_tenants.utils import schema_context

from accounts.events.catalogue import Action, Removal, declare, removes
from accounts.events.services.recording import SYSTEM, About, event, record_all
from accounts.models import AccessLog
from accounts.services.acting import acting_key
from accounts.tenancy import current_schema, schemas_there

# An agency whose schema is not made yet has nothing to write in.
_WITHOUT_SCHEMA = ("requested", "creating", "failed")


def _power(name: str, says: str) -> Action:
    return declare(name, says, subject=str, detail=list[str])


# By the log's own word. What isn't here is an event of its own room, recorded there, or concerns no agency's schema.
EVENTS: dict[str, Action] = {
    "login": _power("person.logged_in", "Somebody logged in to the agency."),
    "logout": _power("person.logged_out", "Somebody logged out of the agency."),
    "login.failed": _power("person.login_failed", "A wrong password was given for a member's address."),
    "login.limits_lifted": _power("person.login_limits_lifted", "Log-in limits of an address were lifted."),
    "session.ended": _power("person.sessions_ended", "Other log-ins of a person were ended."),
    "account.password_changed": _power("person.password_changed", "A member changed their password."),
    "account.password_reset": _power("person.password_reset", "A member reset their password by email."),
    "account.password_set": _power("person.password_set", "A member set a password for the first time."),
    "account.totp_activated": _power("person.factor_added", "A member switched on a second factor."),
    "account.totp_deactivated": _power("person.factor_removed", "A member switched off a second factor."),
    "account.recovery_codes_generated": _power("person.recovery_codes_made", "A member made new recovery codes."),
    "account.email_added": _power("person.address_added", "A member added an address."),
    "account.email_changed": _power("person.address_changed", "A member changed the address they log in with."),
    "account.email_deleted": _power("person.address_removed", "A member removed an address."),
    "account.email_confirmed": _power("person.address_confirmed", "A member confirmed an address."),
    "agency.created": _power("agency.created", "The agency was created."),
    "agency.taken": _power("agency.claimed", "The agency was claimed by the person whose address it was created with."),
    "agency.settings": _power("agency.settings_changed", "The agency's settings were changed."),
    "agency.suspend": _power("agency.suspended", "The agency was suspended."),
    "agency.resume": _power("agency.resumed", "The agency was reactivated."),
    "agency.close": _power("agency.closed", "The agency was closed."),
    "member.invited": _power("member.invited", "Somebody was invited."),
    "member.invitation_resent": _power("member.invitation_resent", "An invitation was sent again."),
    "member.invitation_revoked": _power("member.invitation_withdrawn", "An invitation was withdrawn."),
    "member.joined": _power("member.joined", "Somebody accepted an invitation."),
    "member.role": _power("member.role_changed", "A member's role was changed."),
    "member.deactivated": _power("member.deactivated", "A member's place ended."),
    "member.reactivated": _power("member.reactivated", "A member was let in again."),
    "member.holdings_passed_on": _power("member.holdings_passed_on", "What a member held was passed on."),
    "key.made": _power("key.created", "An API key was made."),
    "key.rotated": _power("key.rotated", "An API key was given a new secret."),
    "key.revoked": _power("key.revoked", "An API key was revoked."),
    "key.first_used": _power("key.first_used", "An API key was used for the first time."),
    "key.refused": _power("key.refused", "An API key that is not valid was tried."),
    "link.made": _power("private_link.created", "A private link to a calendar or feed was made."),
    "link.rotated": _power("private_link.rotated", "A private link was given a new address."),
    "link.revoked": _power("private_link.revoked", "A private link was revoked."),
    "machine.made": _power("machine.created", "A machine member was made."),
    "machine.changed": _power("machine.changed", "A machine member's name, role or brands were changed."),
    "machine.deactivated": _power("machine.deactivated", "A machine member was deactivated, and its keys ended."),
    "machine.reactivated": _power("machine.reactivated", "A machine member may act again."),
    "machine.passed_on": _power("machine.passed_on", "Another person answers for a machine member."),
    "application.registered": _power(
        "application.registered", "An application was registered that people may connect."
    ),
    "application.ended": _power("application.ended", "An application and all its connections were ended."),
    "application.connected": _power("application.connected", "Somebody let an application act for them."),
    "application.disconnected": _power("application.disconnected", "An application may no longer act for somebody."),
    "application.first_used": _power("application.first_used", "A connected application acted for the first time."),
    "application.token_reused": _power(
        "application.token_reused", "A connection ended: a code or token of it was used twice."
    ),
    "webhook.added": _power("webhook.created", "A webhook was added."),
    "webhook.changed": _power("webhook.changed", "A webhook was changed."),
    "webhook.paused": _power("webhook.paused", "A webhook was paused."),
    "webhook.resumed": _power("webhook.resumed", "A webhook was reactivated."),
    "webhook.secret_changed": _power("webhook.secret_changed", "A webhook has a new signing secret."),
    "webhook.tested": _power("webhook.tested", "A test message was sent to a webhook."),
    "webhook.redelivered": _power("webhook.redelivered", "Messages to a webhook were sent again."),
    "webhook.disabled": _power("webhook.disabled", "A webhook was disabled after days of failures."),
    "webhook.removed": _power("webhook.removed", "A webhook was removed."),
    "webhook.passed_on": _power("webhook.passed_on", "Another person answers for a webhook."),
    "brand.created": _power("brand.created", "A brand was added."),
    "brand.edited": _power("brand.changed", "A brand was changed."),
    "brand.archived": _power("brand.archived", "A brand was archived."),
    "brand.restored": _power("brand.restored", "A brand was restored."),
    "brand.team": _power("brand.team_changed", "The team of a brand was changed."),
    "brand.wake_order": _power("brand.wake_order_changed", "The order in which people are woken was changed."),
    "contact.added": _power("contact.created", "A contact of a brand was added."),
    "contact.changed": _power("contact.changed", "A contact of a brand was changed."),
    "contact.removed": _power("contact.removed", "A contact of a brand was removed."),
    "mentions.exported": _power("mention.exported", "Mentions were exported."),
}
removes(EVENTS["contact.removed"])
removes(EVENTS["webhook.removed"])
removes(EVENTS["member.invitation_revoked"], Removal("invitation"))
# What people on the brand do their work by; all else is power, and for those on every brand only.
_WORK = {"brand", "contact"}


class Auditing:
    """Answers accounts.hooks.audit."""

    def logged(self, entry: AccessLog, *, about: str, brand: UUID | None) -> None:
        """Writes the event of an entry, in the schema of the agency it concerns."""
        action, agency = EVENTS.get(entry.action), entry.agency
        if action is None or agency is None or agency.status in _WITHOUT_SCHEMA:
            return
        if current_schema() == agency.schema_name:
            self._write(entry, action, about, brand)
            return
        if agency.schema_name not in schemas_there():  # of a sign-up that nobody confirmed the row is left
            return
        with schema_context(agency.schema_name):
            self._write(entry, action, about, brand)

    @staticmethod
    def _write(entry: AccessLog, action: Action, about: str, brand: UUID | None) -> None:
        detail = [f"{name}: {value}" for name, value in entry.detail.items()]
        row = event(
            action,
            About(about, label=entry.subject, brand=brand),
            by=SYSTEM,
            now=entry.at,
            visibility="internal" if action.subject in _WORK and brand else "owners",
            subject=entry.subject,
            detail=detail,
        )
        if entry.actor_id is not None:
            row.actor_kind, row.actor_id, row.actor_label = "person", entry.actor_id, entry.actor_label
            key = acting_key(entry.actor_id)
            if key is not None:
                row.actor_kind, row.key_id = "key", key.pk
        row.ip = entry.ip
        record_all([row])
