"""The ledger: every statement that the course puts to the test, what was measured, and the verdict.

The claims stand in the lessons' folders, each with its experiment and its rule; the effects that their verdicts
rest on are recorded in ledger.json by tools/ledger.py. The tests measure each claim anew, with other seeds
than the lessons show, and fail when the verdict differs.
"""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

from . import lessons
from .classroom.claim import Claim
from .nn.statistics import Interval


def _claims() -> list[Claim]:
    """The claims of all lessons, with what is on record for each."""
    record = json.loads(files(__package__).joinpath("ledger.json").read_text(encoding="utf-8"))
    return [
        replace(
            claim, lesson=lesson, recorded={name: Interval(*each) for name, each in record.get(claim.id, {}).items()}
        )
        for lesson in lessons.LESSONS
        if lessons.has(lesson, "claims")
        for claim in lessons.part(lesson, "claims").CLAIMS
    ]


CLAIMS = _claims()


class Ledger:
    """The table of all claims, as a notebook shows it."""

    def _repr_markdown_(self):
        rows = [
            "| claim | the article says | measured: mean [95 % interval] | verdict | lesson |",
            "|---|---|---|---|---|",
        ]
        for claim in CLAIMS:
            effects = "; ".join(f"{label}: {claim.recorded[name]}" for name, label in claim.effects.items())
            verdict = f"**{claim.verdict}** {claim.condition}".strip()
            rows.append(f"| *{claim.id}* | {claim.statement} | {effects} | {verdict} | {claim.lesson[:2]} |")
        return "\n".join(rows)

    def __repr__(self):
        return "\n".join(f"{claim.id}: {claim.verdict} {claim.condition}".strip() for claim in CLAIMS)


def ledger() -> Ledger:
    """The table of all claims: statement, measured effect, verdict and lesson."""
    return Ledger()
