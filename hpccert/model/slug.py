"""What an id looks like, for those that people type; the schemas ask the same of files."""

import re

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 80
SLUG_IN_WORDS = f"lower-case letters, digits and single hyphens, at most {LONGEST} characters"


def is_slug(text: str) -> bool:
    """Whether a text may be an id."""
    return len(text) <= LONGEST and SLUG.fullmatch(text) is not None
