"""The bundled digits, whose bytes are compared with their README, and the synthetic sets."""

import hashlib
import re
import socket
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relulab import Network, datasets, train
from relulab.nn.stored import arrays

from .reference import PROPERTY

pytestmark = pytest.mark.filterwarnings("error")

DATA = files("relulab.nn") / "data"
SETS = [datasets.moons, datasets.spirals, datasets.xor]
every_set = pytest.mark.parametrize("make", SETS, ids=lambda make: make.__name__)


@pytest.fixture(scope="module")
def digits():
    return datasets.load_digits()


@pytest.fixture(scope="module")
def stored():
    with (DATA / "digits.npz").open("rb") as file:
        arrays = np.load(file, allow_pickle=False)
        return {name: arrays[name] for name in arrays.files}  # an array of objects would need pickle


# ---- the file ------------------------------------------------------------------------------------


def test_the_file_holds_what_its_readme_says(stored):
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    documented = re.findall(r"`(\w+)` \(([\d, ]+)\) (\w+)", readme)
    assert {name: (tuple(int(n) for n in shape.split(",") if n.strip()), kind) for name, shape, kind in documented} == {
        name: (a.shape, a.dtype.name) for name, a in stored.items()
    }
    checksum = re.search(r"`([0-9a-f]{64})`", readme)[1]
    assert hashlib.sha256(stored["images"].tobytes() + stored["labels"].tobytes()).hexdigest() == checksum
    assert len(stored["images"]) == 1797 and stored["images"].shape[1:] == (8, 8)


def test_provenance_and_licence_are_named():
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for words in (
        "Alpaydin",
        "Kaynak",
        "Optical Recognition of Handwritten Digits",
        "UCI",
        "1998",
        "10.24432/C50P49",
        "CC BY 4.0",
    ):
        assert words in readme
        assert words in " ".join(datasets.load_digits.__doc__.split())
    assert "No pixel and no label was altered" in readme


def test_rows_come_from_1797_different_rows_of_the_source(stored):
    assert sorted(stored["source_row"].tolist()) == list(range(1797))
    assert stored["images"].min() == 0 and stored["images"].max() == 16
    assert sorted(set(stored["labels"].tolist())) == list(range(10))


def test_the_file_is_small():
    assert len((DATA / "digits.npz").read_bytes()) < 100_000


# ---- load_digits ---------------------------------------------------------------------------------


def test_digits_have_the_promised_sizes_and_types(digits):
    shapes = {name: (a.shape, a.dtype.name) for name, a in vars(digits).items()}
    assert shapes == {
        "X_train": ((1437, 64), "float32"),
        "X_test": ((360, 64), "float32"),
        "y_train": ((1437,), "int64"),
        "y_test": ((360,), "int64"),
        "images_train": ((1437, 8, 8), "float32"),
        "images_test": ((360, 8, 8), "float32"),
        "mean": ((64,), "float32"),
    }
    assert repr(digits) == "<Digits: 1437 training and 360 test images of 8 x 8 pixels>"


def test_digits_are_the_stored_ones_in_the_stored_order(digits, stored):
    images = np.concatenate([digits.images_train, digits.images_test])
    assert np.array_equal(images * 16, stored["images"])
    assert np.array_equal(np.concatenate([digits.y_train, digits.y_test]), stored["labels"])
    assert images.min() == 0 and images.max() == 1


def test_inputs_are_centred_by_the_training_images_alone(digits):
    np.testing.assert_allclose(digits.X_train.mean(axis=0, dtype=np.float64), 0, atol=1e-6)
    assert np.abs(digits.X_test.mean(axis=0)).max() > 0.005
    exact = digits.images_train.reshape(-1, 64).astype(np.float64).mean(axis=0)
    np.testing.assert_allclose(digits.mean, exact, atol=1e-6)
    for X, images in [(digits.X_train, digits.images_train), (digits.X_test, digits.images_test)]:
        np.testing.assert_allclose(X + digits.mean, images.reshape(-1, 64), atol=1e-6)


def test_both_parts_hold_every_digit_in_fair_shares(digits):
    for y in (digits.y_train, digits.y_test):
        share = np.bincount(y, minlength=10) / len(y)
        assert len(share) == 10 and 0.07 < share.min() and share.max() < 0.13


def test_no_image_is_in_both_parts(digits):
    train_rows = {row.tobytes() for row in digits.images_train}
    assert not any(row.tobytes() in train_rows for row in digits.images_test)


def test_images_show_their_digit(digits):
    # The image nearest to a test image in the training images has the same label, nearly always.
    distances = ((digits.X_test[:, None] - digits.X_train[None]) ** 2).sum(axis=-1)
    assert (digits.y_train[distances.argmin(axis=1)] == digits.y_test).mean() > 0.97


def test_each_call_gives_arrays_of_its_own(digits):
    other = datasets.load_digits()
    for name, a in vars(digits).items():
        assert np.array_equal(a, getattr(other, name)) and not np.shares_memory(a, getattr(other, name))
    assert not np.shares_memory(other.X_train, other.images_train)
    other.X_train[:] = 0
    assert datasets.load_digits().X_train.any()


