"""Secrets at rest."""

from typing import Any

import pytest

from accounts.encryption import decrypt, encrypt, new_token, token_hash
from accounts.errors import Unavailable


def test_what_is_sealed_does_not_show_and_comes_back() -> None:
    sealed = encrypt({"secret": "plain words"})
    assert "plain" not in sealed
    assert decrypt(sealed) == {"secret": "plain words"}


def test_a_newer_key_still_reads_what_an_older_one_sealed(settings: Any) -> None:
    old = "o" * 40
    settings.FIELD_KEYS = [old]
    sealed = encrypt("x")
    settings.FIELD_KEYS = ["n" * 40, old]
    assert decrypt(sealed) == "x"
    settings.FIELD_KEYS = ["n" * 40]
    with pytest.raises(Unavailable):
        decrypt(sealed)


def test_tokens_differ_and_are_stored_as_hashes() -> None:
    first, second = new_token("fb_"), new_token("fb_")
    assert first != second
    assert first.startswith("fb_")
    assert first not in token_hash(first)
