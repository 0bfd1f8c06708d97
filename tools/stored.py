"""A stored picture is the one that a notebook draws today.

Under the versions that binder/requirements.txt pins, a stored picture and a fresh one agree pixel
for pixel, but for what another processor rounds otherwise; under other versions, which draw
letters and edges a little differently, they agree in their size and number.
"""

import base64
import io
import re
from importlib.metadata import version
from pathlib import Path

import numpy as np
from PIL import Image

LIST = Path(__file__).resolve().parents[1] / "binder/requirements.txt"
PINS = dict(re.findall(r"^([\w-]+)==(\S+)", LIST.read_text(), re.M))
DRAW = [name for name in ("numpy", "matplotlib", "pillow") if name in PINS]
PINNED = all(version(name) == PINS[name] for name in DRAW)
FAR = 64  # of 255: such a difference can be seen
FEW = 24  # pixels of hundreds of thousands
# Where a picture shows what rounding leaves of a difference: left, right, top and bottom, as shares
# of the picture. Another processor rounds otherwise, and draws other teeth into the same arm; all
# around has to agree as everywhere.
ROUNDED = {"knobs-slope-start": (0.7, 0.88, 0.42, 0.74), "extra-v-picture": (0.09, 0.72, 0.15, 0.5)}
TEETH = 0.02  # of the pixels there


def decoded(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def complaint(stored, fresh, rounded=None):
    """Return what is wrong with a stored picture, or None; `rounded` is a place in `ROUNDED`."""
    (png, metadata), (fresh_png, fresh_metadata) = stored, fresh
    for name in ("width", "height"):
        if metadata.get(name) != fresh_metadata[name]:
            return f"its {name} is {metadata.get(name)}; drawn now it is {fresh_metadata[name]}"
    one, other = decoded(png), decoded(fresh_png)
    if one.shape != other.shape:
        return f"it has {one.shape} pixels; drawn now it has {other.shape}"
    far = abs(one - other).max(axis=2) > FAR
    if rounded:
        left, right, top, bottom = (
            round(share * far.shape[side])
            for share, side in zip(rounded, (1, 1, 0, 0), strict=True)
        )
        place = far[top:bottom, left:right]
        if PINNED and place.mean() > TEETH:
            return f"{place.mean():.1%} of its teeth are not as they are drawn now"
        place[:] = False
    differ = int(far.sum())
    if PINNED and differ > FEW:
        return f"{differ} pixels are not as they are drawn now: run make execute"
    return None


def pictures(outputs):
    """Return the pictures of a cell's outputs, each as its bytes and what is said of its size."""
    shown = [(o.get("data", {}).get("image/png"), o.get("metadata", {})) for o in outputs]
    return [(base64.b64decode(png), said.get("image/png", {})) for png, said in shown if png]


def complaints(cell, outputs):
    """Return what is wrong with the stored pictures of a cell that has shown these outputs now."""
    stored, fresh = pictures(cell.outputs), pictures(outputs)
    if len(stored) != len(fresh):
        return [f"{len(stored)} pictures stored, {len(fresh)} drawn"]
    rounded = ROUNDED.get(cell.get("id"))
    found = [complaint(*pair, rounded) for pair in zip(stored, fresh, strict=True)]
    return [sentence for sentence in found if sentence]
