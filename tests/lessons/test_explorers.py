"""The models of the explorers against the package, and what one of them trains while its reader watches."""

import asyncio
import itertools
import re
import signal
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from relulab import Network, datasets, measures
from relulab.course import EXERCISES
from relulab.lessons import part
from relulab.lessons.l04_relu_sparsity import shifted
from relulab.lessons.l05_vanishing_gradients import experiments, flow
from relulab.lessons.l06_leaky_relu import followed
from relulab.lessons.l08_beyond import flow as flow08
from relulab.nn.activations import ACTIVATIONS, LeakyReLU
from relulab.nn.stored import arrays
from relulab.nn.sweep import follow
from tests.lessons.test_every_explorer import answered, displayed

lesson01, lesson03, lesson04 = (part(name, "explorer") for name in ("01_neurons", "03_activations", "04_relu_sparsity"))
lesson05, lesson06 = (part(name, "explorer") for name in ("05_vanishing_gradients", "06_leaky_relu"))
lesson07 = part("07_clinic", "explorer")


# ---- the models, against the package -------------------------------------------------------------


def test_neuron():
    numbers = lesson01.model(1.0, -1.0, -0.25, 0.75, 0.25)
    assert numbers["z"] == numbers["a"] == 0.25
    for place in numbers["boundary"]:
        assert place @ [1.0, -1.0] - 0.25 == pytest.approx(0)
    assert numbers["shades"][0, -1] == pytest.approx(1.25 + 0.25 - 0.25)  # x1 = 1.25, x2 = -0.25
    assert (numbers["right"], numbers["answers"]) == (86, 36)
    assert "= 0.25, so a = 0.25: the neuron answers" in lesson01.text(numbers)
    silent = lesson01.model(0.0, 0.0, -1.0, 0.0, 0.0)
    assert (silent["a"], silent["answers"], silent["right"]) == (0, 0, 50)
    assert "no boundary" in lesson01.text(silent) and "it says 3" in lesson01.text(silent)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation(name):
    numbers = lesson03.model(name, "none", 0.7)
    f = ACTIVATIONS[name]
    assert numbers["a"] == f(0.7) and numbers["slope"] == f.derivative(0.7)
    slopes = abs(f.derivative(lesson03.Z_AXIS))
    assert (numbers["sensitive"] == (slopes >= 0.1 * slopes.max())).all() or name == "step"


def test_the_sensitive_zone_of_the_sigmoid():
    # s (1 - s) = 1/40 at z = ln((1 + sqrt(0.9)) / (1 - sqrt(0.9)))
    edge = np.log((1 + np.sqrt(0.9)) / (1 - np.sqrt(0.9)))
    zone = lesson03.Z_AXIS[lesson03.model("sigmoid", "tanh", 0.0)["sensitive"]]
    assert zone[-1] == pytest.approx(edge, abs=0.02) and zone[0] == pytest.approx(-edge, abs=0.02)
    assert not lesson03.model("step", "none", 0.0)["sensitive"].any()


@pytest.fixture(scope="module")
def digits():
    return datasets.load_digits()


def network_of_lesson04():
    network = Network([64, lesson04.HIDDEN, 10])
    network.weights, network.biases = (
        [arrays("relulab.lessons.l04_relu_sparsity")[f"{kind}{layer}"] for layer in (0, 1)]
        for kind in ("weights", "biases")
    )
    return network


@pytest.mark.parametrize("shift", [-4.0, -1.0, 0.0, 2.0])
def test_sparsity(digits, shift):
    numbers = shifted.shifted(17, shift, 5)
    network = network_of_lesson04()
    network.biases[0] = network.biases[0] + np.float32(shift)
    Z = network.forward(digits.X_test).pre_activations[0]
    assert numbers["zeros"] == pytest.approx(measures.sparsity(network, digits.X_test)[0])
    assert numbers["accuracy"] == pytest.approx(network.accuracy(digits.X_test, digits.y_test))
    assert numbers["dead"].sum() == measures.dead_units(network, digits.X_train)[0]
    assert numbers["predicted"] == network.predict(digits.X_test)[17] and numbers["label"] == digits.y_test[17]
    assert numbers["z"] == pytest.approx(Z[17], abs=1e-5)
    assert numbers["sum"] + numbers["bias"] + shift == pytest.approx(Z[17, 4], abs=1e-5)
    of_class = [np.maximum(0, Z[digits.y_test == label, 4]).mean() for label in range(10)]
    assert numbers["share"] * sum(of_class) == pytest.approx(of_class, abs=1e-5)


