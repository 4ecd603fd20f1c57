"""Publishing to an object store: S3 and its kin, Google Cloud, Azure."""
