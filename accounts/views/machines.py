"""Machine members: a new one, what it is called and may do, its keys, its end."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.brands.models import Brand
from accounts.forms import carried_out
from accounts.forms.keys import MachineForm
from accounts.models import Membership
from accounts.pages import MemberRequest, SettingsPage, page, show
from accounts.services import api_keys, machines
from accounts.views.keys import KeyRow, key_rows


@dataclass(frozen=True, kw_only=True)
class MachineNew(SettingsPage):
    """The form of a new machine."""

    form: MachineForm


@dataclass(frozen=True, kw_only=True)
class MachinePage(SettingsPage):
    """One machine and its keys. `key_url`: where it gets another."""

    target: Membership
    key_url: str
    form: MachineForm
    rows: list[KeyRow]


def _brands(member: Membership) -> QuerySet[Brand]:
    brands: QuerySet[Brand] = Brand.objects.visible_to(member).exclude(status="archived").order_by("name")
    return brands


@require_http_methods(["GET", "POST"])
@page("keys.manage")
def machine_new(request: MemberRequest) -> HttpResponse:
    """A machine member; then leads to its page, where its first key is made."""
    given = machines.roles_given(request.member)
    form = MachineForm(request.POST or None, roles=given, brands=_brands(request.member), initial={"role": "analyst"})
    if request.method == "POST" and form.is_valid():
        made: list[Membership] = []
        if carried_out(form, lambda: made.append(machines.make_machine(request.member, **form.cleaned_data))):
            messages.success(request, f"{made[0].user} is there; it can do nothing without a key")
            return redirect("machine", pk=made[0].pk)
    return show(request, "accounts/machine_new.html", MachineNew(form=form), status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("keys.manage")
def machine_page(request: MemberRequest, pk: int) -> HttpResponse:
    """One machine: its name, role, brands and keys."""
    target = machines.machine_of(request.member, pk)
    now = {"name": target.user.name, "role": target.role, "brands": target.brand_ids}
    given = machines.roles_given(request.member)
    form = MachineForm(request.POST or None, roles=given, brands=_brands(request.member), initial=now)
    if request.method == "POST" and form.is_valid():
        changed = form.cleaned_data
        if carried_out(form, lambda: machines.change_machine(request.member, machine_id=pk, **changed)):
            messages.success(request, "Saved: its keys have it now")
            return redirect("machine", pk=pk)
    keys = [key for key in api_keys.keys_of(request.member) if key.member_id == pk]
    shown = MachinePage(
        target=target,
        key_url=f"{reverse('key-new')}?machine={pk}",
        form=form,
        rows=key_rows(request.member, keys, timezone.now()),
    )
    return show(request, "accounts/machine_page.html", shown, status=422 if form.errors else 200)


@require_POST
@page("keys.manage")
def machine_deactivate(request: MemberRequest, pk: int) -> HttpResponse:
    """Ends it and its keys at once."""
    target = machines.machine_of(request.member, pk)
    machines.deactivate_machine(request.member, machine_id=pk, now=timezone.now())
    messages.success(request, f"{target.user} no longer has access")
    return redirect("machine", pk=pk)


@require_POST
@page("keys.manage")
def machine_reactivate(request: MemberRequest, pk: int) -> HttpResponse:
    """Lets it act again, by new keys."""
    target = machines.machine_of(request.member, pk)
    machines.reactivate_machine(request.member, machine_id=pk)
    messages.success(request, f"{target.user} may act again, once it has a key")
    return redirect("machine", pk=pk)
