"""From an agency's routes to its posts, mentions and counts: one agency, one transaction, one position."""

from monitoring.services.ingestion.counts import BUCKET, bucket_of
from monitoring.services.ingestion.naming import name_missing, name_unknown
from monitoring.services.ingestion.taking import Ingested, ingest

__all__ = ["BUCKET", "Ingested", "bucket_of", "ingest", "name_missing", "name_unknown"]
