"""JupyterLab for authors (`make edit`): it saves what tools/notebooks.py stores, so looking changes nothing in git."""

c = globals()["get_config"]()  # whoever reads a configuration puts it there


def without_what_differs(model, **kwargs):
    """Leave out of a notebook that is saved what depends on this machine and on what was unfolded."""
    if model["type"] != "notebook" or model["content"]["nbformat"] != 4:
        return
    notebook = model["content"]
    notebook["metadata"].get("language_info", {}).pop("version", None)
    for cell in notebook["cells"]:
        for key in ("ExecuteTime", "collapsed", "execution", "scrolled", "trusted"):
            cell["metadata"].pop(key, None)


c.FileContentsManager.pre_save_hook = without_what_differs
