"""A class that comes in at once: python -m hub.load --class 30 [--lesson 01_neuron] [--kind try]

Starts a hub with an empty memory on ports of its own, lets so many learners log in, start their
servers, open a lesson and run all its cells, and prints seconds and MiB. It ends what it started.
With `--moved yes` each explorer is moved at the end, from when on it keeps the pixels of its
picture: so large does a kernel become.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psutil
import requests
import websocket

from helpers import inputs
from hub.__main__ import KINDS, PROXY, refusal
from tools.arguments import whole

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "touch-the-network"
# A cell that draws each explorer of a lesson as if somebody had moved it.
MOVE = """
from helpers.widgets.explorer import Explorer
for explorer in [thing for thing in list(globals().values()) if isinstance(thing, Explorer)]:
    explorer.redraw()
"""


def free_port():
    """Return a port on which nobody listens.

    It lies below those that the system gives to whoever asks for any: one of these could be given
    away again before the hub listens there, seconds later.
    """
    while True:
        port = random.randrange(20000, 32768)
        with socket.socket() as asking, suppress(OSError):
            asking.bind(("127.0.0.1", port))
            return port


def direct(certificate):
    """Return a session for loopback, which asks no proxy of the network and trusts one certificate.

    certificate : a file, or None where the address is not https.
    """
    session = requests.Session()
    session.trust_env = False  # neither proxies nor certificates of the environment
    session.verify = certificate or True
    return session


class Hub:
    """A hub of its own, of either kind, on loopback, with a folder in which it remembers."""

    def __init__(self, kind, state, **more):
        self.kind, self.state, self.more = kind, Path(state), more
        ports = [free_port() for _port in range(3)]
        self.address, inside, api = (f"http://127.0.0.1:{port}" for port in ports)
        self.certificate = more.get("HUB_CERT")  # None: not https
        if self.certificate:
            self.address = self.address.replace("http", "https")
        self.environment = os.environ | {
            "HUB_STATE": str(state),
            "HUB_URL": self.address,
            "HUB_INSIDE": inside,
            "HUB_PROXY_API": api,
            "HUB_PASSWORD": PASSWORD,
            **more,
        }
        self.process = None

    def start(self):
        """Start the hub and wait until it answers."""
        self.log = open(self.state / "log", "a")  # noqa: SIM115 (lives as long as the hub)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "hub", self.kind],
            cwd=ROOT, env=self.environment, stdout=self.log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        session = direct(self.certificate)
        for _look in range(600):
            try:
                if session.get(f"{self.address}/hub/health", timeout=5).ok:
                    return
            except requests.ConnectionError:
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("The hub did not start:\n" + (self.state / "log").read_text()[-30000:])

    def stop(self):
        """Stop the hub alone; its proxy goes with it, and learners' servers stay."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()

    def servers(self):
        """Return the processes of learners' servers, as {user of the hub: process}."""
        found = {}
        for process in psutil.process_iter(["cmdline", "environ"]):
            told = process.info["environ"] or {}
            ours = told.get("JUPYTERHUB_API_URL", "").startswith(self.environment["HUB_INSIDE"])
            if ours and any("learner.py" in part for part in process.info["cmdline"] or ()):
                found[told.get("JUPYTERHUB_USER")] = process
        return found

    def kernels(self, name):
        """Return the processes of a learner's kernels."""
        below = children(self.servers()[name])
        return [process for process in below if "ipykernel" in " ".join(process.cmdline())]

    def end(self):
        """Stop all that was started: the hub, its proxy, servers and their kernels."""
        if self.process and self.process.poll() is None:
            self.stop()
        # Servers stay when the hub goes, and the proxy of a hub that was stopped while it started.
        of_the_hub = (p for p in psutil.process_iter(["environ"])
                      if (p.info["environ"] or {}).get("HUB_STATE") == str(self.state))  # fmt: skip
        started = [*self.servers().values(), *of_the_hub]
        family = [child for process in started for child in [*children(process), process]]
        for process in started:
            with suppress(psutil.NoSuchProcess):
                process.terminate()  # a server that ends takes its kernels and files along
        _gone, alive = psutil.wait_procs(family, timeout=10)
        for process in alive:
            process.kill()
        psutil.wait_procs(alive, timeout=10)
        made = self.state / "users"  # of the system, by a hub for a class
        for name in made.read_text("utf-8").split() if made.exists() else ():
            subprocess.run(["userdel", "--remove", "--force", name], capture_output=True)


