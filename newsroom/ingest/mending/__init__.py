"""The single mends that `repair` is made of, one subject a file. Pure, idempotent; none of them adds a word."""
