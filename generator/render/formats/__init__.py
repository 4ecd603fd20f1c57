"""Files for machines: feeds, sitemaps, search shards, lists of sources."""
