"""Frames are the stations of one training, by which the first page moves before Python is there.

They are computed with the course's own `helpers` when the site is built: the loss, the answers for
four people, and the plane of the output, at epochs that lie closer together where more happens.
"""

import base64

import numpy as np
from matplotlib.colors import to_hex

from helpers import style
from helpers.network import Network
from helpers.people import PEOPLE, X, y_true
from helpers.training import train

SEED, RATE, EPOCHS = 1, 0.1, 1000  # the training of notebook 6
COUNT, SIDE = 72, 32  # frames, of which the first fall together; points along an edge
REACH = ((-25, 35), (-10, 10))  # what the plane shows of both inputs


def epochs():
    """Return the epochs of the frames: 0, and from 1 on so many that steps grow evenly."""
    found = np.geomspace(1, EPOCHS, COUNT - 1).round().astype(int)
    return [0, *sorted(set(found.tolist()))]


def frames():
    """Return all that the page draws, as numbers and texts of JSON."""
    net = Network.random([2, 2, 1], np.random.default_rng(SEED))
    history = train(net, X, y_true, learning_rate=RATE, epochs=EPOCHS)
    x1, x2 = (np.linspace(low, high, SIDE) for low, high in REACH)
    plane = np.stack(np.meshgrid(x1, x2[::-1]), axis=-1).reshape(-1, 2)
    told = []
    for epoch in epochs():
        then = history.network(epoch)
        outputs = np.round(255 * np.ravel(then.feedforward(plane))).astype(np.uint8)
        told.append({
            "epoch": epoch,
            "L": round(float(history.losses[epoch]), 4),
            "y": [round(float(y), 2) for y in np.ravel(then.feedforward(X))],
            "plane": base64.b64encode(outputs.tobytes()).decode("ascii"),
        })  # fmt: skip
    people = [
        {"name": person.name, "x": [float(x) for x in row], "label": int(label)}
        for person, row, label in zip(PEOPLE, X, y_true, strict=True)
    ]
    looks = {
        "ink": style.INK,
        "labels": style.LABEL_COLORS,
        "answers": [to_hex(style.ANSWERS(0.0)), style.PAPER, to_hex(style.ANSWERS(1.0))],
    }
    return {"side": SIDE, "reach": REACH, "looks": looks, "people": people, "frames": told}
