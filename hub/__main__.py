"""Starts the hub of a class on this machine: python -m hub try, or python -m hub class

What it remembers lies in the folder `hub-state-try` or `hub-state-class` of the course, or where
HUB_STATE says.
"""

import os
import platform
import stat
import sys
from pathlib import Path
from urllib.parse import urlsplit

from helpers.words import _

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("try", "class")
PROXY = Path(sys.prefix) / "node_modules/.bin/configurable-http-proxy"


def readable_by_all(folder):
    """Return whether every user of the system can read a folder, and go through those above it."""
    others = stat.S_IXOTH
    return all(path.stat().st_mode & others for path in (folder, *folder.parents)) and bool(
        folder.stat().st_mode & stat.S_IROTH
    )


def address_of(told):
    """Return where the hub is to listen, in its parts, as the variables of the environment say."""
    return urlsplit(told.get("HUB_URL") or "http://127.0.0.1:8000")


def names_a_place(told):
    """Return whether HUB_URL, if it is set, is an address that a hub can have."""
    try:
        address = address_of(told)
        nowhere = (address.hostname, address.port) == (None, None)
        return address.scheme in ("http", "https") and not nowhere
    except ValueError:  # a port that is no number, or a bracket that is not closed
        return False


def refusal(kind, proxy, root=ROOT, uid=None, told=os.environ):
    """Return the sentence that says why the hub cannot start; "" if it can."""
    uid = os.geteuid() if uid is None else uid
    if kind not in KINDS:
        return _("There is a hub to try and a hub for a class: make hub, or make hub-class.")
    if not proxy.exists():
        return _("The proxy is missing: run make hub, which installs it with npm.")
    if not names_a_place(told):
        return _("HUB_URL is {address}; expected an address such as http://127.0.0.1:8000 or "
                 "https://:443.").format(address=told["HUB_URL"])  # fmt: skip
    if kind == "class" and uid != 0:
        return _("The hub for a class makes a user of the system for each learner, so it has to be "
                 "started as root: sudo make hub-class.")  # fmt: skip
    if kind == "class":
        for folder in map(Path, (root, sys.prefix, sys.base_prefix)):
            if not readable_by_all(folder.resolve()):
                return _("Learners cannot read the folder {folder}. Put the course and its Python "
                         "where every user can read them, in /opt for example, and start "
                         "again.").format(folder=folder)  # fmt: skip
    return ""


def greeting(kind, told):
    """Return what is printed at the start: where the hub is and who comes in.

    told : the variables of the environment, which may name another address, password or teacher.
    """
    address = address_of(told)
    if address.hostname in (None, "0.0.0.0", "::"):  # it listens wherever this machine is reached
        port = f":{address.port}" if address.port else ""
        address = address._replace(netloc=platform.node() + port)
    address, teacher = address.geturl(), told.get("HUB_TEACHER", "teacher")
    if kind == "try":
        return _("To try: any name and the password \"{password}\", at {address}. All learners are "
                 "one user of the system here, so this is not for a class.").format(
                     password=told.get("HUB_PASSWORD", "touch the network"), address=address
                 )  # fmt: skip
    if told.get("HUB_SIGNUP", "open") == "open":
        said = _("For a class: everybody signs up with a name and a password at {address}; "
                 "the account named {teacher} is the teacher's. "
                 "Sign up as {teacher} first.")  # fmt: skip
    else:
        said = _("For a class that is complete: who has an account comes in at {address}; who "
                 "signs up now waits until {teacher} lets them in, at /hub/authorize.")  # fmt: skip
    return said.format(address=address, teacher=teacher)


def environment(kind, proxy):
    """Return the variables that the configuration reads."""
    # One for each kind: whoever came in to try, as the teacher even, has no account in the class.
    state = Path(os.environ.get("HUB_STATE", ROOT / f"hub-state-{kind}"))
    state.mkdir(mode=0o700, exist_ok=True)
    state.chmod(0o700)  # also a folder that was there
    # Packages of the environment are found first, and nothing of a person's own.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return os.environ | {
        "HUB": kind, "HUB_STATE": str(state), "HUB_PROXY": str(proxy), "PATH": path,
    }  # fmt: skip


def main(arguments):
    kind = arguments[0] if arguments else ""
    sentence = refusal(kind, PROXY)
    if sentence:
        return sentence
    print(greeting(kind, os.environ))
    sys.stdout.flush()
    command = [sys.executable, "-m", "jupyterhub", "-f", str(ROOT / "hub/jupyterhub_config.py")]
    os.execve(sys.executable, [*command, *arguments[1:]], environment(kind, PROXY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
