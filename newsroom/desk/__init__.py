"""How stories are judged."""
