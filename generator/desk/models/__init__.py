"""Models: any server of chat completions, any command; what they cost, and what they said before.

The whole flow::

    models of the user's own settings -> ModelSettings        settings    endpoint or command, prices, budget
    Asking(name, settings, database, ...)                     asking      cache, budget, then the model
        .estimate(request) -> Estimate                        costs       pure: tokens and money, before
        .ask(request) -> Reply
            Ledger.reserve(...), .settle(...)                 ledger      what a month has cost
            ChatModel(...).ask(request)                       chat        over HTTP, by the OpenAI form
            CommandModel(...).ask(request)                    command     JSON in, JSON out

A model gets texts and gives a text: it has no tools. Its key is held by ``secret`` alone, which also keeps
what repeats it from getting any further.
"""
