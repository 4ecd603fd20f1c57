"""Six kinds of archives, small and in words of our own: what people write without thinking."""

from collections.abc import Iterator
from datetime import timedelta

from tests.whole.archives import SUBJECTS, Corpus, Old, days, event


def _digest() -> Iterator[Old]:
    """A daily digest of AI that a program puts together from what others wrote."""
    for number, day in days("2025-03-03", 1):
        subject = SUBJECTS[number % len(SUBJECTS)]
        name = f"{day:%y-%m-%d}-{subject}-models-{number}"
        title = f'{subject.capitalize()}: GPT-5.{number} isn\'t "done"'
        tags = ["gpt-4o", "Mixture of Experts", ".net", "c++"]
        body = f"""
> AI news of {day:%d/%m/%Y}. We checked **{number + 3}** servers (_{number * 7}_ channels, and {number}k messages) for you.
> Estimated reading time saved: {number} minutes. See [yesterday](/issues/{day - timedelta(1):%y-%m-%d}-gone/).

---

{{% if medium == 'web' %}}
**Table of Contents**

[TOC]
{{% endif %}}

# AI {subject} recap

**Benchmarks**

- A reasoner beats the [leaderboard]((https://board.example.com/{number})) by 12% | [@someone](hhttps://social.example.com/{number})
- Prices fell\u001b[31m sharply\u001b[0m, says [a thread](https://social.example.com/a thread {number})
- A vertical\u000btab and a delete\u007f sign from a console; a zero\u0000 byte too
- [Broken](<https://open.example.com/{number}) and [empty]() and [relative](issues/other) words stay
- **{subject} weights**: `<|im_start|>` tokens <br> and <thinking>hidden</thinking> notes, ~~struck~~ 2 < 3 && 4 > 1
- **Links mentioned**: [no title found](https://links.example.com/x_(y)), https://bare.example.com/p?q={number}&r=1, me@example.com

### ▷ #[general \\| {subject}](https://chat.example.com/{number}) (105 messages🔥🔥):

`quantised`, `[brackets]`, $5 and $6, array[0][1], [^nofootnote], [undefined][reference], [[wiki]]

| Model | Score |
|---|
| alpha | {number} |

```python
print("{{{{ {subject} }}}}")
```

![A chart](/images/{number}.png) ![Remote chart](https://pictures.example.com/{number}.png)
<iframe src="https://video.example.com/{number}"></iframe>

<https://angle.example.com/{number}>
</details>
"""  # noqa: E501 - archives have long lines
        matter = f"""---
id: 5b0c6a52-{number:04}
title: {title!r}
date: '{day}T02:08:30.213455Z'
original_slug: ainews-{subject}-{number}
description: >-
  **{subject}** said: "models" aren't done, <em>yet</em>
companies:
  - openlab
  - c#
topics: [{", ".join(f"'{tag}'" for tag in tags)}]
people: []
---
""".replace("\\'", "''")
        place, ours = event(day, name, title, topics=tags, hook=f'**{subject}** said: "models" aren\'t done')
        yield Old(f"issues/{name}.md", matter, place, ours, body, dead=True)


def _weekly_of_a_library() -> Iterator[Old]:
    """A weekly newsletter on a library for interfaces, whose mail was made of raw HTML."""
    for number, day in days("2021-01-08", 7):
        subject = SUBJECTS[number % len(SUBJECTS)]
        name = f"{number + 200}"
        title = f"Issue {number + 200}: `use{subject.capitalize()}()` & <Suspense>"
        body = f"""<div align="center">
<a href="/issues/{number + 199}"><img src="/content/images/{number}.png" width="600" alt="Cover {subject}"></a>
</div>

Hey folks,

There is a [community][] post, a [talk] and a [sandbox][csb-{number}] about {subject} hooks.

<table border="0"><tr><td style="padding:10px" onclick="go()">
<h3>Sponsor of {subject}</h3>
<p>Ship faster &mdash; <a href="https://sponsor.example.com/?a=1&b=2">try it</a>.</p>
</td></tr></table>

## 💡 Popular

1. [**Concurrent {subject}**](https://blog.example.com/concurrent)<br/>
   by [Someone](https://social.example.com/@some_one_) &nbsp;|&nbsp; <sub>5 min</sub>
2. ![demo](/static/{number}/demo.gif "A demo")
3. [Docs](../docs/hooks.md#{subject}) and [Top](#top)
4. Components such as <Modal isOpen={{open}} /> and Array<string>, `{{}}` too

<!-- not yet: a hidden remark -->

<style>.a {{ color: red }}</style>
<center><b>Unclosed {subject}

[talk]: https://video.example.com/{number}
[unused]: https://nobody.example.com/
"""  # noqa: E501 - archives have long lines
        matter = f"""---
layout: issue
title: "{title}"
date: "{day:%b} {day.day}, {day.year}"
tags: React, Hooks
published: true
author: ~
---
"""
        place, ours = event(day, f"issue-{name}", title, topics=["React", "Hooks"])
        yield Old(f"issues/{name}.md", matter, place, ours, body, dead=True)


