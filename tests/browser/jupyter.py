"""A real Jupyter server for the browser tests, on loopback, with a fresh copy of the course."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from lessons import ROOT

from teach.slides import STYLED

COURSE = ("helpers", "notebooks", "requirements.txt", "jupyter_lab_config.py")
ALL_CELLS_IN_THE_PAGE = {"windowingMode": "none"}  # a test reaches those that are out of sight


def free_port():
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Jupyter:
    """JupyterLab or Notebook 7, serving a copy of the course with a workspace of its own."""

    def __init__(self, folder, application="lab"):
        self.course = folder / "course"
        for name in COURSE:
            if (source := ROOT / name).is_dir():
                shutil.copytree(source, self.course / name)
            elif source.exists():
                shutil.copy(source, self.course / name)
        settings = folder / "settings" / "@jupyterlab" / "notebook-extension"
        if application == "lab":
            settings.mkdir(parents=True)
            (settings / "tracker.jupyterlab-settings").write_text(json.dumps(ALL_CELLS_IN_THE_PAGE))
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.log = open(folder / "jupyter.log", "w")  # noqa: SIM115 (lives as long as the server)
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", {"lab": "jupyterlab", "notebook": "notebook"}[application]),
                *("--no-browser", f"--port={port}", "--ip=127.0.0.1", "--allow-root"),
                *("--IdentityProvider.token=", "--expose-app-in-browser"),
                *("--ServerApp.port_retries=0", "--ServerApp.disable_check_xsrf=True"),
                *(STYLED if application == "lab" else ()),
            ],
            cwd=self.course,
            env=os.environ
            | {
                "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
                "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
                "JUPYTER_CONFIG_DIR": str(folder / "config"),
                "JUPYTER_DATA_DIR": str(folder / "data"),
                "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
                "IPYTHONDIR": str(folder / "ipython"),
            },
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def _wait(self):
        """Return when the server answers."""
        for _ in range(300):
            try:
                return urlopen(f"{self.address}/api").close()
            except (URLError, ConnectionError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        raise RuntimeError("Jupyter did not start:\n" + Path(self.log.name).read_text())

    def stop(self):
        """Shut the server and its kernels down."""
        self.process.terminate()
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
