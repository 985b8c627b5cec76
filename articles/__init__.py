"""The paper: what an article is, and what readers see. It knows nothing of the newsroom."""
