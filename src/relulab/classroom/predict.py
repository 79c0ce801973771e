"""A prediction beside what was measured."""

from .text import printable


def reveal(guess: object, measured: object, unit: str = "") -> None:
    """Show your prediction beside what was measured.

    Parameters
    ----------
    guess : float or str
        What you predicted; dots (...) while you have not.
    measured : float or str
        What came out.
    unit : str
        Written behind both.
    """
    after = f" {unit}" if unit else ""
    if guess is ...:
        print("No prediction yet (the dots are still there).")
    else:
        print(printable(f"You predicted {guess}{after}."))
    print(printable(f"Measured: {measured}{after}."))
