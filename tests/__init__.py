"""The suite: sentences about behaviour in a tiny world."""
