"""What the image for Binder and for a school brings of its own: python -m tools.image

Prints the versions of Jupyter's packages that stand in repo2docker's own list, as a list for pip.
With them, `make image-test` builds without Docker what repo2docker builds with it.
"""

import re
from pathlib import Path

import repo2docker

ROOT = Path(__file__).resolve().parents[1]
# Conda's names, and pip's where they differ.
PACKAGES = {
    "ipykernel": "ipykernel",
    "ipython": "ipython",
    "ipywidgets": "ipywidgets",
    "jupyter_server": "jupyter_server",
    "jupyterhub-base": "jupyterhub",
    "jupyterlab": "jupyterlab",
    "jupyterlab_widgets": "jupyterlab_widgets",
    "notebook": "notebook",
    "tornado": "tornado",
    "traitlets": "traitlets",
}


def pins():
    """Return the lines of the list."""
    python = (ROOT / "binder/runtime.txt").read_text().strip().replace("python-", "py-")
    folder = Path(repo2docker.__file__).parent / "buildpacks/conda"
    lock = (folder / f"environment.{python}-linux-64.lock").read_text()
    found = dict(re.findall(r"/([\w-]+)-([\d.]+)-[^-/\s]+\.(?:conda|tar\.bz2)", lock))
    return [f"{ours}=={found[theirs]}" for theirs, ours in PACKAGES.items()]


if __name__ == "__main__":
    print("\n".join(pins()))
