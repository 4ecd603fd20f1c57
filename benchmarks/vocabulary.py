"""The words the reference corpus is written with: made-up outlets, companies and topics.

Every list is ordered from frequent to rare. Words are drawn with falling weights, so a few
companies and terms come back again and again, as they do in a real digest.
"""

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random


class Words:
    """A list drawn from with the weights 1, 1/2, 1/3, ... (Zipf's law)."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self._bounds = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def pick(self, random: Random) -> str:
        """Return one word, frequent ones first in likelihood."""
        return self.words[bisect(self._bounds, random.random() * self._bounds[-1])]

    def sample(self, random: Random, count: int) -> list[str]:
        """Return distinct words, in the order they were drawn."""
        chosen: dict[str, None] = {}
        while len(chosen) < count:
            chosen[self.pick(random)] = None
        return list(chosen)


def words(text: str) -> Words:
    """Return the comma-separated phrases of a text."""
    return Words(*(word.strip() for word in text.split(",")))


@dataclass(frozen=True)
class Topic:
    """A topic of the registry, with the actors and terms its events are about."""

    id: str
    name: str
    description: str
    alias: str
    actors: Words
    terms: Words


def topic(key: str, name: str, alias: str, actors: str, terms: str) -> Topic:
    """Return a topic from its comma-separated actors and terms."""
    known = words(terms)
    description = f"News about {known.words[0]}, {known.words[1]} and {known.words[2]}."
    return Topic(key, name, description, alias, words(actors), known)


TOPICS = (
    topic("models", "Models", "foundation-models",
          "Lumenworks, Northgate AI, Parallax Labs, Orrery, Tessellate, Kestrel Research, Vantor",
          "language model, context window, checkpoint, scaling run, distillation, tokenizer,"
          "pre-training, mixture of experts, long-context recall, model card"),
    topic("chips", "Chips", "semiconductors",
          "Silverline Semiconductor, Auric Foundry, Tianhe Devices, Wafergrid, Corelight, Maroon",
          "accelerator, export licence, packaging line, memory bandwidth, interposer, wafer supply,"
          "inference chip, yield, lithography, high-bandwidth memory"),
    topic("policy", "Policy", "regulation",
          "the European Commission, the Digital Ministry, the Senate panel, the Standards Board,"
          "the Trade Office, the Cyber Agency",
          "draft regulation, disclosure duty, compliance deadline, transparency code, risk class,"
          "public consultation, fine, impact assessment, sandbox, enforcement notice"),
    topic("safety", "Safety", "ai-safety",
          "the Safety Institute, Redwater, Guardrail Lab, Northgate AI, Halcyon Trust, Beacon",
          "red-team exercise, jailbreak, evaluation suite, incident report, misuse threshold,"
          "interpretability, refusal rate, sabotage test, oversight, deception probe"),
    topic("research", "Research", "papers",
          "Eastbridge University, the Alpine Institute, Parallax Labs, the Delta Centre, Quillon,"
          "Kestrel Research",
          "preprint, ablation, benchmark result, replication, sample efficiency, theorem prover,"
          "data scaling, reward model, sparse attention, synthetic data"),
    topic("agents", "Agents", "ai-agents",
          "Taskwell, Lumenworks, Relay, Steward Systems, Orrery, Handoff",
          "browser agent, tool call, permission prompt, long-running task, planner, sandbox,"
          "workflow, prompt injection, handover, audit trail"),
    topic("open-source", "Open source", "open-weights",
          "the Commons Foundation, Tessellate, Openfold Works, Driftwood, Lattice, Birch",
          "open weights, licence change, community fork, model hub, quantized build, governance,"
          "release candidate, contributor agreement, package registry, reference code"),
    topic("robotics", "Robotics", "robots",
          "Armature, Stridewell, Kobayashi Dynamics, Fieldhand, Gripworks, Ambula",
          "warehouse robot, humanoid, gripper, teleoperation, motion planner, simulation,"
          "factory pilot, tactile sensor, safety stop, fleet software"),
    topic("health", "Health", "medicine",
          "Mercy Hospitals, Helix Insight, the Health Authority, Carelane, Radiant Imaging, Solvia",
          "clinical trial, triage model, imaging study, patient record, diagnosis, approval,"
          "drug candidate, second reader, adverse event, consent form"),
    topic("education", "Education", "schools",
          "the School Board, Lectern, Brightpath, Eastbridge University, Tutorly, the Exam Office",
          "tutoring pilot, exam rule, classroom licence, reading score, plagiarism check,"
          "teacher training, homework policy, course catalogue, lesson plan, accessibility"),
    topic("finance", "Finance", "banking",
          "Meridian Bank, Ledgerline, the Central Bank, Coinfield, Harbour Capital, Underwrite",
          "credit model, fraud alert, audit, trading desk, stress test, model risk,"
          "insurance claim, payment rail, disclosure, customer service bot"),
    topic("energy", "Energy", "climate",
          "Gridworks, Tidal Power, Basin Energy, the Grid Operator, Solaris Union, Coldwater",
          "data centre demand, power contract, cooling water, grid connection, substation,"
          "reactor restart, battery park, emission report, load forecast, heat reuse"),
    topic("cloud", "Cloud", "infrastructure",
          "Stratus, Cumulo, Lumenworks, Skyforge, Bluehall, Regionworks",
          "GPU cluster, region, outage, reserved capacity, price cut, serverless inference,"
          "storage tier, sovereign cloud, network fabric, service credit"),
    topic("security", "Security", "cybersecurity",
          "the Cyber Agency, Ironbark, Redwater, Sentry Group, Locksmith, Palisade",
          "vulnerability, phishing kit, patch, data leak, credential theft, supply chain,"
          "exploit, bug bounty, deepfake call, intrusion"),
    topic("labour", "Labour", "work",
          "the Writers Union, Jobline, the Labour Court, Staffwise, Taskwell, the Works Council",
          "collective agreement, hiring freeze, retraining, productivity study, layoff,"
          "pay scale, call centre, job posting, freelancer, working time"),
    topic("copyright", "Copyright", "licensing",
          "the Publishers League, the District Court, Storyhouse, Songbank, Northgate AI, Pixelry",
          "licence deal, training data, class action, opt-out, settlement, fair use,"
          "royalty, takedown, watermark, discovery order"),
    topic("startups", "Startups", "funding",
          "Vantor, Relay, Seedling, Carelane, Quillon, Foundry Row",
          "funding round, seed stage, valuation, acquisition, pivot, revenue run rate,"
          "term sheet, down round, founder, spin-out"),
    topic("media", "Media", "journalism",
          "Storyhouse, the Press Council, Morning Ledger, Framewell, Castline, the Broadcaster",
          "newsroom tool, image label, synthetic voice, correction policy, video model,"
          "summary feature, traffic, subscription, provenance, archive"),
    topic("transport", "Transport", "mobility",
          "Wayline, Autonoma, the Transport Agency, Railnet, Freightlink, Curbside",
          "robotaxi, driver assistance, crash report, permit, route planner, remote operator,"
          "freight pilot, rail signal, recall, mapping"),
    topic("tools", "Developer tools", "developers",
          "Codewell, Lattice, Openfold Works, Tessellate, Shipyard, Brackets",
          "code assistant, editor plugin, test generator, pull request, command line, refactoring,"
          "debugger, build cache, type checker, pricing plan"),
)  # fmt: skip

SOURCES = tuple(
    tuple(part.strip() for part in line.split("|"))
    for line in """
    harbour-wire    | Harbour Wire          | GB | Harbour Group
    morning-ledger  | Morning Ledger        | US | Ledger Media
    pacific-tech    | Pacific Technology    | HK | Pacific Press
    the-circuit     | The Circuit           | US | Ledger Media
    nordlicht       | Nordlicht Digital     | DE | Nordlicht
    le-registre     | Le Registre           | FR | Registre SA
    chipwatch       | Chipwatch             | TW | Chipwatch
    policy-notes    | Policy Notes          | BE | Policy Notes
    data-courier    | Data Courier          | IN | Courier Group
    tokyo-signal    | Tokyo Signal          | JP | Signal KK
    harbour-markets | Harbour Markets       | GB | Harbour Group
    model-review    | The Model Review      | US | Eastbridge University
    open-gazette    | Open Gazette          | NL | Commons Foundation
    seoul-monitor   | Seoul Monitor         | KR | Monitor Media
    austral-times   | Austral Times         | AU | Austral Press
    maple-report    | Maple Report          | CA | Maple Press
    robot-weekly    | Robot Weekly          | CH | Alpine Media
    health-record   | The Health Record     | IE | Record Press
    grid-and-power  | Grid and Power        | DK | Nordlicht
    classroom-post  | Classroom Post        | FI | Post Media
    cloud-bulletin  | Cloud Bulletin        | US | Bulletin Inc
    breach-log      | Breach Log            | EE | Breach Log
    labour-desk     | Labour Desk           | ES | Desk Media
    rights-reader   | Rights Reader         | IT | Reader Srl
    seed-and-series | Seed and Series       | IL | Series Ltd
    press-mirror    | Press Mirror          | PL | Mirror Media
    wheels-today    | Wheels Today          | SE | Nordlicht
    terminal-log    | Terminal Log          | CZ | Terminal Log
    cape-dispatch   | Cape Dispatch         | ZA | Cape Press
    rio-digital     | Rio Digital           | BR | Rio Media
    """.strip().splitlines()
)

AUDIENCES = words(
    "Engineers, Product teams, Policy makers, Security teams, Researchers, Founders, Investors,"
    "Legal teams, Educators, Clinicians, Journalists, Operations"
)
VERBS = words(
    "releases, opens, delays, tests, expands, publishes, withdraws, approves, prices, rewrites,"
    "questions, limits, licenses, audits, retires, shares, rejects, funds, ships, pauses"
)
ADJECTIVES = words(
    "new, smaller, first, cheaper, public, joint, stricter, faster, regional, second,"
    "detached, revised, long-awaited, quiet, shared, binding, narrow, cautious, plain, costly"
)
NOUNS = words(
    "plan, release, report, deal, team, version, service, customer, rule, cost, programme, deadline,"
    "partner, result, platform, supplier, budget, contract, dataset, market, method, roadmap, office,"
    "standard, feature, pilot, review, question, workload, quarter"
)
PLACES = words(
    "Europe, the United States, Singapore, Germany, Japan, India, Brazil, Canada, Taiwan, Kenya,"
    "France, South Korea, Australia, Mexico, Poland, the Nordic countries"
)
PRODUCTS = words(
    "Orbit, Heron, Basalt, Lark, Meridian, Juniper, Prism, Cinder, Atlas, Willow, Sable, Quartz,"
    "Ember, Fathom, Tern, Cobalt, Ridge, Mistral Bay, Onyx, Fennel, Delta, Nimbus, Aster, Pylon"
)
EDITORS = words("Ada Lindqvist, Tomas Okafor, Mei Tanaka, Lucia Ferrari, Jonas Weber")
