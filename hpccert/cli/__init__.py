"""The commands: each parses, calls and shows. Only this room joins the others."""
