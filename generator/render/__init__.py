"""Views to bytes: pages by the theme's templates, feeds and other formats by a writer each."""
