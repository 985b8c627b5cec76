"""The people and machines who make the paper: ingest, desk, takedowns, outbox, operations."""
