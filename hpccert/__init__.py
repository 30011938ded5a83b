"""hpccert: YAML skills and questions -> a curated bank -> randomized exams -> scores."""

__version__ = "0.1.0"
