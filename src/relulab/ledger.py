"""The ledger: every statement that the course puts to the test, what was measured, and the verdict.

The claims stand in the lessons' folders, each with its experiment and its rule; the effects that their verdicts
rest on are recorded in ledger.json by tools/ledger.py. The tests measure each claim anew, with other seeds
than the lessons show, and fail when the verdict differs.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from importlib.resources import files

from . import lessons
from .classroom.claim import Claim, Effect


def _claims() -> list[Claim]:
    """The claims of all lessons, with what is on record for each."""
    record = json.loads(files(__package__).joinpath("ledger.json").read_text(encoding="utf-8"))
    return [
        replace(claim, lesson=lesson, recorded=from_record(record.get(claim.id, {})))
        for lesson in lessons.LESSONS
        if lessons.has(lesson, "claims")
        for claim in lessons.part(lesson, "claims").CLAIMS
    ]


def from_record(stored: dict) -> dict[str, dict[str, Effect]]:
    """The effects, as `to_record` stored them."""
    return {task: {name: Effect(**each) for name, each in effects.items()} for task, effects in stored.items()}


def to_record(effects: dict[str, dict[str, Effect]]) -> dict:
    """Effects as JSON can keep them, with four digits: more would change with every processor."""

    def rounded(value):
        return float(f"{round(value, 12) + 0.0:.4g}") if isinstance(value, float) else value

    return {
        task: {name: {key: rounded(value) for key, value in asdict(each).items()} for name, each in effects.items()}
        for task, effects in effects.items()
    }


CLAIMS = _claims()


class Ledger:
    """The table of some claims, as a notebook shows it.

    Parameters
    ----------
    shown : list of Claim
    """

    def __init__(self, shown: list[Claim]):
        self.claims = shown

    def _repr_markdown_(self):
        rows = [f"| claim | {self._who()} | measured | verdict | lesson |", "|---|---|---|---|---|"]
        for claim in self.claims:
            verdict = f"**{claim.verdict}** {claim.condition}".strip()
            rows.append(
                f"| *{claim.id}* | {claim.statement} | {measured_text(claim)} | {verdict} | {claim.lesson[:2]} |"
            )
        return "\n".join(rows)

    def _who(self):
        """Who makes the claims: those whose name begins with "after" are not the article's."""
        of_field = [claim.id.startswith("after-") for claim in self.claims]
        if all(of_field):
            return "the field says"
        return "the article, or with *after* the field, says" if any(of_field) else "the article says"

    def __repr__(self):
        return "\n".join(f"{claim.id}: {claim.verdict} {claim.condition}".strip() for claim in self.claims)


def measured_text(claim: Claim) -> str:
    """What was measured for a claim, in words; what is not measured gives its source."""
    if not claim.recorded:
        return claim.source
    parts = []
    for task, effects in claim.recorded.items():
        text = "; ".join(f"{claim.effects[name]}: {each}" for name, each in effects.items())
        parts.append(f"{task}: {text}" if task else text)
    return ". ".join(parts)


def ledger(lesson: str | None = None) -> Ledger:
    """The table of all claims: statement, measured effects, verdict and lesson.

    Parameters
    ----------
    lesson : str, optional
        The claims of this lesson alone.
    """
    return Ledger([claim for claim in CLAIMS if lesson in (None, claim.lesson)])
