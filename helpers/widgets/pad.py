"""A pad is a square of buttons, one for each pixel of a small picture: a press lays ink on it."""

from functools import cache

import numpy as np
from ipywidgets import Button, ButtonStyle, GridBox, Layout
from matplotlib.colors import to_hex

from helpers import digits, inputs, splits, style
from helpers.digits import MOST_INK, SIDE
from helpers.widgets import code
from helpers.widgets.controls import button, listed
from helpers.widgets.explorer import Explorer
from helpers.words import _

PIXEL, GAP = 28, 1  # on the screen: a side of a button, and between two of them
LEFT, APART = 20, 16  # before the pad, and between it and what stands beside it
FRAME = f"solid 1px {style.FAINT}"  # or paper would not be told from the page


class Pad(GridBox):
    """Buttons from paper to ink, row by row; `press` is called with the number of the one pressed.

    `beside` has for some rows what stands to their right, each with its column from 0 on, or with
    the range of columns that it takes: Tab goes on as one reads. Buttons that look alike share
    their look, so that a pixel that changes is one message to the browser.
    """

    def __init__(self, press, beside):
        shades = [to_hex(style.TILES(ink / MOST_INK)) for ink in range(MOST_INK + 1)]
        self.looks = [ButtonStyle(button_color=shade) for shade in shades]
        self.shown = [None] * SIDE**2
        columns = [place(column) for column in range(SIDE)]
        self.buttons = [Button(layout=c, style=self.looks[0]) for c in columns * SIDE]
        for i, one in enumerate(self.buttons):
            one.on_click(lambda _button, i=i: press(i))
        children = []
        for row in range(SIDE):
            children += self.buttons[SIDE * row : SIDE * (row + 1)]
            for columns, one in beside.get(row, {}).items():
                taken = columns if isinstance(columns, range) else [columns]
                one.layout.grid_area = in_column(SIDE + 1 + taken[0], len(taken))
                children.append(one)
        look = {"grid_template_columns": f"repeat({SIDE}, {PIXEL}px) {APART}px"}
        look |= {"grid_auto_rows": f"{PIXEL}px", "grid_gap": f"{GAP}px"}
        look |= {"justify_content": "flex-start", "margin": f"0 0 0 {LEFT}px"}
        super().__init__(children, layout=Layout(**look))

    def show(self, pixels):
        """Show a picture, a list of whole numbers from 0 to 16; the name of a button tells its own.

        Only what has changed is sent.
        """
        for i, (ink, before) in enumerate(zip(pixels, self.shown, strict=True)):
            if ink != before:
                with self.buttons[i].hold_sync():
                    self.buttons[i].style = self.looks[ink]
                    self.buttons[i].tooltip = named(i, ink)
        self.shown = [*pixels]


def place(column):
    """Return where the buttons of a column stand, and how large they are."""
    side = f"{PIXEL}px"
    look = {"width": side, "height": side, "min_width": side, "margin": "0", "padding": "0"}
    return Layout(border=FRAME, grid_area=in_column(column), **look)


def in_column(column, wide=1):
    """Return the place in a grid that begins in a column from 0 on, in the next row with room.

    As an area, since of a Layout without one a browser forgets the column.
    """
    return f"auto / {column + 1}" + (f" / auto / span {wide}" if wide > 1 else "")


def where(i):
    """Return the row and the column of pixel number i, both counted from 0 as in Python."""
    return {"row": i // SIDE, "column": i % SIDE}


def named(i, ink):
    """Return the name of a button."""
    said = _("row {row}, column {column}: {ink} of {most}")
    return said.format(ink=ink, most=MOST_INK, **where(i))


class Padded(Explorer):
    """An explorer with a pad below its picture; the slider called "row" lays a test digit on it.

    `pixels`, 64 whole numbers from 0 to 16, lie there at the start in its place. A subclass tells
    in `beside` what stands beside the pad.
    """

    def __init__(self, controls, pixels, **more):
        self.begin = rows()[0][controls["row"].value] if pixels is None else pixels_of(pixels)
        self.restore()
        self.pad = Pad(self.press, self.beside(controls))
        super().__init__(controls, below=[self.pad], **more)

    def beside(self, controls):
        """Return what stands beside the rows of the pad, as `Pad` takes it."""
        raise NotImplementedError

    def arrows(self):
        """Return the buttons that move the picture by a pixel: up, down, left and right."""
        return [
            button(arrow, lambda step=step: self.put(lambda x: digits.moved(x[None], *step)[0]))
            for arrow, step in zip("↑↓←→", ((-1, 0), (1, 0), (0, -1), (0, 1)), strict=True)
        ]

    def erase(self):
        """Return the button that leaves paper."""
        return button(_("Erase"), lambda: self.put(np.zeros_like))

    def changed(self, name):
        """Answer a control; the slider lays its digit on the pad."""
        if name == "row":
            self.lay(self.test_digit()[0])
        self.redraw()

    def restore(self):
        self.lay(self.begin)

    def lay(self, pixels):
        """Lay a picture on the pad that nobody has changed yet."""
        self.pixels = pixels

    def test_digit(self):
        """Return the pixels of the row on the slider, and which digit they are."""
        return tuple(part[self.controls["row"].value] for part in rows())

    def as_written(self):
        """Return whether the test digit lies on the pad, and nobody has changed it."""
        return self.pixels == self.test_digit()[0]

    def picture_on_pad(self):
        """Return the picture as numbers from 0 to 1, shape (64,)."""
        return np.array(self.pixels) / MOST_INK

    def put(self, change):
        """Lay on the pad what a function makes of the picture, numbers from 0 to 1, shape (64,)."""
        with self._lock:
            x = change(self.picture_on_pad())
            self.pixels = (MOST_INK * x).round().astype(int).tolist()
            self.redraw()

    def press(self, i):
        """Lay ink on pixel number i where it is nearer to paper, else paper."""
        self.put(lambda x: np.where(np.arange(len(x)) == i, x < 0.5, x))

    def state(self):
        return self.values | ({} if self.as_written() else {"pixels": self.pixels})

    def code_of_picture(self, shape):
        """Return the lines that give x the numbers of the picture, in a shape such as "8, 8"."""
        lines = np.reshape(self.pixels, (SIDE, SIDE)).tolist()
        rows = [f"    {code.literal(line)}," for line in lines]
        return code.lines("x = np.array([", *rows, f"]).reshape({shape}) / {MOST_INK}")

    def y_true(self):
        """Return in mathematics which digit was written, and nothing where nobody wrote it."""
        said = rf"$y_\mathrm{{true}} = {self.test_digit()[1]}$"
        return said if self.as_written() else ""

    def whose(self):
        """Return what lies on the pad, in words."""
        said = _("On the pad lies a changed picture; it began as test digit {row}: {digit}.")
        if self.as_written():
            said = _("On the pad lies test digit {row}, as it was written: {digit}.")
        return said.format(row=self.controls["row"].value, digit=self.test_digit()[1])


@cache
def rows():
    """Return the pixels of all test rows, lists of whole numbers, and which digits they are."""
    (X, said), test = digits.load(), splits.parts(0)[1].test
    return (MOST_INK * X[test]).astype(int).tolist(), said[test].tolist()


def pixels_of(pixels):
    """Return a picture as a list of 64 whole numbers, or refuse it in a sentence."""
    expected = _("a list of {count} whole numbers").format(count=SIDE**2)
    return [
        inputs.whole("pixels", ink, 0, MOST_INK)
        for ink in listed("pixels", pixels, expected, SIDE**2)
    ]
