"""How soon a spike rule speaks: one word for the limit of its score."""

from __future__ import annotations

from typing import Literal

Sensitivity = Literal["low", "normal", "high"]
SENSITIVITIES: dict[str, float] = {"low": 2.35, "normal": 2.15, "high": 1.95}
# What each word means on the public benchmark: labelled windows found, of 33, and false alarms per brand and month.
SENSITIVITY_FIGURES: dict[str, tuple[int, float]] = {"low": (27, 1.3), "normal": (32, 2.0), "high": (32, 3.2)}
