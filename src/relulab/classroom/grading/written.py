"""The written item of an assignment: a claim, its control and its verdict, marked by hand with a rubric."""

from __future__ import annotations

from ..claim import NOT_MEASURED, Claim

#: Two points for each of the three parts.
POINTS = 6
#: What the student's cell holds at first.
TEMPLATE = "**Claim.**\n\n**Control.**\n\n**Verdict.**"

_CLAIMS = """## In your own words

Choose one of these statements:

{statements}

Write about five sentences below this cell (a double click opens the next one), two points for each part:

- **Claim:** what has to be measured, and which result would speak against the statement?
- **Control:** what was compared with what, what was kept the same, and how often was it repeated?
- **Verdict:** what came out, with a number and its spread, and what does it not show?
"""

_PATIENTS = """## In your own words

Choose one of your patients. Write about five sentences below this cell (a double click opens the next one), two points
for each part:

- **Claim:** your diagnosis, and which reading would have spoken against it?
- **Control:** which other illness looks most like it, and which test told the two apart?
- **Verdict:** what did your treatment change, in numbers before and after, and what does it not show?
"""

_RUBRIC = """Rubric. Students do not see this cell; in their copy it is empty.

| | 2 points | 1 point | 0 points |
|---|---|---|---|
| claim | says what is measured and which result would contradict it | repeats it alone | none |
| control | names what is compared and what is kept the same or repeated | names a comparison alone | none |
| verdict | what came out, with a number or condition, and a limit of it | what came out | none, or another one |
"""


def written(claims: list[Claim]) -> tuple[str, str]:
    """What is asked, and the rubric with what the course itself says of each claim, as Markdown.

    Parameters
    ----------
    claims : list of Claim
        Of one lesson; a diagnosis is asked for where there are none.
    """
    measured = [claim for claim in claims if claim.verdict != NOT_MEASURED]
    if not measured:
        return _PATIENTS, _RUBRIC
    asks = _CLAIMS.format(statements="\n".join(f"- {claim.statement}" for claim in measured))
    return asks, "\n\n".join([_RUBRIC.rstrip(), *map(_said, measured)])


def _said(claim):
    control = claim.effects.get(claim.control, claim.control)
    verdict = f"{claim.verdict}{f' ({claim.condition})' if claim.condition else ''}"
    return f"**{claim.statement}** Tested as: {claim.tested_as} Control: {control}. Verdict: {verdict}."