def _news_of_a_language() -> Iterator[Old]:
    """The news of a language, in several tongues, for Jekyll and Kramdown."""
    for number, day in days("2013-02-22", 30):
        subject = SUBJECTS[number % len(SUBJECTS)]
        name = f"{day}-{subject}-2-0-{number}-released"
        title = f"{subject.capitalize()} 2.0.{number} Released"
        notes = "".join(f"[^{each}]: Footnote {each} on {subject} number.\n" for each in range(1, 21))
        body = f"""
{subject.capitalize()} 2.0.{number} is out{"".join(f"[^{each}]" for each in range(1, 21))}.
{{: .summary}}

Term of {subject}
: What it means, at length
: What it means besides

* Table of contents
{{:toc}}

## Changes   {{#changes-{number}}}

See \\[ruby-core:052{number}\\], [the patch](/patches/{subject}-{number}.diff) and [the news]({{% link news/{number}.md %}}).
{{% include {subject}.html %}}
The mirrors are [one](ftp://ftp.example.org/pub/{subject}), [two](//mirror.example.org/{subject}), [three](/en//downloads/../{subject}/)
and [four](../../../../../pub/{subject}); [talk](irc://chat.example.org/{subject}) and go to [the top](#).

* <https://cache.example.org/pub/{subject}-2.0.{number}.tar.bz2>

      SIZE:   {number}2345 bytes
      SHA256: 0abc{number}

{{% highlight ruby %}}
puts "<b>#{{{subject}}}</b>"
{{% endhighlight %}}

Posted by Someone on {day:%d %b %Y}
{{: .post-info}}

[1]: http://bugs.example.org/{number}

{notes}"""  # noqa: E501 - archives have long lines
        matter = f"""---
layout: news_post
title: "{title}"
author: "Someone"
translator:
date: {day} 12:00:00 +0900
lang: {("en", "zh_tw", "pt_BR")[number % 3]}
---
"""
        lang = ("en", "zh_tw", "pt_BR")[number % 3]
        place, ours = event(day, name, title, lang=lang)
        yield Old(f"{lang[:2]}/news/_posts/{name}.md", matter, place, ours, body, dead=True)


def _blog_of_a_runtime() -> Iterator[Old]:
    """The blog of a runtime: releases with long lists of commits, and code in every language."""
    tags = [".net", "c#", "C++", "F#", "node.js"]
    for number, day in days("2019-05-02", 12):
        subject = SUBJECTS[number % len(SUBJECTS)]
        name = f"v{number}.4.0-{subject}"
        title = f"Version {number}.4.0 (Current): #1 of {subject}"
        commits = "".join(
            f"- [[`{each:010x}`](https://code.example.com/commit/{each:010x})] - **(SEMVER-MINOR)** "
            f"_{subject}_: add \\_\\_proto\\_\\_ & <T> to `fs.{subject}[{each}]` (Some One) [#{each}](https://code.example.com/pull/{each})\n"
            for each in range(60)
        )
        body = f"""
### Notable changes

{commits}
```cs {{1,3}} title="Program.cs"
var {subject} = new List<string>();  // {{{{ braces }}}}
```

~~~ unknown-{subject}
<script>alert(1)</script>
~~~

```
never closed in a list:
```

    indented {subject} code

Windows 64-bit Binary: https://dist.example.org/v{number}/win-x64/node.exe<br>
Other release files: [https://dist.example.org/v{number}/](https://dist.example.org/v{number}/)

-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA256

{"ab" * 32}  {subject}-v{number}.tar.gz
-----BEGIN PGP SIGNATURE-----

See the [previous post](/en/blog/release/v{number}.3.0/) or [its picture](./{number}.png).
"""
        matter = f"""---
date: '{day}T16:16:58.{number}00Z'
category: release
title: '{title}'
layout: blog-post
author: Some One
tags: [.net, 'c#', C++, 'F#', node.js]
---
"""
        place, ours = event(day, name.replace(".", "-"), title, topics=tags)
        yield Old(f"blog/release/{name}.md", matter, place, ours, body, dead=True)


