"""What a connector asks is read field by field, and refused in sentences that can stand at the field."""

from typing import Any

import pytest

from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.spec import Choice, Number, Option, Secret, Spec, Switch, Text, Url

SPEC = Spec(
    platform="inn", name="Inn", about="What guests write.",
    fields=(
        Text(name="inn", label="Inn", required=True, in_key=True, most=10, pattern="[a-z]+", pattern_words="Small letters only."),
        Url(name="map", label="Map", most=30),
        Choice(name="room", label="Room", options=(Option(value="", label="Any"), Option(value="bar", label="The bar"))),
        Number(name="guests", label="Guests", least=1, most=9, default=2),
        Switch(name="loud", label="Loud ones too"),
        Secret(name="word", label="Password", required=True, missing="Enter the password of the inn."),
    ),
)  # fmt: skip


def test_what_is_given_is_kept_apart_from_what_nobody_entered_and_from_secrets() -> None:
    given = {"inn": " swan ", "map": "", "room": "", "guests": 2, "loud": True, "word": " pass "}
    read = SPEC.read(given)
    assert (read.config, read.secrets, read.faults, read.unknown) == (
        {"inn": "swan", "loud": True}, {"word": " pass "}, {}, (),
    )  # fmt: skip
    assert "pass" not in repr(read)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("inn", None, "Fill in: Inn."),
        ("inn", "", "Fill in: Inn."),
        ("inn", 7, "Send text."),
        ("inn", "SWAN", "Small letters only."),
        ("inn", "abcdefghijk", "At most 10 characters; these are 11."),
        ("inn", "a\x00b", "This contains characters that can't be stored."),
        ("map", "https://" + "x" * 30, "The address is too long."),
        ("room", "attic", "Choose one of: Any, The bar."),
        ("guests", 12, "Enter a number from 1 to 9."),
        ("guests", "3", "Enter a whole number."),
        ("guests", True, "Enter a whole number."),
        ("loud", "on", "Send true or false."),
        ("word", "", "Enter the password of the inn."),
        ("word", "x" * 501, "At most 500 characters; these are 501."),
    ],
)
def test_what_is_amiss_is_said_at_its_field_alone(name: str, value: Any, sentence: str) -> None:
    read = SPEC.read({"inn": "swan", "word": "x", name: value})
    assert read.faults == {name: sentence}


def test_a_stored_secret_need_not_be_entered_again_and_what_is_unknown_is_named() -> None:
    read = SPEC.read({"inn": "swan", "colour": "red"}, kept=["word"])
    assert (read.faults, read.secrets, read.unknown) == ({}, {}, ("colour",))


@pytest.mark.parametrize(
    "fields",
    [
        (),
        (Text(name="name", label="Taken by the source"),),
        (Text(name="Inn", label="Not a name"),),
        (Text(name="inn", label="Twice"), Url(name="inn", label="Twice")),
        (Secret(name="word", label="A secret lies nowhere"),),
        (Text(name="inn", label="Inn"), Secret(name="word", label="Tells nothing apart", in_key=True)),
    ],
)
def test_a_spec_that_can_not_work_is_refused_when_it_is_written(fields: Any) -> None:
    with pytest.raises(ValueError, match="of inn"):
        Spec(platform="inn", name="Inn", about="", fields=fields)


@pytest.mark.parametrize("platform", registry.PLATFORMS)
def test_every_connectors_spec_is_its_own_and_its_secrets_are_no_part_of_the_key(platform: str) -> None:
    connector = registry.get(platform)
    assert connector.spec().platform == connector.platform == platform
    assert connector.spec().key_names