def children(process):
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def mib(process):
    """Return what a process holds alone and its share of what it holds with others."""
    try:
        return process.memory_full_info().pss / 2**20
    except (psutil.Error, AttributeError):
        return 0.0


def cpu(process):
    """Return the seconds that a process has kept a processor busy, without its children."""
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system


class Learner:
    """Somebody with a browser: cookies, a server of their own, a kernel."""

    def __init__(self, hub, name, password=PASSWORD):
        self.hub, self.name, self.password = hub, name, password
        self.session = direct(hub.certificate)
        self.seconds = {}

    def _post(self, path, **data):
        """Send a form, with what guards it against other sites' pages."""
        page = self.session.get(self.hub.address + path, timeout=60)
        token = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
        data |= {"_xsrf": token[1]} if token else {}
        return self.session.post(self.hub.address + path, data=data, timeout=180)

    def sign_up(self):
        """Make an account, where the hub has such."""
        return self._post("/hub/signup", username=self.name, signup_password=self.password,
                          signup_password_confirmation=self.password)  # fmt: skip

    def log_in(self):
        return self._post("/hub/login", username=self.name, password=self.password)

    def start(self):
        """Start the server, and wait until the lesson's page is there."""
        began = time.monotonic()
        self.session.get(f"{self.hub.address}/hub/spawn", timeout=180)
        home = f"{self.hub.address}/user/{self.name}"
        for _look in range(600):
            answer = self.session.get(f"{home}/lab", timeout=180)  # which also logs in there
            if "/hub/login" in answer.url:
                raise RuntimeError(f"{self.name} is not logged in.")
            if answer.status_code == 403:
                raise RuntimeError(f"{self.name} is refused.")  # and will be, however long it waits
            if answer.ok and answer.url.startswith(home):
                self.seconds["start"] = time.monotonic() - began
                return self
            time.sleep(0.2)
        raise RuntimeError(f"The server of {self.name} did not start.")

    def get(self, path, **options):
        return self.session.get(
            f"{self.hub.address}/user/{self.name}/{path}", timeout=180, **options
        )

    def send(self, method, path, origin=None, **options):
        """Ask for a change, with the token that pages of the server carry."""
        self.get("lab")  # which sets the cookie
        token = next(c.value for c in self.session.cookies
                     if c.name == "_xsrf" and c.path.rstrip("/").endswith(self.name))  # fmt: skip
        url = f"{self.hub.address}/user/{self.name}/{path}"
        headers = {"X-XSRFToken": token} | ({"Origin": origin} if origin else {})
        return self.session.request(method, url, headers=headers, timeout=180, **options)

    def channel(self, page, owner=None, origin=None):
        """Open the way to one's kernel, or to an owner's, as a page with a name does on a site."""
        owner, address = owner or self, self.hub.address
        return websocket.create_connection(
            f"{address.replace('http', 'ws')}/user/{owner.name}/api/kernels/{owner.kernel}/channels"
            f"?session_id={page}",
            cookie="; ".join(f"{c.name}={c.value}" for c in self.session.cookies),
            origin=origin or address, redirect_limit=0, timeout=60,
            sslopt={"ca_certs": self.hub.certificate},
        )  # fmt: skip

    def open(self, lesson):
        """Read the lesson as JupyterLab does; return its code cells."""
        began = time.monotonic()
        nb = self.get(f"api/contents/course/en/{lesson}.ipynb").json()["content"]
        self.seconds["open"] = time.monotonic() - began
        return [cell["source"] for cell in nb["cells"] if cell["cell_type"] == "code"]

    def run(self, sources, seconds=300):
        """Run cells one after another in a new kernel; return the errors and the texts.

        seconds : how long a cell may take, else it is a TimeoutError.
        """
        began = time.monotonic()
        where = {"name": "", "path": "course/en/any.ipynb", "type": "notebook",
                 "kernel": {"name": "python3"}}  # fmt: skip
        made = self.send("POST", "api/sessions", json=where).json()
        self.kernel = made["kernel"]["id"]
        errors, texts = [], []
        with closing(Page(self).when_it_answers()) as page:
            for source in sources:
                asked = page.ask("execute_request", code=source, silent=False, store_history=True,
                                 allow_stdin=False, stop_on_error=True)  # fmt: skip
                for told in page.answers(asked, seconds):
                    content = told["content"]
                    if told["msg_type"] == "error":
                        errors.append(f"{content['ename']}: {content['evalue']}")
                    elif told["msg_type"] == "stream":
                        texts.append(content["text"])
        self.seconds["run"] = time.monotonic() - began
        return errors, "".join(texts)


