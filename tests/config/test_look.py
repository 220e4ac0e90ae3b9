"""The admin's colours are the pages', and read as well as theirs."""

import re
from pathlib import Path

from django.conf import settings

from config import look

COLOURS = look.admin("/static/", account="http://localhost/accounts/")["COLORS"]


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """After WCAG 2.2: (L1 + 0.05) / (L2 + 0.05)."""
    brighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_words_and_links_of_the_admin_have_enough_contrast_in_both_themes() -> None:
    base, primary = COLOURS["base"], COLOURS["primary"]
    on_light = [base["500"], base["600"], base["900"], primary["600"]]
    on_dark = [base["400"], base["300"], base["100"], primary["500"]]
    assert min(contrast(colour, "#ffffff") for colour in on_light) >= 4.5
    assert min(contrast(colour, base["900"]) for colour in on_dark) >= 4.5
    assert contrast("#ffffff", primary["600"]) >= 4.5


def test_the_admins_accents_are_the_tokens_own() -> None:
    tokens = (Path(settings.BASE_DIR) / "config/static/css/tokens.css").read_text(encoding="utf-8")
    found = re.search(r"--accent: light-dark\((#\w+), (#\w+)\)", tokens)
    assert found is not None
    assert found.groups() == (COLOURS["primary"]["600"], COLOURS["primary"]["500"])


def test_scales_run_from_light_to_dark() -> None:
    for scale in COLOURS.values():
        lights = [_light(colour) for colour in scale.values()]
        assert lights == sorted(lights, reverse=True)