def test_silent_is_told_from_dead(digits):
    numbers = shifted.shifted(0, -1.0, 1)
    silent, dead = numbers["a"] <= 0, numbers["dead"]
    assert (silent & ~dead).any() and dead.any()
    texts = {
        state: lesson04.text(shifted.shifted(0, -1.0, int(np.flatnonzero(which)[0]) + 1))
        for state, which in (("dead", dead), ("silent", silent & ~dead), ("fires", ~silent))
    }
    assert (
        "it is dead" in texts["dead"]
        and "silent here, but not dead" in texts["silent"]
        and "it fires here" in texts["fires"]
    )


def test_the_stored_network_is_the_one_that_training_gives(digits):
    stored, anew = network_of_lesson04(), shifted.trained()
    # Another processor rounds otherwise, and training makes more of it; a network of another seed differs by 0.1 or so.
    assert all(np.abs(W - V).mean() < 0.02 for W, V in zip(stored.weights, anew.weights))
    assert abs(stored.accuracy(digits.X_test, digits.y_test) - anew.accuracy(digits.X_test, digits.y_test)) < 0.02


@pytest.mark.parametrize("activation, gain", [("sigmoid", 1.0), ("relu", 2.0), ("tanh", 4.0)])
def test_gradient_flow(digits, activation, gain):
    depth, X, y = 6, digits.X_train[: flow.ROWS], digits.y_train[: flow.ROWS]
    numbers = flow.flow(depth, activation, gain)
    # The deepest network draws its layers one after the other, so the first ones are those of a less deep one.
    std = (gain / 64) ** 0.5
    same = Network([64] * (depth + 1) + [10], activation, init=std, runs=flow.SEEDS)
    same.weights[-1] = flow.drawn(gain).weights[-1]
    found = experiments.signals(same, X, y)
    assert numbers["spread"] == pytest.approx(found["Z"][:, :depth], rel=1e-4)
    assert numbers["gradient"] == pytest.approx(found["dZ"][:, :depth] / found["dZ"][:, [depth - 1]], rel=1e-4)
    start = found["Z"][:, 0].mean()
    predicted = experiments.predicted_gradient(activation, std, 64, depth, start=start)
    assert numbers["predicted gradient"] == pytest.approx(predicted, rel=1e-4)
    spread, _ = experiments.predicted_signal(activation, 64, std, depth, start=start)
    assert numbers["predicted spread"] == pytest.approx(spread, rel=1e-4)


@pytest.mark.parametrize("gain", [0.5, 2.0, 8.0])
def test_thirty_layers(digits, gain):
    """With neither they are those of a plain network, with both those of the reader's own block."""
    X, y = digits.X_train[: flow08.ROWS], digits.y_train[: flow08.ROWS]
    networks = Network([64] * 31 + [10], init=(gain / 64) ** 0.5, runs=flow08.SEEDS)
    plain, both = flow08.thirty(gain, False, False), flow08.thirty(gain, True, True)
    back = measures.backward_norms(networks, X, y)[:, :30]
    assert plain["gradient"] == pytest.approx(back / back[:, -1:], rel=1e-3)
    Z, spread = X @ networks.weights[0][0].astype(np.float64), []
    for W in networks.weights[1:-1]:
        spread.append(Z.std())
        Z = EXERCISES["block"].answer(Z, W[0], np.zeros(64))
    assert both["spread"][0] == pytest.approx([*spread, Z.std()], rel=1e-3)
    # A layer adds half of its gain to the squares that go round it.
    factor = np.exp(np.log(flow08.thirty(gain, True, False)["gradient"][:, 0]).mean() / 29)
    assert factor == pytest.approx((1 + gain / 2) ** 0.5, rel=0.02)