def _archive_of_links() -> Iterator[Old]:
    """An archive of the links of each day, and a week of 400 kB whose issue has 2,000 of them."""
    for number, day in days("2018-01-01", 7):
        links = 2000 if number == 3 else 20
        name = f"{day}-top-links"
        title = f"Top links of {day}"
        items = "".join(_item(number, each) for each in range(links))
        body = f"\n## Most read\n\n{items}\n## Show\n\n* [A show](https://show.example.com/{number})\n"
        year, week, _ = day.isocalendar()
        matter = f"---\ntitle: {title}\ndate: {day}\n---\n"
        yield Old(f"archive/{name}.md", matter, f"weekly/{year}-w{week:02}.md", {"title": title}, body)


def _item(number: int, each: int) -> str:
    subject = SUBJECTS[each % len(SUBJECTS)]
    said = f"{subject} of the morning, *told* at length"
    return (
        f"{each + 1}. **[A {subject}'s [pdf] story, {each}]"
        f"(https://host-{each % 90}.example.com/{number}/{each}?utm_source=x&id={each})**"
        f" {each * 3} points by some_one_{each} | [{each} comments]"
        f"(https://talk.example.com/item?id={number}{each}) — {said} <{subject}>\n"
    )


def _weekly_in_sections() -> Iterator[Old]:
    """A weekly on statistics, whose issues are lists of links in standing sections."""
    for number, day in days("2016-10-10", 7):
        subject = SUBJECTS[number % len(SUBJECTS)]
        title = f"R-like issue {number + 20}"
        body = f"""
Hello and welcome to this issue on {subject}!

## Highlight

*Digested by members*

+ [{subject} notebooks](https://blog.example.org/{number}/notebooks/) - An authoring engine
+ [A guide to {subject}, R & Python](http://www.example.com/a-guide)

## News & Blog Posts

#### Tutorials

+ [{subject} – and it's pretty awesome](https://azure.example.com/{number})

![{subject} – a picture](https://i1.example.com/{number}/img.png?w=1217)

## Project Updates

+ `split(<very_long>, *)` now works, e.g. y ~ x | z and $\\alpha$; `_Inter alia_` <br>
The conference about {subject}.<br />

## Quote of the Week

<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Done (<a href="https://t.example.com/{number}">see it</a>) 🎉</p>&mdash; Someone</blockquote>
"""  # noqa: E501, RUF001 - archives have long lines, and dashes
        year, week, _ = day.isocalendar()
        matter = f"---\nlayout: post\ntitle: {title}\ndescription: Weekly news of {subject}.\n---\n"
        yield Old(
            f"_posts/{day}-{number + 20}.md", matter, f"weekly/{year}-w{week:02}.md", {"title": title}, body
        )


CORPORA: dict[str, Corpus] = {
    "digest of AI": Corpus((*_digest(),)),
    "weekly of a library": Corpus((*_weekly_of_a_library(),)),
    "weekly of a library, sanitized": Corpus(
        (*_weekly_of_a_library(),), settings={"markdown": {"html": "sanitize"}}
    ),
    "news of a language": Corpus((*_news_of_a_language(),)),
    "blog of a runtime": Corpus((*_blog_of_a_runtime(),)),
    "archive of links": Corpus((*_archive_of_links(),), form="links"),
    "weekly in sections": Corpus((*_weekly_in_sections(),), into="weekly"),
}
