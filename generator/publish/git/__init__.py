"""Publishing to a branch of a git repository."""
