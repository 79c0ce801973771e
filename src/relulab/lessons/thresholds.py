"""Every number that a rule of the ledger compares with, and why it is that number.

They were written before the experiments were run with the seeds on record, unless the reason says that one was changed
after a first look. A rule may compare with these and with 0, and with nothing else.
"""

from ..classroom.claim import Threshold

THRESHOLDS = {
    "a point": Threshold(1.0, "per cent of the test items: less is of no use to anybody who chooses an activation"),
    "two points": Threshold(2.0, "per cent: more than the spread of one network, which is about 1 here"),
    "ten points": Threshold(10.0, "per cent: a difference that nobody overlooks; also what each of ten digits gets by chance"),
}
