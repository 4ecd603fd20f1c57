"""What a model may say of an event, and what of it holds. Pure, all of it.

The whole flow::

    passages(texts, most) -> Sent                        passages    what is sent of each article, numbered
    first_request(prompt, event, sent) -> Request        prompt      fences, and the schema of the answer
    read_answer(content) -> Draft                        claims      strictly
    repair(request, content, error) -> Request           prompt      once
    hold(draft, sent) -> Held                            holding     a claim without located words is dropped
        Source(text).locate(quote)                       (grounding)
        is_told(date, ...)                               told_dates  whether a day is in a quote
        strange_words(text, ...)                         strangers   numbers and names of no text
    front_matter(held, ...) -> {key: value}              writing     as an author would write it
"""
