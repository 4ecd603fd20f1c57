"""Weekmark: a static site generator for curated digests."""

__version__ = "0.2.0"