PATIENCE = 6  # seconds in which a kernel that rests takes up what it is asked
ANEW = 60  # seconds after which a page is loaded anew that has heard nothing of what it asked


class Page:
    """What a page has of a learner's kernel: the way there and back, opened again if it breaks."""

    def __init__(self, learner):
        self.learner = learner
        self.load()

    def load(self):
        """Load the page: a new way to the kernel, by a name of its own.

        Two pages of one name take each other's answers while the first closes.
        """
        self.name = uuid.uuid4().hex
        self._open()

    def _open(self):
        self.channel = self.learner.channel(self.name)
        self.channel.settimeout(1)  # the server's signs of life would keep us waiting without end

    def close(self):
        self.channel.close()

    def ask(self, kind, **content):
        """Send a message to the kernel; return the name by which its answers are known."""
        asked = uuid.uuid4().hex
        self.asked = json.dumps({
            "channel": "shell", "parent_header": {}, "metadata": {}, "buffers": [],
            "header": {"msg_id": asked, "msg_type": kind, "version": "5.3",
                       "username": self.learner.name, "session": asked},
            "content": content,
        })  # fmt: skip
        self.channel.send(self.asked)
        return asked

    def answers(self, asked, seconds):
        """Return what the kernel tells about the last message, until it rests again.

        Where it rests and has told nothing, what was asked was lost on its way, such as to a proxy
        that closed it meanwhile: it is asked again, as somebody would who runs the cell once more.
        And where nothing comes for a minute, since the way back is lost, on a page loaded anew.
        """
        found, began = [], time.monotonic()
        until, again, anew = began + seconds, began + PATIENCE, began + ANEW
        while time.monotonic() < until:
            try:
                told = json.loads(self.channel.recv() or "{}")  # nothing: it is about to be closed
            except websocket.WebSocketTimeoutException:
                now = time.monotonic()
                lost = not found and now > anew
                if lost:
                    self.close()
                    self.load()
                    anew = now + ANEW
                if lost or (not found and now > again and self.state() == "idle"):
                    self.channel.send(self.asked)
                    again = now + PATIENCE
                continue
            except websocket.WebSocketConnectionClosedException:
                self._open()  # what came meanwhile is kept for us
                continue
            if told.get("parent_header", {}).get("msg_id") == asked:
                found.append(told)
                if told["msg_type"] == "status" and told["content"]["execution_state"] == "idle":
                    return found
        kinds = [told["msg_type"] for told in found]
        raise TimeoutError(f"The kernel of {self.learner.name} did not answer within {seconds} s. "
                           f"It has told {kinds}.")  # fmt: skip

    def state(self):
        """Return what the server says that the kernel does: idle, busy, starting."""
        return self.learner.get(f"api/kernels/{self.learner.kernel}").json().get("execution_state")

    def when_it_answers(self, seconds=180):
        """Return the page when its kernel answers; what is asked of one that starts may be lost.

        As JupyterLab does, the kernel is asked who it is. Where nothing comes, since the server has
        mislaid the way to it (one page in a hundred), the page is loaded anew, as a person does.
        """
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with suppress(TimeoutError):
                self.answers(self.ask("kernel_info_request"), 5)
                return self
            self.close()
            self.load()
        self.close()
        raise TimeoutError(f"The kernel of {self.learner.name} did not wake within {seconds} s.")


def come_in(learner, lesson, failures, more=()):
    """Let one learner do all that a lesson begins with, and run some cells more."""
    try:
        if learner.hub.kind == "class":
            learner.sign_up()
        learner.log_in()
        errors, _texts = learner.start().run([*learner.open(lesson), *more])
        failures += [f"{learner.name}: {error}" for error in errors]
    except Exception as error:
        failures.append(f"{learner.name}: {type(error).__name__}: {error}")


