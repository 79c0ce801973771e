"""The picture of an explorer: a figure that is made once and then only changed."""

import io
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import AxesImage, imsave

#: What a model says and a picture shows, by name; each model documents its names.
Numbers = dict[str, Any]

#: Dots per inch of the pictures.
DPI = 100


class Picture:
    """A figure that is made once; a new state changes some of its artists, and only those are drawn again.

    A subclass makes its artists in `__init__`, lists those that change in `moving`, and changes them in
    `update`. What does not move, such as axes and legends, is kept as a background: drawing it takes
    most of the time. A picture whose axes have several ranges names the one in use in `scale`; each has
    a background of its own.

    Parameters
    ----------
    width, height : float
        In inches.
    """

    def __init__(self, width: float, height: float):
        # Not one of pyplot's, which keeps its figures until they are closed.
        self.fig = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
        self.canvas = FigureCanvasAgg(self.fig)
        self.moving: list[Artist] = []
        self.scale: Any = None
        self.backgrounds: dict[Any, Any] = {}

    def update(self, numbers: Numbers) -> None:
        """Change the artists so that they show the numbers that the model computed."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Draw what does not move, once for each scale."""
        if self.scale not in self.backgrounds:
            for artist in self.moving:
                artist.set_animated(True)
            # Matplotlib before 3.11 draws an image even if it is animated; it would shine through where a later one is
            # clear.
            images = [artist for artist in self.moving if isinstance(artist, AxesImage) and artist.get_visible()]
            for image in images:
                image.set_visible(False)
            self.canvas.draw()
            for image in images:
                image.set_visible(True)
            self.fig.set_layout_engine("none")
            self.backgrounds[self.scale] = self.canvas.copy_from_bbox(self.fig.bbox)

    def png(self) -> bytes:
        """The figure as it is, in the bytes of a PNG."""
        self.prepare()
        self.canvas.restore_region(self.backgrounds[self.scale])
        for artist in self.moving:
            if artist.get_visible():
                self.fig.draw_artist(artist)
        file = io.BytesIO()
        imsave(file, np.asarray(self.canvas.buffer_rgba()), format="png", pil_kwargs={"compress_level": 1})
        return file.getvalue()
