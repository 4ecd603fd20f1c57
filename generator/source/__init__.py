"""Bytes -> Documents: find files, cut front matter from body, decode, check and render each on its own."""
