"""A pool, a blueprint and a seed -> forms; or the reasons why there can be none."""
