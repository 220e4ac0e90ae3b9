"""Secrets at rest."""

from typing import Any

import pytest

from accounts.errors import Unavailable
from accounts.sealing import new_token, seal, token_hash, unseal


def test_what_is_sealed_does_not_show_and_comes_back() -> None:
    sealed = seal({"secret": "plain words"})
    assert "plain" not in sealed
    assert unseal(sealed) == {"secret": "plain words"}


def test_a_newer_key_still_reads_what_an_older_one_sealed(settings: Any) -> None:
    old = "o" * 40
    settings.FIELD_KEYS = [old]
    sealed = seal("x")
    settings.FIELD_KEYS = ["n" * 40, old]
    assert unseal(sealed) == "x"
    settings.FIELD_KEYS = ["n" * 40]
    with pytest.raises(Unavailable):
        unseal(sealed)


def test_tokens_differ_and_are_stored_as_hashes() -> None:
    first, second = new_token("fb_"), new_token("fb_")
    assert first != second
    assert first.startswith("fb_")
    assert first not in token_hash(first)
