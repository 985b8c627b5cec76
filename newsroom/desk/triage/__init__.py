"""Triage: working through what waits, one event at a time. Rows, acts and the way back; the screen is in `admin`."""
