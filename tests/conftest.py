"""How notebooks are compared: a tolerance for numbers out of training, no progress bars; when coverage counts.

nbval compares what a cell prints with what is stored, character by character. The last bits of a matrix product differ
between processors and training amplifies them, so the notebooks print what comes out of training as `mean ± spread`,
over seeds. Such a pair agrees with the stored pair when

- the means are no further apart than the *stored* spread, and
- neither spread is more than `FACTOR` times the other, as far as the printed digits can tell. Two honest estimates of
  one standard deviation, from 10 seeds each, are within a factor of 3 in 997 of 1000 cases (F distribution with 9 and
  9 degrees of freedom); within a factor of 2 only in 949.

A stored spread of zero allows nothing. Everything else is compared exactly: the words, the units, the number of
decimals, every number without a spread. Only how many spaces stand beside a pair is left open, since a table pads; and
nbval compares no picture, so neither are the bytes of one within HTML.
"""

import os
import re
from decimal import Decimal

from nbval.plugin import IPyNbCell

FACTOR = 3

# These need a Chromium or more: `make test-browser` and `make test-site` ask for them by name.
collect_ignore = ["browser", "site"]

NUMBER = r"[-+−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
PAIR = re.compile(rf"(?:^ *|( *))(?<![\w.])({NUMBER})((?: ?%)? ?± ?)({NUMBER})((?: ?%)?)(?: *$|( *))", re.MULTILINE)

PICTURE = re.compile(r"(data:image/png;base64,)[\w+/=]+")


class Printed(str):
    """A text that equals another if the two differ in pairs that agree, and nowhere else."""

    __hash__ = None

    def __eq__(self, new):
        return outside_pairs(self) == outside_pairs(new) and all(map(agree, PAIR.finditer(self), PAIR.finditer(new)))

    def __ne__(self, new):
        return not self == new


def outside_pairs(text):
    """The text with the digits of each pair, and the width of the space around it, taken out."""

    def shape(pair):
        before, mean, between, spread, unit, after = pair.groups(default="")
        return f"{before[:1]}\0{form(mean)}{between}{form(spread)}\0{unit}{after[:1]}"

    return PAIR.sub(shape, str(text))


def form(number):
    """How a number is printed: its decimals, and whether it has an exponent."""
    mantissa, exponent, _ = number.lower().partition("e")
    return f"{len(mantissa.partition('.')[2])}{exponent}"


def agree(stored, new):
    mean, spread = numbers(stored)
    new_mean, new_spread = numbers(new)
    if spread == 0:
        return (new_mean, new_spread) == (mean, spread)
    small, large = sorted([spread, new_spread])
    return abs(new_mean - mean) <= spread and large - half_a_digit(large) <= FACTOR * (small + half_a_digit(small))


def numbers(pair):
    return [Decimal(text.replace("−", "-")) for text in pair.group(2, 4)]


def half_a_digit(number):
    """What rounding to the printed digits may have hidden."""
    return Decimal(5).scaleb(number.as_tuple().exponent - 1)


def pytest_collection_modifyitems(items):
    """Have nbval compare `Printed` texts; `sanitize` is what it calls on each text before comparing."""
    for item in items:
        if isinstance(item, IPyNbCell):
            item.sanitize = lambda text, item=item: (
                Printed(PICTURE.sub(r"\1", IPyNbCell.sanitize(item, text))) if isinstance(text, str) else text
            )


def is_whole_suite(config):
    """Whether `python -m pytest` was asked for everything, or for a part only."""
    return config.args_source is config.ArgsSource.TESTPATHS and not (config.option.keyword or config.option.markexpr)


def pytest_configure(config):
    os.environ["RELULAB_PROGRESS"] = "0"  # when a bar appears depends on the clock; kernels take it from here
    os.environ["RELULAB_RECORDS"] = "0"  # what tests do is not the progress of whoever runs them
    # A part of the suite does not cover the whole package and need not.
    measured = config.pluginmanager.get_plugin("_cov")
    if measured and not is_whole_suite(config):
        measured.options.cov_fail_under = 0
