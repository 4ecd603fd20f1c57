"""How properties are tried: the same examples at every run, and no clock over them."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
