"""A talk from each notebook, with live sliders: python -m teach.slides [LANGUAGE]

Opens JupyterLab at copies of the notebooks that belong to the talk, in `my/slides/`. The metadata
of a cell says whether it begins a slide, goes on with one, or is left out.
"""

import sys
from pathlib import Path

from helpers.words import _
from teach.needs import missing
from tools import lab

# What JupyterLab needs to show a talk in the style of `talk/custom.css`.
STYLE = {"static_custom_path": [str(Path(__file__).parent / "talk")]}
STYLED = ("--LabApp.custom_css=True", f"--ServerApp.tornado_settings={STYLE}")


def main(arguments):
    """Open the lab, or say what is missing."""
    if sentence := missing("jupyterlab-slideshow", "slides"):
        return sentence
    said = _("In JupyterLab choose Run All Cells in the menu Run, then press the button Toggle "
             "Deck above the notebook. The arrow keys go from slide to slide.")  # fmt: skip
    return lab.main([*arguments, *STYLED], "my/slides", [said])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
