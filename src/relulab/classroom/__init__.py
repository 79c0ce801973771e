"""The machinery of a class: exercises, quizzes, explorers, claims, records. It knows no lesson."""

import logging
import sys

if sys.platform == "emscripten":  # a browser forgets Matplotlib's list of fonts: that it is made anew is no news
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
