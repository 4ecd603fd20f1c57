"""Publish: a built site and its manifest → the place where it is served.

::

    prepare    what is there against what was built → Plan        plan.py
    execute    lock, claim, assets, pages, indexes, removals,
               manifest last                                      run.py
    verify     fetch a sample and compare digests                 verify.py

Each kind of target is one module that offers the small protocol of ``target.py``; ``run.py`` knows none
of them. A fifth target is a file, its options, and a line in ``targets.py``.
"""
