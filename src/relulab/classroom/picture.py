"""The picture of an explorer: a figure that is made once and then only changed."""

import struct
import zlib
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.text import Text

#: What a model says and a picture shows, by name; each model documents its names.
Numbers = dict[str, Any]

#: Dots per inch of the pictures.
DPI = 100

#: How many texts a picture keeps at most.
KEPT = 300


class Picture:
    """A figure that is made once; a new state changes some of its artists, and only those are drawn again.

    A subclass makes its artists in `__init__`, lists those that change in `moving`, and changes them in
    `update`. What does not move, such as axes and legends, is kept as a background: drawing it takes
    most of the time. A picture whose axes have several ranges names the one in use in `scale`; each has
    a background of its own. A text among the moving ones, such as a title, stands where nothing else moves:
    letters are slow to draw, so what was drawn once is kept.

    Parameters
    ----------
    width, height : float
        In inches; at most 5.8 and 4.4, which is what a laptop's screen has beside the controls.
    """

    def __init__(self, width: float, height: float):
        # Not one of pyplot's, which keeps its figures until they are closed.
        self.fig = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
        self.canvas = FigureCanvasAgg(self.fig)
        self.moving: list[Artist] = []
        self.scale: Any = None
        self.backgrounds: dict[Any, Any] = {}
        self.texts: dict[Any, Any] = {}

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height = self.canvas.get_width_height()
        return int(width), int(height)

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
            if isinstance(artist, Text):
                self._write(artist)
            elif artist.get_visible():
                self.fig.draw_artist(artist)
        return as_png(np.asarray(self.canvas.buffer_rgba())[:, :, :3])

    def _write(self, text):
        key = self.scale, text, text.get_text(), text.get_visible(), text.get_position(), text.get_color()
        if key in self.texts:
            self.canvas.restore_region(self.texts[key])
            return
        self.fig.draw_artist(text)
        if len(self.texts) >= KEPT:
            self.texts.clear()
        self.texts[key] = self.canvas.copy_from_bbox(text.get_window_extent().padded(2))


def as_png(pixels: np.ndarray) -> bytes:
    """Pixels as a PNG, in half the time that Pillow takes: it tries a filter for each row, which such pictures lack.

    Parameters
    ----------
    pixels : uint8 array of shape (height, width, 3)
    """
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), np.uint8)  # each begins with a 0: no filter
    rows[:, 1:] = pixels.reshape(height, 3 * width)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits a channel, red, green and blue
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
