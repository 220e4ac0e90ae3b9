"""Where a brand's posts come from: what a platform asks, trying, adding, changing, pausing, and how healthy it is."""

from monitoring.feeds.connectors.spec import (
    Choice,
    Field,
    Number,
    Option,
    Sample,
    Secret,
    Spec,
    Switch,
    Text,
    Url,
    Value,
)
from monitoring.feeds.services.sources.changing import StoredSecret, change_source, stored_secrets
from monitoring.feeds.services.sources.fetch_log import SHOWN, Delay, delays_of, tries_of
from monitoring.feeds.services.sources.giving import (
    Given,
    fields_of,
    filled_in,
    pasted,
    platforms,
    recognised,
    spec_of,
    usual_platform,
)
from monitoring.feeds.services.sources.health import Health, health, health_of
from monitoring.feeds.services.sources.keeping import (
    add_source,
    add_tried_source,
    pause_source,
    remove_source,
    resume_source,
    retry_source,
)
from monitoring.feeds.services.sources.suggesting import Suggestion, Unwatched, unwatched
from monitoring.feeds.services.sources.trying import Checked, check_address, check_source

__all__ = [
    "SHOWN",
    "Checked",
    "Choice",
    "Delay",
    "Field",
    "Given",
    "Health",
    "Number",
    "Option",
    "Sample",
    "Secret",
    "Spec",
    "StoredSecret",
    "Suggestion",
    "Switch",
    "Text",
    "Unwatched",
    "Url",
    "Value",
    "add_source",
    "add_tried_source",
    "change_source",
    "check_address",
    "check_source",
    "delays_of",
    "fields_of",
    "filled_in",
    "health",
    "health_of",
    "pasted",
    "pause_source",
    "platforms",
    "recognised",
    "remove_source",
    "resume_source",
    "retry_source",
    "spec_of",
    "stored_secrets",
    "tries_of",
    "unwatched",
    "usual_platform",
]
