"""The kinds of parts: what each field takes, and the slots a statement's text asks for."""

from typing import Any

import pytest

from accounts.errors import Invalid
from playbooks.models import PHASES
from playbooks.parts import KINDS, LONGEST, MAX_DUE_MINUTES, kind_of, statement_slots

STEP = {"title": "Call the shop"}


def _refused(kind: str, fields: dict[str, Any], *, partial: bool = True) -> Invalid:
    with pytest.raises(Invalid) as refused:
        KINDS[kind].read(fields, partial=partial)
    return refused.value


def test_a_new_step_gets_what_was_not_said() -> None:
    read = KINDS["step"].read(STEP, partial=False)
    assert read == {
        "title": "Call the shop", "phase": "respond", "instructions": "", "duty": "lead", "due_minutes": 60,
        "required": True,
    }  # fmt: skip


def test_a_change_reads_only_what_is_given() -> None:
    assert KINDS["step"].read({"due_minutes": " 15 "}, partial=True) == {"due_minutes": 15}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_field_the_kind_does_not_have_is_refused_by_name(kind: str) -> None:
    error = _refused(kind, {"version": "another"})
    assert (error.code, list(error.fields)) == ("unknown_field", ["version"])


@pytest.mark.parametrize(
    ("kind", "fields", "at"),
    [
        ("step", {"title": "  "}, "title"),
        ("step", {"title": "x" * 201}, "title"),
        ("step", {"phase": "later"}, "phase"),
        ("step", {"duty": "cook"}, "duty"),
        ("step", {"due_minutes": "soon"}, "due_minutes"),
        ("step", {"due_minutes": -1}, "due_minutes"),
        ("step", {"due_minutes": MAX_DUE_MINUTES + 1}, "due_minutes"),
        ("section", {"body": "x" * (LONGEST + 1)}, "body"),
        ("section", {"title": "half \ud800"}, "title"),
        ("section", {"title": "nul \x00"}, "title"),
        ("statement", {"channel": "pigeon"}, "channel"),
        ("statement", {"slots": "all"}, "slots"),
        ("statement", {"slots": [{"name": "x", "type": "colour"}]}, "slots"),
        ("contact", {"function": ""}, "function"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(kind: str, fields: dict[str, Any], at: str) -> None:
    assert list(_refused(kind, fields).fields) == [at]


def test_the_last_minute_there_is_fits() -> None:
    assert KINDS["step"].read({"due_minutes": MAX_DUE_MINUTES}, partial=True) == {"due_minutes": MAX_DUE_MINUTES}


def test_lines_are_kept_as_they_are_on_every_machine() -> None:
    assert KINDS["section"].read({"body": " a\r\nb \r\n"}, partial=True) == {"body": "a\nb"}


@pytest.mark.parametrize(("given", "read"), [(True, True), ("on", True), ("1", True), ("", False), (None, False)])
def test_a_flag_reads_what_forms_and_programs_send(given: object, read: bool) -> None:
    assert KINDS["step"].read({"required": given}, partial=True) == {"required": read}


def test_a_triggers_words_are_checked_by_the_language_and_the_place_is_told() -> None:
    assert KINDS["trigger"].read({"query": "glass AND jar"}, partial=True) == {"query": "glass AND jar"}
    error = _refused("trigger", {"query": "glass AND ("})
    assert (error.code, list(error.fields)) == ("bad_query", ["query"])
    assert error.data["problems"][0]["column"] >= 0
    assert error.data["problems"][0]["message"]


def test_a_statements_slots_follow_its_text() -> None:
    described = [
        {"name": "page", "type": "text", "label": "Our page", "required": False, "example": "https://a.example"}
    ]
    found = statement_slots("{{ page : url }} at {{next_update:time}}, again {{page:url}}", described)
    assert [(slot["name"], slot["type"], slot["label"], slot["required"]) for slot in found] == [
        ("page", "url", "Our page", False),
        ("next_update", "time", "Next update", True),
    ]


def test_a_description_whose_slot_left_the_text_is_dropped() -> None:
    fields = {"text": "No blanks.", "slots": [{"name": "gone", "type": "text"}]}
    assert KINDS["statement"].read(fields, partial=True)["slots"] == []


def test_a_slot_of_an_unknown_type_is_refused_at_the_text() -> None:
    error = _refused("statement", {"text": "{{when:moment}}"})
    assert list(error.fields) == ["text"]
    assert "{{when:moment}}" in error.message or "{{when:moment}}" in str(error.fields)


def test_every_phase_can_be_chosen_and_an_unknown_kind_can_not() -> None:
    assert [KINDS["step"].read({"phase": phase}, partial=True)["phase"] for phase in PHASES] == list(PHASES)
    assert kind_of("step").relation == "steps"
    with pytest.raises(Invalid):
        kind_of("chapter")
