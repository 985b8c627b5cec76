"""How stories are challenged."""
