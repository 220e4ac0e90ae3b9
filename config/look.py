"""How both admins look: the pages' own colours (static/css/tokens.css), paper and ink and one petrol, as the admin's scales."""

from collections.abc import Sequence

_SHADES = ("50", *(str(number) for number in range(100, 1000, 100)), "950")
# As words each keeps 4.5 to 1 on its ground, in both themes (WCAG 2.2 1.4.3).
_INK = (
    "#f6f6f3", "#efefeb", "#e2e1db", "#cbcac4", "#a9b0b9", "#666b73", "#555a62", "#3a3f47", "#2e333a", "#1a1d21", "#121417",
)  # fmt: skip
# 600 is the accent on light, 500 on dark: the admin takes one of the two for links and fills.
_PETROL = (
    "#eff6fa", "#e6f1f7", "#cde3ef", "#a9daf5", "#8accee", "#6fbde8", "#0b5f8a", "#0a527a", "#0a4566", "#15303f", "#08202e",
)  # fmt: skip


def _scale(colours: Sequence[str]) -> dict[str, str]:
    return dict(zip(_SHADES, colours, strict=True))


def admin(static_url: str, *, account: str) -> dict[str, object]:
    """The settings of django-unfold. `static_url`: where static files are served; `account`: where a password is changed."""
    icon = f"{static_url}icons/firebreak.svg"
    return {
        "SITE_TITLE": "Firebreak",
        "SITE_HEADER": "Firebreak",
        "SITE_ICON": icon,
        "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": icon}],
        "STYLES": [f"{static_url}css/admin.css"],
        "BORDER_RADIUS": "6px",
        "COLORS": {"base": _scale(_INK), "primary": _scale(_PETROL)},
        "ACCOUNT": {"navigation": [{"title": "Change password", "link": account}]},
        "SHOW_HISTORY": True,
        "SHOW_VIEW_ON_SITE": False,
    }
