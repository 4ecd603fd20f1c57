"""The files of a theme: templates, assets, catalogues and fonts."""
