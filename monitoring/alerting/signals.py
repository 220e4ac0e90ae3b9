"""The project's only signal: a doorbell. The open alert row is the event, and a sweep is the guarantee."""

from django.dispatch import Signal

# Sent after commit, in the alert's agency, with `alert_id` (a UUID). Receivers must not mind hearing it twice.
alert_raised = Signal()
