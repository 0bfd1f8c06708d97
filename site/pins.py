"""Write pyodide.json, the files of Pyodide that the site holds: python site/pins.py 0.27.7

For a maintainer who goes to another version. Pyodide's own files and the hashes of its packages
come from its npm package; a build trusts nothing but what is written here.
"""

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
WANTED = ("micropip", "ssl", "sqlite3", "ipython", "jedi", "numpy", "matplotlib")
OWN = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")


def npm_package(version):
    """Return the files of Pyodide's npm package as bytes, by name."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"pyodide@{version}"]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        archive = (Path(folder) / done.stdout.strip()).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        names = (*OWN, "pyodide-lock.json")
        return {name: tar.extractfile(f"package/{name}").read() for name in names}


def needed(packages):
    """Return the names of what is wanted and of all that it depends on, in order."""
    keys = {key.lower().replace("_", "-"): key for key in packages}
    found, open_ = set(), list(WANTED)
    while open_:
        key = keys[open_.pop().lower().replace("_", "-")]
        if key not in found:
            found.add(key)
            open_ += packages[key]["depends"]
    return sorted(found)


def main(version):
    """Write the names and hashes of one version of Pyodide, and the part of its lock we need."""
    own = npm_package(version)
    lock = json.loads(own.pop("pyodide-lock.json"))
    lock["packages"] = {key: lock["packages"][key] for key in needed(lock["packages"])}
    files = {name: hashlib.sha256(data).hexdigest() for name, data in own.items()}
    for package in lock["packages"].values():
        files[package["file_name"]] = package["sha256"]
        package["imports"].sort()
        package["depends"].sort()
    pure = json.loads((HERE / "pyodide.json").read_text("utf-8"))["pure"]  # PyPI's, not Pyodide's
    pins = json.dumps({"files": files, "pure": pure, "lock": lock}, indent=1)
    (HERE / "pyodide.json").write_text(pins + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