@pytest.mark.parametrize(
    "depth, activation, gain",
    list(itertools.product([2, 10, 30], ["sigmoid", "tanh", "relu", "identity"], list(flow.GAINS.values())[:-1])),
)
def test_the_prediction_stays_near_the_measurement(depth, activation, gain):
    """Within a factor of 2 and a tenth of the powers of ten."""
    numbers = flow.flow(depth, activation, gain)
    for name, layer in (("gradient", 0), ("spread", -1)):
        measured, predicted = np.log10(numbers[name][:, layer]).mean(), np.log10(numbers[f"predicted {name}"][layer])
        assert measured == pytest.approx(predicted, rel=0.1, abs=0.3), name


def test_what_becomes_of_the_gradient_in_words():
    says = {
        "the gradient vanishes": (10, "sigmoid", 1.0),
        "the gradient arrives": (30, "relu", 2.0),
        "the gradient explodes": (30, "relu", 4.0),
    }
    for words, settings in says.items():
        assert words in lesson05.text(flow.flow(*settings))
    assert "29 steps of 0.71 each" in lesson05.text(flow.flow(30, "relu", 1.0))  # half of the squares pass


def test_a_line_that_leaves_the_picture_says_how_far_it_goes():
    picture = lesson05.explorer().picture
    picture.update(flow.flow(30, "relu", 2.0))
    assert not any(end.get_visible() for end in picture.ends)
    scales = [ax.get_ylim() for ax in picture.panels]
    picture.update(flow.flow(30, "relu", 64.0))
    assert [end.get_text() for end in picture.ends] == ["↑ 10²¹·⁸", "↑ 10²²·⁰"]
    picture.update(flow.flow(30, "sigmoid", 1.0))
    assert picture.ends[0].get_text() == "↓ 10⁻¹⁸·²" and not picture.ends[1].get_visible()
    assert [ax.get_ylim() for ax in picture.panels] == scales


def test_dying_units_on_the_map(digits):
    dead = followed.followed(0.1, -8.0, 0.0)
    assert (dead["never"] == 1).all() and "are dead" in lesson06.text(dead)
    leaky = followed.followed(0.1, -8.0, 0.3)
    assert leaky["accuracy"][:, -1].min() > 0.6 and "never positive (not dead" in lesson06.text(leaky)
    high = followed.followed(10.0, 0.0, 0.0)
    assert high["never map"][high["place"]] == pytest.approx(high["never"][:, -1].mean())
    assert high["accuracy map"][high["place"]] == pytest.approx(high["accuracy"][:, -1].mean())
    gone = followed.followed(30.0, 0.0, 0.1)
    assert "5 of 5 networks diverged" in lesson06.text(gone) and "dead" not in lesson06.text(gone).replace(
        "not death", ""
    )
    assert np.isnan(gone["never"][:, -1]).all() and np.isfinite(gone["never"][:, 0]).all()
    assert gone["diverged map"][gone["place"]] and np.isnan(gone["never map"][gone["place"]])


@pytest.mark.parametrize(
    "lr, bias, slope", [(0.3, 0.0, 0.0), (1.0, -1.0, 0.0), (10.0, 0.0, 0.0), (0.1, -3.0, 0.1), (30.0, 0.0, 0.1)]
)
def test_the_map_is_the_one_that_training_gives(lr, bias, slope):
    stored, anew = followed.followed(lr, bias, slope), followed.trained([lr], [bias], [slope])
    never, accuracy = (np.asarray(anew[name], float).reshape(lesson06.SEEDS, -1) for name in ("never", "accuracy"))
    diverged = anew["diverged"][..., -1].ravel()
    assert ((diverged > 0) == (stored["diverged"] > 0)).all()
    if not diverged.any():
        # The map's networks have other seeds than five alone.
        assert (never[:, -1] / followed.HIDDEN).mean() == pytest.approx(stored["never"][:, -1].mean(), abs=0.15)
        assert accuracy[:, -1].mean() == pytest.approx(stored["accuracy"][:, -1].mean(), abs=0.15)


# ---- training for real ---------------------------------------------------------------------------


