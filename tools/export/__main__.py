"""`python -m tools.export`: write every lesson to `export/LANGUAGE/`, as one file of HTML each."""

from tools.export.pages import ROOT, page, sources

for source in sources():
    target = ROOT / "export" / source.parent.name / f"{source.stem}.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(source), "utf-8", newline="\n")
    print(target.relative_to(ROOT))
