"""YAML to typed data, with every problem told by its place; see :func:`.yaml_document.decode`."""
