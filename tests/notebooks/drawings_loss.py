"""What the pictures of notebook 3 have to show."""

from panels import reads
from plain import PEOPLE, loss, parameters

NOTEBOOK = "03_loss"
NET = parameters(w2=1, w4=1, w6=1)
PLACES = {name: x for name, x, _label in PEOPLE}


@reads(NOTEBOOK, "people-plane")
def people(panel):
    panel.named("x1", "x2")
    panel.marks([(x, label) for _name, x, label in PEOPLE])
    panel.names_at(PLACES)
    assert (*panel.ax.get_xlim(), *panel.ax.get_ylim()) == (-25, 35, -10, 10)


@reads(NOTEBOOK, "cost-curves")
def costs(panel):
    panel.named("y_pred", "L", "(y_true - y_pred)^2")
    panel.curve(lambda y: (1 - y) * (1 - y), 0, 1, label="y_true = 1")
    panel.curve(lambda y: y * y, 0, 1, label="y_true = 0", run="dashed")
    panel.curve(lambda y: 0.5 - y + y * y, 0, 1, label="L", run="dotted")
    panel.legend("y_true = 1", "y_true = 0", "L")


@reads(NOTEBOOK, "slice-w6")
def along_w6(panel):
    panel.slice(NET, "w6")


@reads(NOTEBOOK, "landscape-map")
def landscape(panel):
    panel.named("w6", "b3")
    panel.landscape(NET, ("w6", "b3"), 6)
    panel.line([1], [0], color="#ffffff", marker="o", markersize=3)
    panel.here(1, 0)
    assert loss(NET) > 0.3  # the disc stands on the slope
