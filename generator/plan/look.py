"""The style sheet that ``look`` of the settings makes, loaded after the theme's."""

from generator.config import Look, Pair


def style_sheet(look: Look) -> str:
    """Return what the settings choose of the theme's custom properties, as CSS; empty where they don't."""
    colours = {"accent": look.accent, "paper": look.paper, "ink": look.ink}
    chosen = {name: _colour(colour) for name, colour in colours.items() if colour is not None}
    chosen |= {name: fonts for name, fonts in (("serif", look.serif), ("sans", look.sans)) if fonts}
    if look.measure is not None:
        chosen["measure"] = f"{look.measure}rem"
    lines = "".join(f"  --{name}: {value};\n" for name, value in chosen.items())
    return f":root {{\n{lines}}}\n" if lines else ""


def _colour(colour: str | Pair) -> str:
    return colour if isinstance(colour, str) else f"light-dark({colour.light}, {colour.dark})"
