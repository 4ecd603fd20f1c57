"""The inbox of a site: what a curator decides, done to the site's files.

``files`` changes files that a person may have touched, ``desk_site`` reads what the desk needs of a site,
``events`` an event as its file has it now, and ``session`` is what commands and the preview's page call::

    with opened(read_desk_site(root, "site.yaml")) as inbox:
        for offer in inbox.offers(): ...
        done = inbox.take("1a2b3c4d")       # -> Done: words, and the files that changed
        inbox.undo()

``steps`` takes a step and takes it back. ``writing`` says what a story becomes, with ``outlets``,
which says whose reports are, and ``dating``, which asks a page for its date; ``settings_edits`` says what a
decision makes of ``desk.yaml``, and ``moved_feeds`` what a move makes of ``sources.yaml``.

``candidates`` finds the events that a model may draft for, ``questions`` says what it is asked, and
``enriching`` asks and writes what holds.

``waiting`` finds the events that a reader should look at, and ``reviewing`` is what the page of a review
calls: ``claims`` says what an event claims, ``evidence`` what speaks for it, and ``review_edits`` what a
decision makes of the file.

``quotes`` looks for the words that events quote in the pages as they are now. ``outgoing`` finds where an
event leads, ``links`` asks and says what is to be done, and ``readdressing`` does it to a file.
``page_facts`` says what a page tells of itself, for an event that is begun with its address.
"""
