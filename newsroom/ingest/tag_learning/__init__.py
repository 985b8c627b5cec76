"""Tags that stories like this one bear: learning from what editors let stand, and weighing a new story. Pure."""
