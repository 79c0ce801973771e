"""Measure every claim of the course and record it: the one tool that writes the ledger.

    python tools/ledger.py [claim ...]     measure all claims, or these, with the seeds of the lessons, and record them
    python tools/ledger.py --table         write the table in README.md from the record, measure nothing

The record is src/relulab/ledger.json: for each claim, each effect with its 95 % interval. README.md gets the
table between the two comments that name the ledger. The exit code is 1 if the measured verdict of a claim is not the
one that stands with the claim: then the verdict there, or the experiment, must change.
"""

import argparse
import importlib
import json
import os
import re
import sys
from pathlib import Path

from relulab import ledger

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "src" / "relulab" / "ledger.json"
README = ROOT / "README.md"
PLACE = re.compile(r"(?<=<!-- ledger: written by make ledger -->\n).*?(?=<!-- end of the ledger -->)", re.DOTALL)


def write(path, text):
    """Write a file whole or not at all."""
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, path)


def record(chosen):
    """Measure these claims and record them; whether each verdict is the one on record."""
    old = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    fine = True
    for claim in chosen:
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
    write(RECORD, "{\n" + ",\n".join(rows) + "\n}\n")
    return fine


def with_table(readme):
    """The text of README.md with the ledger in its place."""
    if len(PLACE.findall(readme)) != 1:
        raise SystemExit("README.md must have the two comments between which the ledger stands, once.")
    return PLACE.sub(lambda _: f"\n{ledger.ledger()._repr_markdown_()}\n\n", readme)


def main(arguments=None):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    known = {claim.id: claim for claim in ledger.CLAIMS}
    parser.add_argument("claims", nargs="*", metavar="claim", help=f"one of {', '.join(known)}")
    parser.add_argument("--table", action="store_true", help="only write the table in README.md")
    options = parser.parse_args(arguments)
    if unknown := set(options.claims) - set(known):
        parser.error(f"there is no claim {', '.join(sorted(unknown))}; the claims are {', '.join(known)}")
    fine = options.table or record([known[name] for name in options.claims or known])
    importlib.reload(ledger)  # with what was recorded
    write(README, with_table(README.read_text(encoding="utf-8")))
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
