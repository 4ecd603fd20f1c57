"""The curator's desk: from feeds to what may become an event. A build loads nothing of it.

The whole flow::

    subscriptions(outlets)                            collect       which feeds, of whose
    with Database.open(folder) as database:           database      one SQLite file, one writer
        collect(subscriptions, database, manner)      collect       asks who is due, reads, keeps
            Client.ask_all(requests)                  client        conditional, polite
                Web.get(url)                          web           one address, behind the wall
            read_feed(body) -> Feed                   feeds         any format, however broken
            find(entries, known) -> Found             identity      which is new, which is renamed
            decide(state, known, answer)              decisions     all of it: pure, and the heart
            database.record(update)                   database      an answer at a time, all or nothing
        items = database.items(since)
    offered(items, decisions) -> items                offers        not done with, dropped, used or muted
    stories_of(items, settings, database) -> stories  stories       groups, remembered; offered, never done
    known_files(root, files, folder) -> events        content       what was used, and may be attached to
    Ranking(...).weigh(story, now, matches) -> Offer  ranking       publishers x importance x recency
    write_draft(item, ...) -> text                    drafts        what is known, and comments on what is not

Articles are the business of ``articles``, models of ``models``, what holds of a draft of ``drafting``.

What is typed and frozen stands in ``records``; what is pure says so in its first line. The clock is read
by ``manner.clock`` alone. Settings of a site (``desk.yaml``) are in ``settings``; those of the user, which a
site can't change, in ``user_settings``. What a curator decides is done by ``generator.inbox``.
"""
