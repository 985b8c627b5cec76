"""What the gate looks for in a text: one family of rules a file, the table of levels in `levels`. Pure."""
