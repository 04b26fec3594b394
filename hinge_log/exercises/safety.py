"""What to know before lifting, in plain words; the warning signs are those that health services name (NHS)."""

from __future__ import annotations

WHAT_THIS_IS = (
    "hinge-log is for education and for keeping records. It is not medical advice, not a diagnosis and not a coach: "
    "it cannot see you, and every score is your own judgement."
)

ASK_FIRST = (
    "a heart condition, chest pain or dizziness with effort",
    "uncontrolled blood pressure",
    "osteoporosis, a recent operation or a recent injury",
    "pregnancy or a recent birth",
    "advice from a professional to limit exercise",
)
"""What to ask a doctor about first; PAR-Q+ is the usual questionnaire."""

NORMAL = (
    "Muscle effort, and soreness the next day, are normal. Pain that is sharp, shooting, electric or spreading is "
    "not: stop the set."
)

STOP_NOW = "Stop and do not continue: chest pain, faintness, a sudden headache, a pop or a sudden give."

EMERGENCY = (
    "numbness or changed feeling around the genitals, anus or inner thighs",
    "new trouble starting or holding urine or stool",
    "pain, weakness or numbness in both legs, or getting worse",
    "a bad fall or a crash beforehand",
)
"""With back pain, any of these is for emergency care."""

SEE_A_DOCTOR = (
    "pain that is worse lying down or wakes you, or does not settle",
    "fever, or unexplained weight loss",
    "new back pain with a history of cancer, osteoporosis or long-term steroid use",
)

SPACE = (
    "Lift within reach of safety pins or bumpers. For swings: a clear floor, dry hands, and nobody in front of the "
    "bell. Under 18: only with a qualified person present."
)

SHAPE = (
    "The lists here hold you to the shape you practised. Science has not settled what a bent back under load does; "
    "many coaches are careful with it. So if you lose a position, lighten the load."
)

_SAFETY_WORDS = ("help now", "stop this exercise", "stop this set", "safety check failed")


def is_safety(text: str) -> bool:
    """Whether a text tells the lifter to stop or to get help: such a text is never cut."""
    lowered = text.casefold()
    return any(words in lowered for words in _SAFETY_WORDS)


PAIN = "Stop this exercise today."
RED_FLAGS = "Numb between the legs, bladder or bowel trouble, or both legs weak? Get help now."

READINESS = (
    ("Does any of these apply to you? Then ask a doctor first.", ASK_FIRST),
    ("Back pain together with any of these needs emergency care.", EMERGENCY),
    ("Have these checked soon.", SEE_A_DOCTOR),
)
"""The readiness questions: a heading, and what to say no to."""


def sections() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The whole text as headings with their sentences."""
    return (
        ("What this is", (WHAT_THIS_IS,)),
        ("Ask a doctor first if you have", ASK_FIRST),
        ("Normal and not normal", (NORMAL, STOP_NOW)),
        ("Emergency care: back pain with any of these", EMERGENCY),
        ("See a doctor soon", SEE_A_DOCTOR),
        ("Space and company", (SPACE,)),
        ("Shape", (SHAPE,)),
    )


def safety_lines(width: int = 78) -> list[str]:
    """The whole text in lines of at most `width` characters."""
    from textwrap import wrap

    lines: list[str] = []
    for title, sentences in sections():
        lines += ([""] if lines else []) + [title]
        first, rest = ("  - ", "    ") if len(sentences) > 1 else ("  ", "  ")
        for sentence in sentences:
            lines += wrap(sentence, max(20, width), initial_indent=first, subsequent_indent=rest)
    return lines
