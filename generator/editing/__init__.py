"""Edits of files that a person may have touched: what is new goes in as text, all else stays as it is."""
