"""A pad is a square of buttons, one for each pixel of a small picture: a press lays ink on it."""

from ipywidgets import Button, ButtonStyle, GridBox, Layout
from matplotlib.colors import to_hex

from helpers import digits, style
from helpers.words import _

PIXEL, GAP = 28, 1  # on the screen: a side of a button, and between two of them
LEFT, APART = 20, 16  # before the pad, and between it and what stands beside it
FRAME = f"solid 1px {style.FAINT}"  # or paper would not be told from the page


class Pad(GridBox):
    """Buttons from paper to ink, row by row; `press` is called with the number of the one pressed.

    `beside` has for each row the buttons that stand to its right, each with its column from 0 on:
    Tab goes on as one reads. Buttons that look alike share their look, so that a pixel that
    changes is one message to the browser.
    """

    def __init__(self, press, beside):
        shades = [to_hex(style.TILES(ink / digits.MOST_INK)) for ink in range(digits.MOST_INK + 1)]
        self.looks = [ButtonStyle(button_color=shade) for shade in shades]
        self.shown = [None] * digits.SIDE**2
        columns = [place(column) for column in range(digits.SIDE)]
        self.buttons = [Button(layout=c, style=self.looks[0]) for c in columns * digits.SIDE]
        for i, one in enumerate(self.buttons):
            one.on_click(lambda _button, i=i: press(i))
        children = []
        for first, more in zip(range(0, len(self.buttons), digits.SIDE), beside, strict=True):
            for column, one in more.items():
                one.layout.grid_area = in_column(digits.SIDE + 1 + column)
            children += [*self.buttons[first : first + digits.SIDE], *more.values()]
        look = {"grid_template_columns": f"repeat({digits.SIDE}, {PIXEL}px) {APART}px"}
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


def in_column(column):
    """Return the place in a grid that is in a column from 0 on, and in the next row with room.

    As an area, since of a Layout without one a browser forgets the column.
    """
    return f"auto / {column + 1}"


def where(i):
    """Return the row and the column of pixel number i, both counted from 0 as in Python."""
    return {"row": i // digits.SIDE, "column": i % digits.SIDE}


def named(i, ink):
    """Return the name of a button."""
    said = _("row {row}, column {column}: {ink} of {most}")
    return said.format(ink=ink, most=digits.MOST_INK, **where(i))
