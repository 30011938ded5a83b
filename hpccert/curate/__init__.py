"""Review records and the policy -> the state of each question. State is derived, never stored."""