@pytest.fixture
def few(monkeypatch):
    """A quick training: few networks and epochs."""
    for module in (followed, lesson06):
        monkeypatch.setattr(module, "RUNS", 6)
        monkeypatch.setattr(module, "EPOCHS", 4)


def awake():
    return answered(lesson06.explorer())


def test_training_for_real_in_a_thread_beside_the_main_one(few, digits):
    """Where newer versions of JupyterLab and ipykernel handle what the controls do."""

    async def reader():
        explorer = awake()
        explorer.train.click()
        await explorer.task
        return explorer

    with ThreadPoolExecutor() as beside:
        explorer = beside.submit(asyncio.run, reader()).result()
    assert "Done after 4 of 4 epochs" in explorer.state.value


def test_training_for_real_draws_what_it_learns(few, digits):
    async def reader():
        explorer = awake()
        before = explorer.shown.value
        explorer.train.click()
        assert (
            explorer.train.disabled is False and "Nothing" in explorer.state.value
        )  # it begins when the click is over
        await asyncio.sleep(0)
        assert explorer.train.disabled and not explorer.stop.disabled and explorer.shown.value != before
        first = explorer.task
        explorer.train.click()
        explorer._start(None)
        assert explorer.task is first
        await explorer.task
        return explorer

    explorer = asyncio.run(reader())
    assert explorer.progress.value == 4 and "Done after 4 of 4 epochs" in explorer.state.value
    assert not explorer.train.disabled and explorer.stop.disabled
    assert "6 other networks, after 4 of 4 epochs" in explorer.shown.value
    training = explorer.training
    networks = Network([64, 32, 10], LeakyReLU(0.1), runs=6, seed=followed.FIRST_SEED)
    X, y = digits.X_train[:500], digits.y_train[:500]
    for epoch in range(4):
        follow(
            networks, X, y, lr=0.3, epochs=1, measure=followed.never_and_accuracy, seed=followed.FIRST_SEED + 6 * epoch
        )
    assert training.numbers()["accuracy"][:, -1] == pytest.approx(networks.accuracy(digits.X_test, digits.y_test))
    assert training.numbers()["never"][:, -1] * 32 == pytest.approx(measures.never_positive(networks, X)[:, 0])


def test_stop_keeps_what_was_learned_and_train_on_goes_on(few):
    async def reader():
        explorer = awake()
        explorer.train.click()
        while explorer.training.epochs < 2:
            await asyncio.sleep(0)
        explorer.stop.click()
        await explorer.task
        assert "Stopped after 2 of 4 epochs" in explorer.state.value and explorer.train.description == "Train on"
        assert "after 2 of 4 epochs" in explorer.shown.value
        training = explorer.training
        explorer.train.click()
        await explorer.task
        assert explorer.training is training and training.epochs == 4 and explorer.train.description == "Train for real"

    asyncio.run(reader())


def test_moving_a_control_stops_training_and_shows_what_belongs_to_the_settings(few):
    async def reader():
        explorer = awake()
        explorer.train.click()
        await asyncio.sleep(0)
        explorer.controls["lr"].value = 10.0
        assert "other networks" not in explorer.shown.value
        await explorer.task
        assert "Stopped after 1 of 4" in explorer.state.value and "other networks" not in explorer.shown.value
        explorer.controls["lr"].value = 0.3
        assert "other networks, after 1 of 4" in explorer.shown.value

    asyncio.run(reader())


def test_an_interrupt_stops_training_and_leaves_the_explorer_usable(few, monkeypatch):
    look, looks = followed.never_and_accuracy, []

    def interrupted_once(networks):
        looks.append(1)
        if len(looks) == 3:
            signal.raise_signal(signal.SIGINT)
        return look(networks)

    async def reader():
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a kernel has it while no cell runs
        try:
            explorer = awake()
            monkeypatch.setattr(followed, "never_and_accuracy", interrupted_once)
            explorer.train.click()
            await explorer.task
            assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
        finally:
            signal.signal(signal.SIGINT, before)
        assert "Interrupted after 1 of 4 epochs" in explorer.state.value and not explorer.train.disabled
        explorer.controls["lr"].value = 1.0
        assert "Learning rate 1," in explorer.shown.value
        explorer.train.click()
        await explorer.task
        assert "Done" in explorer.state.value

    asyncio.run(reader())


