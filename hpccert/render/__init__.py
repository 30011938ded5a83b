"""Forms and sittings -> files as bytes. Nothing is written here, and the same input gives the same bytes."""