def ended_once(number, frame):
    """End as at Ctrl+C, so that nothing stays behind, and hear nothing more while that is done."""
    hear(signal.SIG_IGN)
    signal.default_int_handler(number, frame)


def hear(answer):
    """Let an answer be given to whoever stops us; a program in the background has no Ctrl+C."""
    signal.signal(signal.SIGTERM, answer)
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, answer)


@contextmanager
def deaf():
    """Hear nobody who would stop us, as long as what was started is being ended."""
    heard = {one: signal.signal(one, signal.SIG_IGN) for one in (signal.SIGINT, signal.SIGTERM)}
    yield
    for one, answer in heard.items():
        signal.signal(one, answer)


def told(name, values):
    """Return a row: the middle and the most."""
    return f"  {name:<28}{statistics.median(values):8.1f}{max(values):8.1f}"


def main(arguments):
    parser = argparse.ArgumentParser(prog="make hub-load", description=__doc__.split("\n")[0])
    parser.add_argument("--class", dest="count", default="30")
    parser.add_argument("--lesson", default="01_neuron")
    parser.add_argument("--kind", default="try")
    parser.add_argument("--moved", default="no")
    chosen = parser.parse_args(arguments)
    try:
        chosen.count = whole("CLASS", chosen.count, 1, 1000)
        lessons = sorted(path.stem for path in ROOT.glob("notebooks/en/[0-9]*.ipynb"))
        inputs.one_of("lesson", chosen.lesson, lessons)
        inputs.one_of("KIND", chosen.kind, KINDS)
        inputs.one_of("MOVED", chosen.moved, ("yes", "no"))
    except ValueError as sentence:
        return str(sentence)
    sentence = refusal(chosen.kind, PROXY)
    if sentence:
        return sentence
    state = tempfile.mkdtemp(prefix="hub-load-")
    hub = Hub(chosen.kind, state)
    try:
        hub.start()
        itself = psutil.Process(hub.process.pid)
        began, before, failures = time.monotonic(), cpu(itself), []
        class_ = [Learner(hub, f"learner-{n}") for n in range(1, chosen.count + 1)]
        more = [MOVE] if chosen.moved == "yes" else []
        threads = [threading.Thread(target=come_in, args=(one, chosen.lesson, failures, more))
                   for one in class_]  # fmt: skip
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - began
        servers = hub.servers().values()
        alone = [mib(server) for server in servers]
        kernels = [sum(map(mib, children(server))) for server in servers]
        busy = [sum(map(cpu, [server, *children(server)])) for server in servers]
        hub_busy = (cpu(itself) - before) / chosen.count
        done = [one.seconds for one in class_ if "run" in one.seconds]
        moved = ", all explorers moved" if more else ""
        said = f"lesson {chosen.lesson}{moved}, {os.cpu_count()} cores"
        print(f"{chosen.count} learners at once, {said}: "
              f"{took:.0f} s in all, {len(failures)} failures.")  # fmt: skip
        print(f"  {'':<28}{'median':>8}{'most':>8}")
        for part, name in (("start", "server starts, s"), ("open", "lesson is opened, s"),
                           ("run", "all its cells run, s")):  # fmt: skip
            print(told(name, [one[part] for one in done] or [0]))
        print(told("a learner's server, MiB", alone or [0]))
        print(told("a learner's kernel, MiB", kernels or [0]))
        print(told("a learner's processor, s", busy or [0]))
        print(f"  {'the hub for each, s':<28}{hub_busy:8.2f}")
        log = (hub.state / "log").read_text("utf-8", errors="replace").splitlines()
        for failure in failures[:10]:
            print(f"  {failure}")
            name = re.compile(rf"\b{failure.partition(':')[0]}\b")
            print(*(f"    {line}" for line in log if name.search(line)), sep="\n")
        return 1 if failures else 0
    finally:
        with deaf():
            hub.end()
            shutil.rmtree(state, ignore_errors=True)


if __name__ == "__main__":
    hear(ended_once)
    sys.exit(main(sys.argv[1:]))