def test_running_the_cell_again_stops_the_training(few, monkeypatch):
    async def reader():
        explorer = awake()
        displayed(monkeypatch, explorer, "d", "1")
        explorer.train.click()
        await asyncio.sleep(0)
        displayed(monkeypatch, lesson06.explorer(), "d", "2")
        await explorer.task
        assert explorer.training.epochs == 1 and explorer.view.comm is None

    asyncio.run(reader())


def test_training_that_diverges_ends_and_says_so(few):
    explorer = awake()
    explorer.set("diverged")
    explorer.train.click()  # no event loop here: it is trained at once
    assert explorer.training.done and "6 of 6 networks diverged" in explorer.shown.value
    assert not re.search(r"\bnan\b", explorer.render()[1])


def test_what_waits_for_the_question(few):
    explorer = lesson06.explorer()
    assert explorer.train.disabled and explorer.stop.disabled
    answered(explorer)
    assert not explorer.train.disabled and explorer.stop.disabled


def test_the_tool_writes_what_is_stored(monkeypatch, tmp_path):
    from tools import stored as tool

    few = [lesson06.LRS[2]], [lesson06.BIASES[-1]], [0.0]
    trained = followed.trained
    monkeypatch.setattr(followed, "trained", lambda: trained(*few))
    shapes = {}
    for name, made in tool.computed().items():
        stored = arrays(f"relulab.lessons.l{name}")
        assert set(made) == set(stored)
        for part_name, array in made.items():
            assert array.dtype == stored[part_name].dtype and array.ndim == stored[part_name].ndim, part_name
        shapes.update({key: array.shape for key, array in made.items()})
    assert shapes["never"] == (1, 1, 1, followed.SEEDS, followed.EPOCHS + 1)


# ---- the clinic ----------------------------------------------------------------------------------


def test_the_clinic_shows_what_the_measures_say():
    digits = datasets.load_digits()
    few = digits.X_train[:128], digits.y_train[:128] % 2
    for name, init in (("relu", "he"), ("tanh", "glorot"), ("identity", "glorot")):
        for weights, bias in ((1.0, 0.0), (2.5, -1.0), (0.2, 2.0)):
            networks = Network(lesson07.SIZES, name, init=init, bias=bias, runs=lesson07.RUNS, seed=lesson07.SEED)
            for W in networks.weights:
                W *= weights
            numbers = lesson07.model(name, weights, bias)
            norms = measures.backward_norms(networks, *few)[:, :-1]
            assert numbers["gradients"] == pytest.approx(norms, rel=1e-4)
            assert numbers["saturation"] == pytest.approx(100 * measures.saturation(networks, few[0]))
            dead = measures.dead_units(networks, digits.X_train) / lesson07.SIZES[1]
            assert numbers["dead"] == pytest.approx(100 * dead)


@pytest.mark.parametrize(
    "settings, shows",
    [
        ({}, "none of these"),
        ({"bias": -2.0}, "dying by bias"),
        ({"weights": 0.2}, "vanishing by initialisation"),
        ({"weights": 3.0}, "exploding"),
        ({"activation": "tanh", "bias": 3.0}, "vanishing by saturation"),
        ({"weights": 2.5, "bias": -1.0}, "none of these"),
    ],
)
def test_the_clinic_names_what_shows_before_training(settings, shows):
    numbers = lesson07.model(**settings)
    said = "No illness shows" if shows == lesson07.NONE else f"Signs of {shows}"
    assert lesson07.signs(numbers) == shows and f"{said} before training." in lesson07.text(numbers)


def test_what_no_axis_can_show_is_said():
    words = {
        "no number": [np.nan, np.inf],
        "none": [0.0, 0.0],
        "none in some networks": [0.0, 0.1],
        "10⁻²·⁰": [0.1, 0.001],
    }
    for said, values in words.items():
        assert lesson07.typical(np.array(values), True) == said
    assert lesson07.typical(np.array([0.25, 0.75, np.nan]), False) == "50 %"
