"""Pages: Jinja in its sandbox, with what its templates may call."""
