"""The notes to a slide: the minute, the cells, what to say and what to expect."""

from __future__ import annotations

from .lesson import Lesson, exercise_of
from .pages import Prompt, Step
from .slide import Slide
from .web import markdown


def notes(lesson: Lesson, step: Step, slide: Slide) -> str:
    """What stands in the notes of a slide, as HTML, before what it brings itself.

    Parameters
    ----------
    lesson : Lesson
    step : Step
        Of which the slide is part.
    slide : Slide
    """
    said = [f"**Minute {step.start} to {step.end}: {step.what}.** {step.say}"]
    numbers = [lesson.number[cell] for cell in slide.cells]
    if numbers:
        cells = f"Cell {numbers[0]}" if len(numbers) == 1 else f"Cells {min(numbers)} to {max(numbers)}"
        said.append(f"{cells} of {len(lesson.cells)} (`{slide.cells[0]}`).")
    prompts = lesson.page.prompts
    said += [_prompt(prompts[cell]) for cell in slide.cells if cell in prompts]
    if slide.kind == "exercise":
        name = exercise_of(lesson.cells[numbers[0] - 1])
        said.append(f'Help: `hint("{name}")`, then n=2 and n=3. {lesson.page.watch_for(name)}')
    if step.cut == "never":
        said.append("Never cut this.")
    elif step.cut:
        said.append(f"If time runs out, cut number {step.cut}")
    return markdown("\n\n".join(said))


def _prompt(prompt: Prompt) -> str:
    return (
        f"**Ask:** {prompt.ask} **Expected:** {prompt.measured}. *Likely wrong:* {prompt.wrong}. "
        f"*Probe:* {prompt.probe} *Rescue:* {prompt.rescue}"
    )
