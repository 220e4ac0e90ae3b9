"""The back-test: what a rule would have done over a brand's past, before anybody saves it."""

from monitoring.alerting.services.backtesting.results import BackTest, Fired, Moment, Tried, Wanted
from monitoring.alerting.services.backtesting.trying import DAYS, LONGEST_DAYS, SHORTEST_DAYS, backtest, draft_of

__all__ = [
    "DAYS",
    "LONGEST_DAYS",
    "SHORTEST_DAYS",
    "BackTest",
    "Fired",
    "Moment",
    "Tried",
    "Wanted",
    "backtest",
    "draft_of",
]
