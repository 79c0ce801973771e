#!/bin/sh
# Make the course's virtual environment, or bring it up to date, and print the path of its Python.
#
#   sh tools/venv.sh lab      what a learner needs: the dependencies in pyproject.toml and JupyterLab
#   sh tools/venv.sh EXTRA    the same and one extra of pyproject.toml: test, browser, teach, site, live, dev or bench
#
# PYTHON names the interpreter (python3 if unset). Each Python version has a folder of its own, .venv-3.11 and so on, so
# that switching back and forth costs nothing. Stamps in the folder say what it was made from; while they hold, nothing
# is installed and nothing is asked of the network.
set -eu
cd "$(dirname "$0")/.."
extra=${1:-lab}
asked=${PYTHON:-python3}
oldest=$(sed -n 's/^requires-python = ">=\(.*\)"$/\1/p' pyproject.toml)

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# Which Python? Runs under any, the old ones too. Inside a virtual environment, _base_executable is the Python that
# environment was made from: the environment may be the very one that is rebuilt below.
probe='import sys
print("%d.%d" % sys.version_info[:2])
print(sys.version_info[:2] >= tuple(map(int, sys.argv[1].split("."))))
print(getattr(sys, "_base_executable", sys.executable))'
found=$("$asked" -c "$probe" "$oldest" 2>/dev/null) || found=
if [ -z "$found" ] && command -v pyenv >/dev/null; then
    # A pyenv shim runs only where its version is switched on; pyenv knows which versions have the command.
    has_it=$(pyenv whence "$asked" 2>/dev/null | tail -n 1)
    [ -z "$has_it" ] || found=$(PYENV_VERSION=$has_it "$asked" -c "$probe" "$oldest" 2>/dev/null) || found=
fi
[ -n "$found" ] || die "No Python answers to the name '$asked': install Python $oldest or newer (python.org, or your \
system's package manager), or name the one you have, as in: PYTHON=python3.13 make lab"
line() { printf '%s\n' "$found" | sed -n "$1p"; }
version=$(line 1)
[ "$(line 2)" = True ] || die "'$asked' is Python $version, but the course needs $oldest or newer: install one and, if \
it goes by another name, say so, as in: PYTHON=python3.13 make lab"
python=$(line 3)

venv=.venv-$version
[ "$extra" != bench ] || venv=.venv-bench-$version  # what only a measurement needs stays out of the course
py=$venv/bin/python
made_by="$python in $PWD"  # an editable install holds the folder's path
made_of=$(cat pyproject.toml constraints.txt tools/venv.sh | cksum)

holds() { [ "$(cat "$venv/stamp-$1" 2>/dev/null)" = "$2" ]; }
end_if_ready() { if holds venv "$made_by" && holds "$extra" "$made_of"; then echo "$py"; exit; fi; }
end_if_ready

# One set-up at a time. The lock is a link that "points" to the number of its process: made in one step, and seen to be
# left over when that process is gone.
[ -w . ] || die "The course's folder cannot be written to, so nothing can be set up in it: copy it to a folder of your own."
until ln -s $$ "$venv.lock" 2>/dev/null; do
    holder=$(readlink "$venv.lock") || {
        [ -f pyproject.toml ] || die "The course's folder is gone."
        continue
    }
    if kill -0 "$holder" 2>/dev/null; then
        [ -n "${waiting-}" ] || say "Waiting for another set-up of $venv (process $holder) to end."
        waiting=yes
        sleep 1
    else
        rm -f "$venv.lock"
    fi
done
trap 'rm -f "$venv.lock"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
end_if_ready

# A uv that is a pyenv shim can be on the PATH and not run.
if uv --version >/dev/null 2>&1; then
    with=uv
elif "$python" -c 'import ensurepip' 2>/dev/null || "$python" -m pip --version >/dev/null 2>&1; then
    with=pip
else
    die "'$asked' has neither ensurepip nor pip, so nothing can be installed with it: add them (on Debian and Ubuntu: \
sudo apt install python3-venv python3-pip) and run the command again."
fi
# Settings of one's own pip that make it fail inside a virtual environment, and remarks that mean nothing there.
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

make_with_uv() { uv venv --quiet --seed --python "$python" "$venv" >&2; }  # --seed: %pip works in a notebook
install_with_uv() { uv pip install --quiet --python "$py" --constraint constraints.txt "$@" >&2; }

make_with_pip() {
    "$python" -m venv "$venv" >/dev/null 2>&1 && return
    # Without ensurepip (Debian and Ubuntu split it off) venv fails and leaves a half-made folder; then the pip outside
    # puts one inside, by --target, which also old versions of it have.
    rm -rf "$venv"
    "$python" -m venv --without-pip "$venv" >&2 || return
    inside=$("$py" -c 'import sysconfig; print(sysconfig.get_path("purelib"))') || return
    "$python" -m pip install -qq --target "$inside" pip >&2
}
install_with_pip() { "$py" -m pip install -qq --constraint constraints.txt "$@" >&2; }

say "Setting up the course in $venv with $with. This is done once and takes half a minute or, on a slow network, a few."
if ! holds venv "$made_by"; then
    rm -rf "$venv"
    "make_with_$with" || die "No virtual environment could be made in $venv, see the lines above."
fi
rm -f "$venv/stamp-venv"  # without it, what an interrupted run leaves behind is made again from the start
"install_with_$with" --editable ".[lab,$extra]" || die "The packages could not be installed, see the lines above: check \
the network connection and run the command again."
for name in lab "$extra"; do echo "$made_of" >"$venv/stamp-$name"; done
echo "$made_by" >"$venv/stamp-venv"
echo "$py"
