# Every target runs in a virtual environment that tools/venv.sh makes the first time and finds ready from then on.
# PYTHON=python3.13 make test  chooses the interpreter; ARGS="..." is passed on to the program that is run.

# JupyterLab and the tests take the python3 kernel of the environment, also where the user's folder has another.
export JUPYTER_PREFER_ENV_PATH = 1

# What is run may need several extras of pyproject.toml; they share one environment.
run = @for extra in $(1); do py=$$(sh tools/venv.sh $$extra) || exit; done; exec "$$py"

.PHONY: help lab edit site test test-browser test-site notebooks ledger teach bench constraints clean

help:  ## list these targets
	@sed -n 's/^\([a-z-]*\):  ## /make \1\t/p' Makefile | expand -t 24

lab:  ## open your copy of the course, in study/
	@py=$$(sh tools/venv.sh lab) && exec "$$py" -m relulab start study $(ARGS)

edit:  ## for authors: open notebooks/ in JupyterLab
	@export JUPYTER_CONFIG_PATH="tools/lab:src/relulab/jupyter$${JUPYTER_CONFIG_PATH:+:$$JUPYTER_CONFIG_PATH}"; \
	py=$$(sh tools/venv.sh lab) && exec "$$py" -m jupyterlab --allow-root --LabApp.default_url=/lab/tree/notebooks/01_neurons.ipynb $(ARGS)

site:  ## make the course as a site that runs in a browser, in build/site
	$(call run,site) -m tools.site $(ARGS)

test:  ## run every test: the unit tests and the lessons, cell by cell
	$(call run,test) -m pytest $(ARGS)

test-browser:  ## run the lessons in JupyterLab in a real browser
	$(call run,test browser) -m pytest tests/browser -n2 --no-cov $(ARGS)

test-site:  ## run the course in a browser without a server: a site of its own, in Node and in a real browser
	$(call run,test browser) -m pytest tests/site -n0 --no-cov $(ARGS)

notebooks:  ## execute the lessons and write their outputs
	$(call run,test) tools/notebooks.py $(ARGS)

ledger:  ## measure every claim anew and write the ledger
	$(call run,test) tools/ledger.py $(ARGS)

teach:  ## for teachers: relulab class, such as  make teach ARGS="04 --minutes 45 --to build/class"
	$(call run,teach) -m relulab class $(ARGS)

bench:  ## compare speed with scikit-learn and PyTorch
	$(call run,bench) benchmarks/run.py $(ARGS)

constraints:  ## choose the newest versions anew and write them to constraints.txt
	$(call run,dev) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --no-annotate \
		--extra lab --extra test --extra dev --extra browser --extra live --extra teach --extra site pyproject.toml --output-file constraints.txt $(ARGS)

clean:  ## remove the environments and everything else that is made anew
	rm -rf .venv-* .nox build dist src/*.egg-info .pytest_cache .hypothesis .coverage* htmlcov test-results
