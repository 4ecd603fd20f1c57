"""Fields that a site declares for its events."""
