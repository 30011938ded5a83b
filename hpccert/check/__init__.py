"""A whole bank -> what is wrong with it, by rules that each have a code and a page."""
