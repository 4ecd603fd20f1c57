"""Seconds over events, drawn as SVG: both axes logarithmic, a line for each kind of build."""

from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 24, 48
COLOURS = ("#8a1c1c", "#1c5a8a")

Lines = dict[str, dict[int, float]]
"""The seconds of each kind of build, by the number of events."""


def draw(lines: Lines) -> str:
    """Return the picture; it reads on light and on dark pages."""
    sizes = sorted({size for line in lines.values() for size in line})
    seconds = [value for line in lines.values() for value in line.values()]
    low, high = floor(log10(min(seconds))), ceil(log10(max(seconds)))

    def across(size: int) -> float:
        share = log10(size / sizes[0]) / (log10(sizes[-1] / sizes[0]) or 1)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def down(value: float) -> float:
        return TOP + (high - log10(value)) / ((high - low) or 1) * (HEIGHT - TOP - BOTTOM)

    heights = {10.0**power: down(10.0**power) for power in range(low, high + 1)}
    parts = [f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>' for y in heights.values()]
    parts += [label(LEFT - 8, y + 5, f"{value:g} s", "end") for value, y in heights.items()]
    parts += [label(across(size), HEIGHT - 22, f"{size:,}") for size in sizes]
    parts.append(label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4, "events"))
    for (name, line), colour in zip(lines.items(), COLOURS, strict=True):
        points = [(across(size), down(value)) for size, value in sorted(line.items())]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
        x, y = points[-1]
        parts.append(label(x + 10, y, name, "start"))
        parts.append(label(x + 10, y + 16, f"{line[max(line)]:.2f} s", "start"))
    style = (
        "text{font:13px system-ui,sans-serif;fill:#333}"
        ".grid{stroke:#bbb;stroke-width:.5}@media(prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#555}}"
    )
    told = "; ".join(
        f"{name}: {line[max(line)]:.2f} s of {max(line):,} events" for name, line in lines.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(told)}"><style>{style}</style>{"".join(parts)}</svg>\n'
    )


def label(x: float, y: float, text: str, anchor: str = "middle") -> str:
    """Return a text of the picture."""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
