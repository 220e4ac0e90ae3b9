"""What happened, once, in the agency's schema: everything that tells, delivers or audits reads it from here."""
