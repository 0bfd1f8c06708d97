"""What the pictures of notebook 7 have to show."""

from functools import partial

import numpy as np
from deep import CALLED, FUNCTIONS, SLOPES, right, sizes, slope
from panels import reads

NOTEBOOK = "07_activations"


@reads(NOTEBOOK, "eight-curves")
def eight(*panels):
    for place, (panel, (name, f)) in enumerate(zip(panels, FUNCTIONS.items(), strict=True)):
        panel.named("z" if place > 3 else "", "" if place % 4 else "y", CALLED[name])
        panel.curve(f, -4, 4, label="f(z)")
        bent = name in ("relu", "leaky_relu")  # their slopes are defined at the corner, and jump
        own = SLOPES[name] if bent else partial(slope, f)
        panel.curve(lambda z, own=own: float(own(np.array(z))), -4, 4, label="f'(z)",
                    run="dashed", atol=1e-6, jumps=int(bent))  # fmt: skip
        assert panel.ax.get_ylim() == (-1.2, 3)
    panels[0].legend("f(z)", "f'(z)")


@reads(NOTEBOOK, "depth-picture")
def four_depths(*panels):
    kinds = (("sigmoid", 1), ("tanh", 1), ("relu", 1), ("relu", 8))
    for place, (panel, (name, gain)) in enumerate(zip(panels, kinds, strict=True)):
        panel.named("k", "" if place else r"|\cdot|", f"{CALLED[name]}, g = {gain}")
        assert panel.ax.get_yscale() == "log"
        assert panel.ax.get_ylim() == (1e-16, 1e16)
        signal, blame, _slopes = sizes(FUNCTIONS[name], gain, 20, 0, SLOPES[name])
        panel.line(range(1, 21), signal, marker="o", label="|A|")
        panel.line(range(1, 21), blame, kind="dashed", marker="s", label="|∂L/∂Z|", rtol=1e-5)
    panels[0].legend("|A|", "|∂L/∂Z|")


@reads(NOTEBOOK, "people-picture")
def how_many_of_200(panel):
    panel.named("n", "")
    rows = [row + 0.5 for row in range(len(FUNCTIONS))]
    for tenth, marker, label in ((False, "o", "X"), (True, "s", "X / 10")):
        asked = list(FUNCTIONS)[2 * tenth :]  # the first two had all four people right already
        counts = [int(right(name, tenth).sum()) for name in asked]
        panel.line(counts, rows[2 * tenth :], kind="none", marker=marker, label=label)
    assert panel.ax.get_xlim() == (140, 200)
    assert panel.ax.yaxis_inverted()
    panel.names_along("y", CALLED.values())
    panel.legend("X", "X / 10")
