"""From other tools: one small protocol, one reader a format, one writer.

::

    read      what another tool left   -> Records     markdown, hugo, jekyll, feed, ... one file a format
    place     Records                  -> Drafts      our keys, dates, slugs, what each becomes
    rewrite   Drafts                   -> Drafts      links, pictures and files lead to their new places
    write     Drafts                   -> files       never over what a person has edited since

Everything that was there is accounted for (:mod:`generator.importing.account`). A build loads none of this.
"""
