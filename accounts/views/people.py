"""Who works here: the list, invitations, roles, leaving and coming back."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand, BrandTeam
from accounts.errors import DomainError, NotFound
from accounts.forms import carried_out
from accounts.forms.people import ROLE_WORDS, InvitationForm, PassOnForm, RoleForm
from accounts.models import Invitation, Membership
from accounts.pages import MemberRequest, SettingsPage, page, show
from accounts.permissions import may
from accounts.roles import EVERY_BRAND, OWNER
from accounts.services import invitations, leaving, machines, members

HOLDINGS_SHOWN = 20  # of each kind; the rest is counted


@dataclass(frozen=True, kw_only=True)
class MachineRow:
    """A machine member as the list shows it: its brands that the reader may see, and who answers for it."""

    machine: Membership
    brands: str
    maker: str
    maker_left: bool
    may_open: bool


@dataclass(frozen=True, kw_only=True)
class MemberList(SettingsPage):
    """People, each with their brands in words, machines, and who is invited."""

    rows: list[tuple[Membership, str]]
    machines: list[MachineRow]
    invitations: Iterable[Invitation]
    may_manage_members: bool
    may_manage_keys: bool


@dataclass(frozen=True, kw_only=True)
class MemberInvite(SettingsPage):
    """The form of an invitation."""

    form: InvitationForm


@dataclass(frozen=True, kw_only=True)
class MemberPage(SettingsPage):
    """One member. `changeable`: the asker may change their role."""

    target: Membership
    form: RoleForm
    changeable: bool
    role_words: str
    brands: list[str]


@dataclass(frozen=True, kw_only=True)
class MemberHoldings(SettingsPage):
    """What one member holds, by kind in words; at `most` so many of each are shown. `refused`: what stayed, and why."""

    target: Membership
    groups: list[tuple[str, list[leaving.Held]]]
    most: int
    form: PassOnForm
    refused: list[tuple[leaving.Held, str]]


def _brands_by_user(request: MemberRequest) -> dict[int, list[str]]:
    by_user: dict[int, list[str]] = {}
    team = BrandTeam.objects.visible_to(request.member).exclude(brand__status="archived").order_by("brand__name")
    for user, name in team.values_list("user_id", "brand__name"):
        by_user.setdefault(user, []).append(name)
    return by_user


@require_safe
@page("members.see")
def member_list(request: MemberRequest) -> HttpResponse:
    """Everybody with a place here, and who is invited."""
    brands = _brands_by_user(request)
    people = members.members_of(request.member)
    rows = [
        (one, "Every brand" if one.role in EVERY_BRAND else ", ".join(brands.get(one.user_id, []))) for one in people
    ]
    shown = MemberList(
        rows=rows,
        machines=_machine_rows(request.member, {one.user_id for one in people if one.is_active}),
        invitations=invitations.open_invitations(request.member, now=timezone.now()),
        may_manage_members=may(request.member, "members.manage"),
        may_manage_keys=may(request.member, "keys.manage"),
    )
    return show(request, "accounts/member_list.html", shown)


def _machine_rows(member: Membership, here: set[int]) -> list[MachineRow]:
    rows = machines.machines_of(member)
    # A manager reads of a machine on brands of others that it is on some, not on which.
    names = dict(Brand.objects.visible_to(member).values_list("pk", "name")) if rows else {}
    return [
        MachineRow(
            machine=one,
            brands=", ".join(sorted(name for pk, name in names.items() if str(pk) in one.brand_ids)) or "other brands",
            maker=str(one.made_by or ""),
            maker_left=one.made_by_id not in here,
            may_open=machines.looks_after(member, one),
        )
        for one in rows
    ]


@require_http_methods(["GET", "POST"])
@page("members.manage")
def member_invite(request: MemberRequest) -> HttpResponse:
    """An invitation by mail."""
    brands = Brand.objects.visible_to(request.member).exclude(status="archived").order_by("name")
    form = InvitationForm(request.POST or None, by=request.member.role, brands=brands)
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        email, role, chosen = given["email"], given["role"], given["brands"]
        made: list[Invitation] = []
        if carried_out(
            form,
            lambda: made.append(invitations.invite(request.member, email=email, role=role, brand_ids=chosen, now=now)),
        ):
            _say_whether_mailed(request, made[0])
            return redirect("members")
    return show(request, "accounts/member_invite.html", MemberInvite(form=form), status=422 if form.errors else 200)


def _say_whether_mailed(request: MemberRequest, invitation: Invitation) -> None:
    if invitation.mail_error:
        messages.error(
            request,
            f"{invitation.email} is invited, but the email was not sent: {invitation.mail_error} Send it again.",
        )
    else:
        messages.success(request, f"{invitation.email} is invited; the link ends in {invitations.DAYS} days")


def _one(request: MemberRequest, pk: int) -> Membership:
    member = next((row for row in members.members_of(request.member) if row.pk == pk), None)
    if member is None:
        raise NotFound("There is no such member.")
    return member


@require_http_methods(["GET", "POST"])
@page("members.manage")
def member_page(request: MemberRequest, pk: int) -> HttpResponse:
    """One person's place: their role, and whether they may come in."""
    target = _one(request, pk)
    # The service refuses it, too: here it spares a form that could only fail.
    changeable = target.role != OWNER or request.member.role == OWNER
    form = RoleForm(request.POST or None, by=request.member.role, initial={"role": target.role})
    if request.method == "POST" and form.is_valid():
        role = form.cleaned_data["role"]
        if carried_out(form, lambda: members.change_role(request.member, membership_id=pk, role=role)):
            messages.success(request, f"{target.user} is {role} now")
            return redirect("members")
    shown = MemberPage(
        target=target,
        form=form,
        changeable=changeable,
        role_words=ROLE_WORDS[target.role],
        brands=_brands_by_user(request).get(target.user_id, []),
    )
    return show(request, "accounts/member_page.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("members.manage")
def member_holdings(request: MemberRequest, pk: int) -> HttpResponse:
    """What somebody holds, before or after they leave, and passing it on."""
    all_holdings = leaving.holdings(request.member, membership_id=pk)
    target = all_holdings.target
    form = PassOnForm(request.POST or None, holders=leaving.holders(request.member, target), kinds=all_holdings.kinds)
    refused: list[tuple[leaving.Held, DomainError]] = []
    if request.method == "POST" and form.is_valid():
        given, now = form.cleaned_data, timezone.now()
        passed: list[leaving.Passed] = []
        if carried_out(
            form, lambda: passed.append(leaving.pass_on(request.member, membership_id=pk, **given, now=now))
        ):
            refused = list(passed[0].refused)
            if passed[0].done:
                messages.success(request, f"{len(passed[0].done)} passed on")
            if not refused:
                return redirect("member-holdings", pk=pk)
            # What was passed on is theirs no more; what is left stands with its reason.
            all_holdings = leaving.holdings(request.member, membership_id=pk)
    shown = MemberHoldings(
        target=target,
        groups=[(words, all_holdings.of(kind)) for kind, words in all_holdings.kinds.items()],
        most=HOLDINGS_SHOWN,
        form=form,
        refused=[(held, error.message) for held, error in refused],
    )
    return show(request, "accounts/member_holdings.html", shown, status=422 if form.errors or refused else 200)


@require_POST
@page("members.manage")
def member_deactivate(request: MemberRequest, pk: int) -> HttpResponse:
    """Ends a place at once; then leads to what waits for them by name, if anything does."""
    target = _one(request, pk)
    members.deactivate(request.member, membership_id=pk)
    messages.success(
        request, f"{target.user} no longer has access", extra_tags=f"undo:/settings/members/{pk}/reactivate/"
    )
    # What waits for them by name would wait for ever: nobody else is asked.
    if leaving.holdings(request.member, membership_id=pk).held:
        return redirect("member-holdings", pk=pk)
    return redirect("members")


@require_POST
@page("members.manage")
def member_reactivate(request: MemberRequest, pk: int) -> HttpResponse:
    """Lets somebody in again."""
    target = _one(request, pk)
    members.reactivate(request.member, membership_id=pk)
    messages.success(request, f"{target.user} has access again")
    return redirect("members")


@require_POST
@page("members.manage")
def invitation_resend(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A new link, mailed; the one before it opens nothing any more."""
    _say_whether_mailed(request, invitations.resend(request.member, invitation_id=pk, now=timezone.now()))
    return redirect("members")


@require_POST
@page("members.manage")
def invitation_revoke(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Takes an invitation back."""
    invitations.revoke(request.member, invitation_id=pk, now=timezone.now())
    messages.success(request, "The invitation is withdrawn")
    return redirect("members")
