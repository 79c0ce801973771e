"""A slide, and how a text is cut to fit on one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: How a text begins that says what was measured.
TELLS = ("**Read.**", "**Verdict")
#: So many words of text stand on the slide of a result, and of a prediction.
BESIDE, BEFORE_QUESTION = 45, 65
#: A text counts its words, 20 for a formula on its own line and 12 for a row of a table; a longer one is cut in two.
_LONG = 185


@dataclass
class Slide:
    """A slide.

    Attributes
    ----------
    kind, place, title : str
        The place is where in the lesson it is.
    body, notes : str
        As HTML.
    cells : list of str
        The cells that it shows.
    """

    kind: str
    place: str
    title: str
    body: str
    notes: str = ""
    cells: list[str] = field(default_factory=list)


def words(text: str) -> int:
    """How many words a text has.

    Parameters
    ----------
    text : str
    """
    return len(re.findall(r"\w+", text))


def halves(text: str) -> list[str]:
    """A text, cut at the paragraph nearest to its middle if it is too long for a slide.

    Parameters
    ----------
    text : str
    """

    def size(part: str) -> int:
        return words(part) + 10 * part.count("$$") + 12 * len(re.findall(r"^\|", part, re.MULTILINE))

    paragraphs = text.split("\n\n")
    if size(text) <= _LONG or len(paragraphs) < 2:
        return [text]
    places = range(1, len(paragraphs))
    # What ends in a colon stands with what follows it.
    good = [at for at in places if not paragraphs[at - 1].rstrip().endswith(":")] or list(places)
    at = min(good, key=lambda at: abs(2 * size("\n\n".join(paragraphs[:at])) - size(text)))
    parts = ["\n\n".join(paragraphs[:at]), "\n\n".join(paragraphs[at:])]
    return parts if min(map(size, parts)) > BESIDE else [text]


def headed(source: str, otherwise: str = "") -> tuple[str, str]:
    """The title of a text, and the rest of it.

    Parameters
    ----------
    source : str
    otherwise : str
        The title of a text that has none.
    """
    heading = re.match(r"#{1,4} (.+)\n*", source)
    lead = re.match(r"\*\*([^*]{3,60}?)[.:]?\*\*\s*", source)
    if heading:
        return heading[1], source[heading.end() :]
    if lead and not source.startswith(TELLS):
        return lead[1], source[lead.end() :]
    if source.startswith("**Verdict"):
        return "Verdict", source
    return without_number(otherwise), source


def without_number(place: str) -> str:
    """A heading without the number in front of it.

    Parameters
    ----------
    place : str
    """
    return re.sub(r"^\d+\. ", "", place)


def beside_title(place: str, title: str) -> str:
    """The place that is shown with a title; nothing where the title says it.

    Parameters
    ----------
    place, title : str
    """
    return "" if place.endswith(title) else place
