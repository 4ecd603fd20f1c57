"""Site -> Outputs: which files there are, what each shows, and when it must be made again."""
