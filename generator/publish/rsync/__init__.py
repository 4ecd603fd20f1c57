"""Publishing to a folder of a server, by rsync over ssh."""
