"""A card: a reply whose verdict is seen at a glance, by its word, its sign and its colour, and the same as plain text.

The colours differ for readers with any common form of colour blindness, and stand out in a light and in a dark theme;
text has the colour of the page. Nothing here needs a style sheet or a script.
"""

import html
import re

from .text import Bundle, filled, on_a_page, printable

#: Kind of a card -> its sign, and the colour of its edge and its word.
KINDS = {
    "right": ("✓", "#00704f"),
    "close": ("≈", "#006bb3"),
    "off": ("✗", "#b84000"),
    "open": ("○", "#616161"),
}
_BOX = (
    "border: 1px solid var(--jp-border-color2, #bdbdbd); border-left: 6px solid {color}; border-radius: 4px; "
    "padding: 6px 12px; margin: 4px 0; max-width: 760px; box-sizing: border-box; line-height: 1.45"
)
_WORD = "background: {color}; color: #fff; border-radius: 3px; padding: 1px 9px; white-space: nowrap"
_CALL = re.compile(r"\b(?:hint|check|solution|guess|progress)\([^()\n]*\)")


def card(kind: str, word: str, body: str, *, status: bool = True, below: bool = False) -> str:
    """A card as HTML.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    word : str
        What the verdict is, in a word or two.
    body : str
        HTML of what is said beside it.
    status : bool
        Whether a screen reader says it when it comes.
    below : bool
        Whether the body stands below the word and not beside it.
    """
    role, width = ' role="status"' if status else "", "100%" if below else "18em"
    return (
        f'<div{role} class="relulab-card relulab-{kind}" '
        f'style="{_BOX.format(color=KINDS[kind][1])}">'
        '<div style="display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline">'
        f'{badge(kind, word)}<div style="flex: 1 1 {width}; min-width: 0">{body}</div></div></div>'
    )


def badge(kind: str, word: str) -> str:
    """The sign and the word of a verdict as HTML."""
    sign, color = KINDS[kind]
    return (
        f'<strong style="{_WORD.format(color=color)}"><span aria-hidden="true">{sign} </span>'
        f"{html.escape(word)}</strong>"
    )


def as_html(text: str) -> str:
    """Text as HTML: its lines as paragraphs, those that are indented as they stand, calls as code."""
    parts = []
    for block in re.findall(r"(?:^ {4}.*\n?)+|^.*\n?", text, re.MULTILINE):
        if block.startswith("    "):
            lines = html.escape("\n".join(line[4:] for line in block.splitlines()))
            parts.append(f'<pre style="white-space: pre-wrap; margin: 4px 0">{lines}</pre>')
        elif block.strip():
            said = _CALL.sub(r"<code>\g<0></code>", html.escape(block.strip(), quote=False))
            parts.append(f'<p style="margin: 0 0 2px">{said}</p>')
    return "".join(parts)


def show(kind: str, word: str, plain: str, body: str) -> None:
    """Show a card, and where there is no page print its text.

    Parameters
    ----------
    kind, word : str
        As for `card`.
    plain : str
        All that the card says, as text.
    body : str
        HTML beside the word.
    """
    put({"text/html": card(kind, word, body)}, filled(plain))


def put(forms: dict[str, str], plain: str) -> None:
    """Display something in these forms, by MIME type, and where there is no page print its text."""
    if not on_a_page():
        print(printable(plain))
        return
    from IPython.display import display

    display(Bundle({**forms, "text/plain": plain}), raw=True)
