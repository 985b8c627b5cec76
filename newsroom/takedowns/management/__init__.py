"""Commands of takedowns."""
