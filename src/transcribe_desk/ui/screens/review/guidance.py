"""Say what to think about with each kind of indirect detail, and how it may be said more generally."""

from __future__ import annotations

from transcribe_desk.ui.translation import mark, say

# By how the reason of the detector begins: what to ask oneself, and words that could stand instead.
_GUIDANCE = (
    (
        "says that somebody is",
        mark("Review", "Would anybody who knows the place know at once who this is?"),
        "one of the team",
    ),
    (
        "says that a place is",
        mark("Review", "Is there another place of which this could be said?"),
        "a service of this kind",
    ),
    (
        "says who set something up",
        mark("Review", "Is it known, there or online, who began it?"),
        "was there from early on",
    ),
    ("a leading post", mark("Review", "How many people hold such a post in the area?"), "a senior colleague"),
    (
        "a post that one person holds",
        mark("Review", "The post and the organisation together name one person."),
        "a senior manager",
    ),
    (
        "a professional role",
        mark("Review", "Is this role rare where they work? Roles are withheld from exports."),
        "a colleague",
    ),
    ("a senior role", mark("Review", "Is there more than one such person there?"), "a senior colleague"),
    (
        "tells what a relative",
        mark("Review", "Could a reader find the relative, and through them the speaker?"),
        "a relative",
    ),
    ("twins", mark("Review", "Twins and triplets are few and remembered."), "siblings"),
    ("an award", mark("Review", "Awards are published with names."), "had some recognition"),
    ("an honour", mark("Review", "Honours are published with names."), "had some recognition"),
    ("was in the news", mark("Review", "A search for the event may give the name."), "became known"),
    ("an inquest", mark("Review", "Hearings are public and reported."), "a formal inquiry"),
    (
        "the year somebody",
        mark("Review", "With the post, the year may tell who it is: say the decade."),
        "some years ago",
    ),
    ("unusually long", mark("Review", "Few people have been there so long."), "for many years"),
    ("a closure", mark("Review", "The event dates and places the interview."), "a change in local services"),
    ("a rare condition", mark("Review", "How many people in the area have it?"), "a long-term condition"),
    (
        "a rare attribute",
        mark("Review", "Together with role and place it may single somebody out."),
        "a personal circumstance",
    ),
)
_GENERAL = (
    mark("Review", "Ask who could recognise somebody by this together with the role, the place and the date."),
    "left out here",
)


def guidance(reason: str) -> tuple[str, str]:
    """Give what to ask oneself about a cue with this reason, and more general words that could stand instead."""
    for beginning, ask, instead in _GUIDANCE:
        if reason.startswith(beginning):
            return say("Review", ask), instead
    ask, instead = _GENERAL
    return say("Review", ask), instead
