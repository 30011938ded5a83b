"""Responses and keys -> marks and scores, exact in rational numbers."""
