"""How soon things are due: the defaults by severity, and a brand's own overrides of them."""

from datetime import timedelta

from accounts.brands.models import Brand

# Minutes by severity, 1 critical to 4 minor. `Brand.targets` overrides single cells: {"acknowledge": {"1": 3}}.
TARGETS: dict[str, dict[int, int]] = {
    "acknowledge": {1: 5, 2: 15, 3: 60, 4: 1440},  # an alert or a page is taken in hand
    "answer_acknowledge": {1: 15, 2: 60, 3: 240, 4: 1440},  # a first public word
    "answer_substantive": {1: 60, 2: 240, 3: 1440, 4: 4320},  # a public answer with substance
    "update": {1: 60, 2: 240, 3: 1440, 4: 4320},  # the next status update that is promised
    "approval": {1: 10, 2: 30, 3: 240, 4: 1440},  # an approver answers, else their delegate is asked
}


def target(brand: Brand, name: str, severity: int) -> timedelta:
    """The brand's target of this name for a severity of 1 to 4. Raises KeyError for a name or severity there is not."""
    default = TARGETS[name][severity]
    own = (brand.targets or {}).get(name) or {}
    minutes = own.get(str(severity), default)
    return timedelta(minutes=minutes if isinstance(minutes, int) and minutes > 0 else default)
