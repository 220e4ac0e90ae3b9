"""Errors speak the domain."""

from accounts.errors import Conflict, Invalid


def test_an_error_of_a_field_carries_its_name_and_a_stable_code() -> None:
    error = Invalid.field("slug", "Taken.", code="slug_taken")
    assert (error.fields, error.code, error.status) == ({"slug": ["Taken."]}, "slug_taken", 400)


def test_a_wrong_state_is_a_conflict() -> None:
    assert (Conflict("Later.").status, Conflict("Later.").code) == (409, "conflict")
