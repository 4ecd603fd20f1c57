"""Links: each address that events lead to is asked, and what came of it is told in words.

The whole flow::

    ask_links(addresses, database, manner) -> LinkAnswers   asking      kept ones first, then the web
        ask_pages(urls, take, manner)                       articles    pauses, retries, robots.txt, the wall
        read_head(body) -> Head                             heads       title and language of a page
    judge(link, answer) -> Verdict                          judging     pure

What is kept of an answer is a ``LinkAnswer`` (``answers``).
"""
