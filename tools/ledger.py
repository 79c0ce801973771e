"""Measure every claim of the course and record it: the one tool that writes the ledger.

    python tools/ledger.py [claim ...]     measure all claims, or these, with the seeds of the lessons, and record them
    python tools/ledger.py --table         write the tables from the record, measure nothing

The record is src/relulab/ledger.json: for each claim, each effect with its 95 % interval. LEDGER.md gets the table of
all claims and README.md five of them, each between two comments that name the ledger. The exit code is 1 if the
measured verdict of a claim is not the one that stands with the claim: then the verdict there, or the experiment, must
change.
"""

import argparse
import importlib
import json
import re
import sys
from pathlib import Path

from relulab import ledger
from relulab.classroom.files import replace

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "src" / "relulab" / "ledger.json"
README, LEDGER = ROOT / "README.md", ROOT / "LEDGER.md"
#: The claims that README.md shows.
FIVE = ["sparse", "vanish", "faster", "dying", "leaky-fix"]
PLACE = re.compile(r"(?<=<!-- ledger: written by make ledger -->\n).*?(?=<!-- end of the ledger -->)", re.DOTALL)


def record(chosen):
    """Measure these claims and record them; whether each verdict is the one on record."""
    old = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    fine = True
    for claim in chosen:
        if claim.evidence is None:
            continue
        effects = claim.measure()
        verdict = claim.judge(effects)
        fine &= verdict == claim.verdict
        said = "" if verdict == claim.verdict else f", BUT THE CLAIM SAYS {claim.verdict}"
        print(f"{claim.id}: {verdict}{said}", flush=True)
        by_task = claim.verdicts(effects)
        for task, each in effects.items():
            if task:
                print(f"    {task}: {by_task[task]}")
            for name, effect in each.items():
                print(f"    {claim.effects[name]}: {effect}")
        old[claim.id] = ledger.to_record(effects)
    rows = [
        f"{json.dumps(claim.id)}: {json.dumps(old[claim.id], indent=1)}" for claim in ledger.CLAIMS if claim.id in old
    ]
    replace(RECORD, ("{\n" + ",\n".join(rows) + "\n}\n").encode())
    return fine


def five():
    """A short table of the claims in `FIVE`, each with its verdict and its lesson."""
    claims = {claim.id: claim for claim in ledger.CLAIMS}
    rows = ["| people say | verdict | lesson |", "|---|---|---|"]
    for claim in map(claims.get, FIVE):
        verdict = f"**{claim.verdict}** {claim.condition}".strip()
        rows.append(f"| {claim.statement} | {verdict} | [{claim.lesson[:2]}](notebooks/{claim.lesson}.ipynb) |")
    return "\n".join(rows)


def all_claims():
    """The table of all claims, as a notebook shows it."""
    return ledger.ledger()._repr_markdown_()


#: What stands in which file.
TABLES = {LEDGER: all_claims, README: five}


def with_table(text, table):
    """The text of a file with the table in its place."""
    if len(PLACE.findall(text)) != 1:
        raise SystemExit("LEDGER.md and README.md must each have, once, the two comments between which a table stands.")
    return PLACE.sub(lambda _: f"\n{table}\n\n", text)


def write_tables():
    """Write both files, or neither if one has no place for its table."""
    texts = {path: with_table(path.read_text(encoding="utf-8"), table()) for path, table in TABLES.items()}
    for path, text in texts.items():
        replace(path, text.encode())


def main(arguments=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    known = {claim.id: claim for claim in ledger.CLAIMS}
    parser.add_argument("claims", nargs="*", metavar="claim", help=f"one of {', '.join(known)}")
    parser.add_argument("--table", action="store_true", help="only write the tables, from the record")
    options = parser.parse_args(arguments)
    if unknown := set(options.claims) - set(known):
        parser.error(f"there is no claim {', '.join(sorted(unknown))}; the claims are {', '.join(known)}")
    fine = options.table or record([known[name] for name in options.claims or known])
    importlib.reload(ledger)  # with what was recorded
    write_tables()
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
