"""Foreign text -> entries and findings. What cannot be read is said, never dropped."""
