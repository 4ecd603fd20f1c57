"""Bytes to disk: the output folder, its manifest, and how a build is put in place without a gap.

Nothing is written into the output folder directly. A build writes new files into a staging folder
beside it and then either renames that folder into place (nothing was there, or most of it changed) or
moves the files over one by one, in an order that never shows a link to a page that is not there yet.
"""
