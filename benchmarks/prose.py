"""Sentences, paragraphs and whole bodies of made-up news, in Markdown."""

from dataclasses import dataclass
from random import Random

from vocabulary import ADJECTIVES, AUDIENCES, NOUNS, PLACES, PRODUCTS, VERBS, Topic

SENTENCES = (
    "{actor} {verb} a {adjective} {term} for {audience} in {place}.",
    "The {term} of {actor} now covers {number} percent of each {adjective} {noun}.",
    "{product} reads the {noun} first and leaves the {term} to {audience}.",
    "In {place}, the {adjective} {noun} follows a {term} that {actor} started last year.",
    "A {term} that took {number} days now takes one {noun}, says {actor}.",
    "Critics ask whether the {adjective} {term} holds outside {place}.",
    "{audience} can compare the {noun} with {product} before the {adjective} deadline.",
    "{actor} names {number} partners, most of them in {place}, for its {term}.",
    "Until the {noun} is settled, the {term} stays with a {adjective} {noun}.",
    "The {adjective} {noun} costs {number} percent less than the earlier {term}.",
    "Nothing in the {term} binds {actor} yet.",
    "For {audience}, the {term} means a {adjective} {noun}.",
    "{product} passes {number} of 100 checks on the {term}.",
    "A second {noun} from {place} is due in {number} days.",
    "{actor} {verb} its {noun} after a {adjective} review.",
    "The {noun} does not mention the {term}.",
)
CODE = """```sh
{command} fetch --release {number}
{command} verify {command}-{number}.tar.gz
```"""


@dataclass(frozen=True)
class Story:
    """What an event is about: the words that all its sentences share."""

    topic: Topic
    actor: str
    term: str
    product: str
    place: str


def story(random: Random, topic: Topic) -> Story:
    """Return a subject within a topic: who, about what, with which product, and where."""
    product = f"{PRODUCTS.pick(random)} {random.randint(1, 6)}"
    place = PLACES.pick(random)
    return Story(topic, topic.actors.pick(random), topic.terms.pick(random), product, place)


def fill(random: Random, pattern: str, story: Story) -> str:
    """Return a pattern with the story's words in it; half the terms are others of its topic."""
    term = story.term if random.random() < 0.5 else story.topic.terms.pick(random)
    return pattern.format(
        actor=story.actor[0].upper() + story.actor[1:] if pattern[0] == "{" else story.actor,
        term=term,
        product=story.product,
        place=story.place,
        verb=VERBS.pick(random),
        adjective=ADJECTIVES.pick(random),
        noun=NOUNS.pick(random),
        audience=AUDIENCES.pick(random) if pattern[:2] == "{a" else AUDIENCES.pick(random).lower(),
        number=random.randint(2, 90),
    )


def sentence(random: Random, story: Story) -> str:
    """Return one sentence about the story."""
    return fill(random, random.choice(SENTENCES), story)


def title(random: Random, story: Story) -> str:
    """Return a headline of the story, without a full stop."""
    patterns = (
        "{actor} {verb} {adjective} {term} in {place}",
        "{actor} {verb} {product} with a {adjective} {term}",
        "{adjective} {term}: {actor} {verb} its {noun}",
        "{actor} {verb} {product} for {audience}",
    )
    text = fill(random, random.choice(patterns), story)
    return text[0].upper() + text[1:]


def paragraph(random: Random, story: Story, sentences: int) -> str:
    """Return sentences on one line, some with emphasis, a link or code."""
    lines = [sentence(random, story) for _ in range(sentences)]
    lines[0] = lines[0].replace(story.term, f"**{story.term}**", 1)
    link = f"[{story.product}](https://projects.example/{story.product.lower().replace(' ', '-')})"
    lines[-1] = f"{lines[-1]} More on {link}, run with `--limit {random.randint(2, 40)}`."
    return " ".join(lines)


def bullets(random: Random, story: Story, count: int, mark: str) -> str:
    """Return a list of sentences."""
    return "\n".join(f"{mark} {sentence(random, story)}" for _ in range(count))


def body(random: Random, story: Story) -> str:
    """Return about 2 kB of Markdown: headings, lists, links, emphasis, a quote and code."""
    quote = f"> {sentence(random, story)} *{sentence(random, story)}*"
    command = story.product.split()[0].lower()
    code = CODE.format(command=command, number=random.randint(2, 40))
    parts = [
        paragraph(random, story, 3),
        f"## What {story.product} changes",
        paragraph(random, story, 4),
        bullets(random, story, 4, "-"),
        quote,
        f"## Behind the {story.term}",
        paragraph(random, story, 4),
        bullets(random, story, 3, "1."),
        code,
        f"The {story.term} is *not* final; {story.place} comes next.",
    ]
    return "\n\n".join(parts) + "\n"
