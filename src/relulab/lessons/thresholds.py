"""Every number that a rule of the ledger compares with, and why it is that number.

They are written before an experiment is run with the seeds on record; the reason says where one was changed after a first
look. A rule compares with these and with 0, and with nothing else.
"""

from ..classroom.claim import Threshold

THRESHOLDS = {
    "a point": Threshold(1.0, "per cent of the test items: less is of no use to whoever chooses an activation"),
    "two points": Threshold(2.0, "per cent: more than the spread of one network, which is about 1 here"),
    "ten points": Threshold(10.0, "per cent: nobody overlooks it; it is also what each of ten digits gets by chance"),
    "reads well": Threshold(95.0, "per cent of the digits: a linear model reads about 94"),
    # dying units
    "a large part": Threshold(25.0, "per cent of the units: of less than a quarter nobody would say a large part"),
    "more often than not": Threshold(50.0, "per cent: the half, as many times as not"),
    "unlikely": Threshold(10.0, "per cent: at most once in ten times, which most people would call unlikely"),
}
