"""Articles: fetched as politely as feeds, their text extracted and kept.

The whole flow::

    read_articles(urls, database, manner) -> Readings   texts        kept ones first, then the web
        ArticleClient.get_all(urls)                     fetching     pauses, retries, behind the wall
            Robots.refusal(url)                         robots       what robots.txt forbids
        extract(body, ...) -> Article                   extraction   pure
        database.keep_text(...)

What one address gives is an ``Article``, or the reason why there is none, in words.
"""
