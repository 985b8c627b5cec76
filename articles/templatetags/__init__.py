"""Words that the templates of the paper use."""
