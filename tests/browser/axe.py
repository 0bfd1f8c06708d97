"""axe looks for what keeps people out who hear the page, or use no mouse; it fetches nothing."""

from axe_playwright_python.sync_playwright import Axe

# What is no fault of the course: the rule, where, and why.
KNOWN = (
    # ipywidgets ties a slider's label to no handle; label and readout stand beside it.
    ("aria-input-field-name", ".widget-hslider .noUi-handle"),
    # ipywidgets gives Play and Stop icons, and takes no names for them.
    ("button-name", ".widget-play button"),
)

# Without this it also describes each thing that it finds nothing wrong with, which takes as long
# again as to look.
OPTIONS = {"resultTypes": ["violations"]}


def faults(page, *selectors):
    """Return what axe finds wrong in the whole page, or only below these selectors."""
    context = {"include": [[selector] for selector in selectors]} if selectors else None
    found = [
        (rule["id"], node["target"][-1], node["html"][:120])
        for rule in Axe().run(page, context, OPTIONS).response["violations"]
        for node in rule["nodes"]
    ]
    return [fault for fault in found if not any(known(page, *fault[:2], *k) for k in KNOWN)]


def known(page, rule, place, known_rule, where):
    return rule == known_rule and page.evaluate(
        "([place, where]) => document.querySelector(place).matches(where)", [place, where]
    )