def test_nothing_is_fetched_and_nothing_unpickled(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("the network was asked for")

    load, asked = np.load, []

    def watched_load(*args, **kwargs):
        asked.append(kwargs.get("allow_pickle", False))
        return load(*args, **kwargs)

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    arrays.cache_clear()
    monkeypatch.setattr(np, "load", watched_load)
    assert len(datasets.load_digits().X_train) == 1437
    assert asked == [False]
    for make in SETS:
        make()


# ---- synthetic sets ------------------------------------------------------------------------------


@every_set
@PROPERTY
@given(n=st.integers(1, 300), seed=st.integers(0, 10_000), noise=st.floats(0, 3))
def test_sets_have_the_promised_sizes_and_types(make, n, seed, noise):
    X, y = make(n, noise=noise, seed=seed)
    assert (X.shape, X.dtype, y.shape, y.dtype.kind) == ((n, 2), np.float32, (n,), "i")
    assert set(y.tolist()) <= {0, 1} and np.isfinite(X).all()
    assert abs(2 * y.sum() - n) <= 1  # as many of one class as of the other


@every_set
def test_sets_are_drawn_from_their_seed(make):
    (a, labels), (b, same_labels), (c, _) = make(seed=3), make(seed=3), make(seed=4)
    assert np.array_equal(a, b) and np.array_equal(labels, same_labels) and not np.isclose(a, c).all()
    assert np.array_equal(make()[0], make(200, seed=0)[0]) and len(make()[0]) == 200


def test_moons_are_two_half_circles_of_radius_1():
    X, y = datasets.moons(2000, noise=0)
    upper, lower = X[y == 0], X[y == 1]
    np.testing.assert_allclose(np.hypot(*(upper + [0.5, 0.25]).T), 1, atol=1e-6)
    np.testing.assert_allclose(np.hypot(*(lower - [0.5, 0.25]).T), 1, atol=1e-6)
    assert upper[:, 1].min() >= -0.2501 and lower[:, 1].max() <= 0.2501
    assert upper[:, 1].mean() > 0.3 > -0.3 > lower[:, 1].mean()
    np.testing.assert_allclose(
        [upper[:, 0].min(), upper[:, 0].max(), lower[:, 0].min(), lower[:, 0].max()], [-1.5, 0.5, -0.5, 1.5], atol=0.01
    )


def test_spirals_wind_once_and_a_half():
    X, y = datasets.spirals(4000, noise=0)
    radius, turn = np.hypot(*X.T), np.arctan2(X[:, 1], X[:, 0])
    assert 0.05 <= radius.min() < 0.06 and 0.99 < radius.max() <= 1.000001
    np.testing.assert_allclose(
        np.cos(turn - 3 * np.pi * radius), np.where(y == 0, 1, -1), atol=1e-4
    )  # 3 pi is 1.5 turns


def test_xor_is_1_where_exactly_one_coordinate_is_positive():
    X, y = datasets.xor(400, noise=0)
    assert set(map(tuple, X.tolist())) == {(a, b) for a in (-0.5, 0.5) for b in (-0.5, 0.5)}
    assert np.array_equal(y, (X[:, 0] > 0) != (X[:, 1] > 0))
    assert all(
        (X == corner).all(axis=1).sum() == 100 for corner in [(0.5, 0.5), (-0.5, 0.5), (0.5, -0.5), (-0.5, -0.5)]
    )
    noisy, labels = datasets.xor(400, noise=0.15)
    assert np.array_equal(labels, y) and 0.99 < ((noisy > 0) == (X > 0)).mean() <= 1


@every_set
@pytest.mark.parametrize("noise", [0.05, 0.5])
def test_noise_is_a_standard_deviation_in_both_coordinates(make, noise):
    added = make(4000, noise=noise, seed=1)[0] - make(4000, noise=0, seed=1)[0]
    np.testing.assert_allclose(added.std(axis=0), noise, rtol=0.05)
    assert abs(added.mean()) < 0.05 * noise and abs(np.corrcoef(added.T)[0, 1]) < 0.05


@every_set
def test_no_straight_line_separates_a_set(make):
    X, y = make(400)
    straight = Network([2, 2])
    train(straight, X, y, lr=0.5, epochs=40, progress=False)
    assert straight.accuracy(X, y) < 0.93


@every_set
@pytest.mark.parametrize("n", [0, -1, 2.5, "many", None], ids=repr)
def test_bad_n_is_named(make, n):
    with pytest.raises(ValueError, match="n must be a whole number of at least 1") as caught:
        make(n)
    assert repr(n) in str(caught.value)


@every_set
@pytest.mark.parametrize("noise", [-0.1, np.nan, np.inf, "much", None, [0.1, 0.2], 1j], ids=repr)
def test_bad_noise_is_named(make, noise):
    with pytest.raises(ValueError, match="noise is a standard deviation, a number of at least 0") as caught:
        make(noise=noise)
    assert repr(noise) in str(caught.value)


@every_set
@pytest.mark.parametrize("seed", [-1, 0.5, None, "a"], ids=repr)
def test_bad_seed_is_named(make, seed):
    with pytest.raises(ValueError, match="seed must be a whole number, 0 or larger") as caught:
        make(seed=seed)
    assert repr(seed) in str(caught.value)
