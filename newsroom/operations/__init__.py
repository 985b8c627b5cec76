"""How the house is run."""
