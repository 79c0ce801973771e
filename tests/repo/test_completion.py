"""What an editor offers after a few letters, as JupyterLab asks jedi: names that are loaded late must be found, too."""

import jedi
import pytest


@pytest.mark.parametrize(
    "code, offered",
    [
        ("from relulab import Ne", "Network"),
        ("from relulab import tr", "train"),
        ("from relulab import che", "check"),
        ("from relulab import Network\nNetwork([2, 3]).for", "forward"),
        ("from relulab import Network\nNetwork([2, 3]).forward(X).pre", "pre_activations"),
        ("from relulab import Network, train\ntrain(Network([2, 3]), X, y, lr=0.1, epochs=1).acc", "accuracy"),
        ("from relulab import datasets\ndatasets.lo", "load_digits"),
        ("from relulab import datasets\ndatasets.load_digits().X_te", "X_test"),
        ("from relulab import ACTIVATIONS\nACTIVATIONS['relu'].der", "derivative"),
    ],
)
def test_a_name_is_offered(code, offered):
    assert offered in {completion.name for completion in jedi.Script(code).complete()}


@pytest.mark.parametrize(
    "code, parameters",
    [
        ("from relulab import train\ntrain(", {"network", "X", "y", "lr", "epochs"}),
        ("from relulab import check\ncheck(", {"exercise", "answer"}),
        ("from relulab import Network\nNetwork(", {"sizes", "activation", "init"}),
    ],
)
def test_the_parameters_are_shown(code, parameters):
    (signature,) = jedi.Script(code).get_signatures()
    assert parameters <= {parameter.name for parameter in signature.params}
