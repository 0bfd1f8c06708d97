"""What a school needs: python -m hub.school.sizes 30 300 3000 [--cores 4] [--gib 16] [--hours 2]

Prints nodes, memory, the rush at the beginning and machine hours for so many learners at once, as
a table. Every figure comes from what `make hub-load` measured, by the formulas that stand here.
"""

import argparse
import sys
from math import ceil, floor
from typing import NamedTuple

# Measured with `make hub-load CLASS=30 KIND=class` on two cores, notebook 1, and the kernels with
# MOVED=yes, since an explorer keeps pixels once it has been moved; that of notebook 14, the
# heaviest, with CLASS=3 LESSON=14_attention MOVED=yes.
SERVER, KERNEL, HEAVIEST = 117, 132, 217  # MiB
BUSY = 5.5  # seconds of a processor until notebook 1 has run: server, kernel, all cells
HUB_BUSY = 0.61  # seconds of the hub's processor for one learner who signs up and comes in

# Set in values.yaml.
GUARANTEE = 340  # MiB that are kept for a learner
SHARE = 0.07  # of a core that is kept for a learner
GIB_EACH = 1  # of disk

# What Kubernetes keeps for itself: of a core, and of the first, next and further GiB of memory.
# Source: the shares that Google's documentation of its Kubernetes gives for a node.
SYSTEM_CORES = 0.2
SYSTEM_MEMORY = ((4, 0.25), (4, 0.20), (8, 0.10), (112, 0.06))  # GiB, share
PODS = 100  # that a node takes: 110, and some are the system's own
WARM_HOURS = 1  # for which a server stays after its learner has gone


class Need(NamedTuple):
    """What so many learners at once need."""

    learners: int
    each_node: int  # learners on a node
    nodes: int
    gib: int  # memory of all nodes
    disk: int  # GiB
    rush: int  # seconds until the last has run notebook 1, when all come in the same second
    hours: int  # machine hours of one lesson


def for_learners(gib):
    """Return the MiB of a node that are left for learners."""
    kept, left = 0.0, gib
    for part, share in SYSTEM_MEMORY:
        kept += share * min(part, left)
        left -= min(part, left)
    return (gib - kept) * 1024


def need(learners, cores=4, gib=16, hours=2):
    """Return what so many learners need on nodes of so many cores and GiB, for a lesson of hours.

    The rush is the least that there can be: in the measured class, 30 learners on 2 cores, it took
    a third longer than this says.

    each_node = min(memory / GUARANTEE, cores / SHARE, PODS)    rounded down
    nodes     = learners / each_node                            rounded up
    rush      = max(learners · BUSY / (nodes · cores), learners · HUB_BUSY)
    hours     = nodes · (hours + WARM_HOURS)
    """
    each_node = floor(min(for_learners(gib) / GUARANTEE, (cores - SYSTEM_CORES) / SHARE, PODS))
    if each_node < 1:
        raise SystemExit(f"A node of {cores} cores and {gib} GiB has no room for a learner.")
    nodes = ceil(learners / each_node)
    rush = max(learners * BUSY / (nodes * cores), learners * HUB_BUSY)
    return Need(learners, each_node, nodes, nodes * gib, learners * GIB_EACH, ceil(rush),
                nodes * (hours + WARM_HOURS))  # fmt: skip


def table(needs):
    """Return the table of README.md."""
    lines = [
        "| learners at once | on a node | nodes | memory | disk | rush | machine hours a lesson |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {n.learners} | {n.each_node} | {n.nodes} | {n.gib} GiB | {n.disk} GiB | {n.rush} s "
        f"| {n.hours} |"
        for n in needs
    ]
    return "\n".join(lines)


def positive(text):
    """Return an argument as a whole number from 1 on, or refuse it in a sentence."""
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"was {text}; expected a whole number from 1")
    return int(text)


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m hub.school.sizes")
    parser.add_argument("learners", type=positive, nargs="+")
    parser.add_argument("--cores", type=positive, default=4, help="of a node")
    parser.add_argument("--gib", type=positive, default=16, help="memory of a node")
    parser.add_argument("--hours", type=positive, default=2, help="of a lesson")
    told = parser.parse_args(arguments)
    print(table(need(n, told.cores, told.gib, told.hours) for n in told.learners))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
