"""Every number that a rule of the ledger compares with, and why it is that number.

They are written before an experiment is run with the seeds on record; the reason says where one was changed after a
first look. A rule compares with these and with 0, and with nothing else.
"""

from ..classroom.claim import Threshold

THRESHOLDS = {
    "a point": Threshold(1.0, "per cent of the test items: less is of no use to whoever chooses an activation"),
    "two points": Threshold(2.0, "per cent: more than the spread of one network, which is about 1 here"),
    "ten points": Threshold(10.0, "per cent: nobody overlooks it; it is also what each of ten digits gets by chance"),
    "reads well": Threshold(95.0, "per cent of the digits: a linear model reads about 94"),
    "once": Threshold(1.0, "one, where a sentence says that there is one: a change an epoch, a unit that is left"),
    "a tenth of a loss": Threshold(
        10.0, "per cent: a loss that falls by so much in as many epochs again was not at its minimum"
    ),
    "no plot shows it": Threshold(2.0, "per cent of the spread of the answers: the width of a line in a figure"),
    "a tenth longer": Threshold(1.1, "times as long as ReLU: what a busy machine adds to a median stays below it"),
    "half": Threshold(50.0, "per cent: likely means more often than not, and half is a saving worth the trouble"),
    # dying units
    "a large part": Threshold(25.0, "per cent of the units: of less than a quarter nobody would say a large part"),
    "unlikely": Threshold(10.0, "per cent: at most once in ten times, which most people would call unlikely"),
    # vanishing gradients
    "a power of ten": Threshold(1.0, "powers of ten: a first layer that is ten times slower than the last"),
    "flat": Threshold(10.0, "per cent of the largest slope, as in measures.saturation"),
    "hardly any": Threshold(5.0, "per cent, of the units or of the length of the weights: one in twenty"),
    "most": Threshold(50.0, "per cent: more than half"),
    "half as many again": Threshold(
        0.585, "log2 of a ratio of steps: 1.5 times as many, more than the spread of one network"
    ),
    "twice as many": Threshold(1.0, "log2 of a ratio of steps: twice as many"),
    "at the end": Threshold(1.0, "per cent of 1: less than the width of a line in a picture"),
}
