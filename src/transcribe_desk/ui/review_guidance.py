"""Say what to think about with each kind of indirect detail, and how it may be said more generally."""

from __future__ import annotations

# By how the reason of the detector begins: what to ask oneself, and words that could stand instead.
_GUIDANCE = (
    ("says that somebody is", "Would anybody who knows the place know at once who this is?", "one of the team"),
    ("says that a place is", "Is there another place of which this could be said?", "a service of this kind"),
    ("says who set something up", "Is it known, there or online, who began it?", "was there from early on"),
    ("a leading post", "How many people hold such a post in the area?", "a senior colleague"),
    ("a post that one person holds", "The post and the organisation together name one person.", "a senior manager"),
    ("a professional role", "Is this role rare where they work? Roles are withheld from exports.", "a colleague"),
    ("a senior role", "Is there more than one such person there?", "a senior colleague"),
    ("tells what a relative", "Could a reader find the relative, and through them the speaker?", "a relative"),
    ("twins", "Twins and triplets are few and remembered.", "siblings"),
    ("an award", "Awards are published with names.", "had some recognition"),
    ("an honour", "Honours are published with names.", "had some recognition"),
    ("was in the news", "A search for the event may give the name.", "became known"),
    ("an inquest", "Hearings are public and reported.", "a formal inquiry"),
    ("the year somebody", "With the post, the year may tell who it is: say the decade.", "some years ago"),
    ("unusually long", "Few people have been there so long.", "for many years"),
    ("a closure", "The event dates and places the interview.", "a change in local services"),
    ("a rare condition", "How many people in the area have it?", "a long-term condition"),
    ("a rare attribute", "Together with role and place it may single somebody out.", "a personal circumstance"),
)
_GENERAL = "Ask who could recognise somebody by this together with the role, the place and the date.", "left out here"


def guidance(reason: str) -> tuple[str, str]:
    """Give what to ask oneself about a cue with this reason, and more general words that could stand instead."""
    for beginning, ask, instead in _GUIDANCE:
        if reason.startswith(beginning):
            return ask, instead
    return _GENERAL
