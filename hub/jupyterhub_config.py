"""The hub of a class on one machine, in two kinds that `HUB` names.

try     anybody enters with any name and the one password; all servers run as whoever started the
        hub, so that learners could read each other's files: to look around, on this computer alone
class   each learner signs up with a name and a password, is a user of the system, and has files
        and kernels apart from all others; the hub has to be started as root

Source: the reference of JupyterHub's configuration.
"""

import os
import pwd
import socket
import sys
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KIND = os.environ["HUB"]
STATE = Path(os.environ["HUB_STATE"])  # what the hub remembers: accounts, servers, secrets
LANGUAGE = os.environ.get("COURSE_LANGUAGE", "en")
NAME = r"^[a-z][a-z0-9-]{1,23}$"  # of a learner, also as a user of the system
IDLE = os.environ.get("HUB_IDLE", "3600")  # seconds after which a server that rests is ended

c = get_config()  # noqa: F821 (JupyterHub hands it in)

# ---------------------------------------------------------------- where it is reached

c.JupyterHub.bind_url = os.environ.get("HUB_URL") or "http://127.0.0.1:8000"
c.JupyterHub.hub_bind_url = os.environ.get("HUB_INSIDE", "http://127.0.0.1:8081")
c.JupyterHub.ssl_key = os.environ.get("HUB_KEY", "")  # both, or https ends at a server in front
c.JupyterHub.ssl_cert = os.environ.get("HUB_CERT", "")
c.ConfigurableHTTPProxy.command = [str(Path(os.environ["HUB_PROXY"]))]
c.ConfigurableHTTPProxy.api_url = os.environ.get("HUB_PROXY_API", "http://127.0.0.1:8001")

# ---------------------------------------------------------------- what stays when it is restarted

c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.JupyterHub.db_url = f"sqlite:///{STATE / 'hub.sqlite'}"
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")
c.JupyterHub.cleanup_servers = False  # kernels go on while the hub is away

# ---------------------------------------------------------------- a learner's server

python = os.environ.get("HUB_LEARNERS_PYTHON", sys.executable)
c.Spawner.cmd = [python, str(ROOT / "hub" / "learner.py")]
c.Spawner.environment = {
    "PYTHONPATH": str(ROOT),  # the notebooks find `helpers` from wherever a learner keeps them
    "PYTHONDONTWRITEBYTECODE": "1",  # the course's own folder is not the learner's to write in
    "COURSE_LANGUAGE": LANGUAGE,
    "COURSE_MIB": os.environ.get("COURSE_MIB", "1024"),
    "COURSE_IDLE": os.environ.get("COURSE_IDLE", "1800"),  # seconds; for a kernel without a page
    # Threads of small products wait for each other, and thirty learners share the processors.
    "OPENBLAS_NUM_THREADS": "1",
}
c.Spawner.default_url = f"/lab/tree/course/{LANGUAGE}/01_neuron.ipynb"
# A class comes in at once: all are let start, and have the time that it takes on a small machine.
c.Spawner.http_timeout = c.Spawner.start_timeout = 300  # seconds
c.JupyterHub.concurrent_spawn_limit = 0  # no limit

ports = cycle(range(20_000, 30_000))


def port_of_its_own(spawner):
    """Give a server a port below those that a system lends to connections on their way out.

    In the minute that thirty servers take to start, one of the lent ones may be taken meanwhile.
    """
    for port in ports:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)):  # nobody listens there
                spawner.port = port
                return


c.Spawner.pre_spawn_hook = port_of_its_own
c.JupyterHub.load_roles = [
    {
        "name": "culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["culler"],
    }
]
c.JupyterHub.services = [
    {
        "name": "culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={IDLE}"],
    }
]

# ---------------------------------------------------------------- who comes in

if KIND == "try":
    c.JupyterHub.authenticator_class = "shared-password"
    password = os.environ.get("HUB_PASSWORD", "touch the network")
    c.SharedPasswordAuthenticator.user_password = password
    c.Authenticator.allow_all = True
    c.Authenticator.username_pattern = NAME
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = str(STATE / "homes" / "{username}")
    if os.geteuid() == 0:  # in a container
        c.Spawner.args = ["--allow-root"]
else:
    from jupyterhub.auth import LocalAuthenticator
    from nativeauthenticator import NativeAuthenticator

    class Classroom(NativeAuthenticator, LocalAuthenticator):
        """Accounts by name and password, each of which is a user of the system too."""

    c.JupyterHub.authenticator_class = Classroom
    c.Authenticator.username_pattern = NAME
    c.Authenticator.allow_all = True
    # Nobody signs up as root, or as anybody else who was there before the class.
    made = STATE / "users"  # by `add_user`
    ours = set(made.read_text("utf-8").split()) if made.exists() else set()
    c.Authenticator.blocked_users = {user.pw_name for user in pwd.getpwall()} - ours
    c.Authenticator.admin_users = {os.environ.get("HUB_TEACHER", "teacher")}
    # Closed, who signs up waits until the teacher lets them in, at /hub/authorize.
    c.NativeAuthenticator.open_signup = os.environ.get("HUB_SIGNUP", "open") == "open"
    c.NativeAuthenticator.minimum_password_length = 8
    c.NativeAuthenticator.check_common_password = True
    c.NativeAuthenticator.allowed_failed_logins = 10
    c.NativeAuthenticator.seconds_before_next_try = 60
    c.LocalAuthenticator.create_system_users = True
    c.LocalAuthenticator.add_user_cmd = [str(ROOT / "hub" / "add_user"), str(made)]
    c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
    c.JupyterHub.template_paths = [
        str(Path(sys.modules["nativeauthenticator"].__file__).parent / "templates")
    ]
