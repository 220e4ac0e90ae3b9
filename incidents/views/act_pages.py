"""The page of one act: what it does, its form, its button. A dialog for htmx, a page without scripts."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse

from accounts.pages import MemberRequest, show
from incidents.models import Incident
from incidents.views.page_context import IncidentPage, page_frame


@dataclass(frozen=True, kw_only=True)
class ActPage(IncidentPage):
    """`text` says what follows from it; `quote` is what it is about, word for word."""

    form: forms.Form
    title: str
    button: str
    back_url: str
    text: str = ""
    quote: str = ""
    in_dialog: bool = False


@dataclass(frozen=True, kw_only=True)
class ActWords:
    """What the page of an act says."""

    title: str
    button: str
    text: str = ""
    quote: str = ""


def show_act(
    request: MemberRequest, incident: Incident, form: forms.Form, words: ActWords, *, back_url: str
) -> HttpResponse:
    """422 where the form was refused."""
    shown = ActPage(
        **page_frame(incident),
        form=form,
        title=words.title,
        button=words.button,
        text=words.text,
        quote=words.quote,
        back_url=back_url,
    )
    status = 422 if form.errors else 200
    return show(request, "incidents/act_page.html", shown, fragment="incidents/act_dialog.html", status=status)
