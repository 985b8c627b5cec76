"""The demo newsroom: a small fictional press, read by the real pipeline and judged by the real verbs."""
