"""Events -> Site: all documents held against each other and put in order."""
