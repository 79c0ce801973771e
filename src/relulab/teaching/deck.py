"""A deck: slides as one HTML file with reveal.js in it, so that it needs no network and no other file."""

from __future__ import annotations

import html
from importlib.util import find_spec
from pathlib import Path

from .slide import Slide
from .web import page

_HERE = Path(__file__).parent


def deck(title: str, slides: list[Slide]) -> str:
    """The slides as one page.

    Parameters
    ----------
    title : str
    slides : list of Slide
    """
    reveal = _reveal()
    made = "\n".join(map(_section, slides))
    notes = (reveal / "plugin" / "notes.js").read_text(encoding="utf-8").replace("</script", r"<\/script")
    scripts = [
        (reveal / "reveal.js").read_text(encoding="utf-8"),
        notes,
        (_HERE / "deck.js").read_text(encoding="utf-8"),
    ]
    body = f'<div class="reveal"><div class="slides">\n{made}\n</div></div>\n'
    body += "\n".join(f"<script>{script}</script>" for script in scripts)
    style = (_HERE / "deck.css").read_text(encoding="utf-8")
    return page(title, body, (reveal / "reveal.css").read_text(encoding="utf-8") + style)


def _section(slide: Slide) -> str:
    level = 1 if slide.kind == "title" else 2
    long = " longer" if len(slide.title) > 110 else " long" if len(slide.title) > 62 else ""
    place = f'<div class="place">{html.escape(slide.place)}</div>'
    head = f"<h{level}>{html.escape(slide.title.replace('*', '').replace('`', ''))}</h{level}>"
    body = f'<div class="body">{slide.body}</div>' if slide.body else ""
    notes = f'<aside class="notes">{slide.notes}</aside>'
    return f'<section class="kind-{slide.kind}"><div class="page{long}">{place}{head}{body}</div>{notes}</section>'


def _reveal() -> Path:
    """Where reveal.js is: the package pyreveal carries it."""
    found = find_spec("pyreveal")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("pyreveal", name="pyreveal")
    return Path(found.submodule_search_locations[0]) / "revealjs" / "dist"
