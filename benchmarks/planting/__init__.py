"""A generated workspace -> the same with faults, each at a known place; one module for each family of rules."""
