"""Social cards: texts set in type and drawn."""
