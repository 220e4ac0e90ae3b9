"""From an agency's routes to its posts, mentions and counts: one agency, one transaction, one position."""

from monitoring.inbox.services.ingestion.counts import BUCKET, bucket_of
from monitoring.inbox.services.ingestion.deleting import erase_marked
from monitoring.inbox.services.ingestion.naming import name_missing, name_unknown
from monitoring.inbox.services.ingestion.search_words import read_older
from monitoring.inbox.services.ingestion.taking import Ingested, ingest

__all__ = ["BUCKET", "Ingested", "bucket_of", "erase_marked", "ingest", "name_missing", "name_unknown", "read_older"]
