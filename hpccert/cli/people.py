"""`hpccert people`: who holds which role, until when, and what is vacant."""

from hpccert.cli.options import AsList, ListFormat, Root, new_app

app = new_app()


@app.command(no_args_is_help=False)
def people(format: AsList = ListFormat.TEXT, root: Root = None) -> None:
    """Show the roles of the community: who holds them, until when, and which are vacant.

    Example: hpccert people --format markdown
    """
    from hpccert.cli.roster import show_roster

    show_roster(root, format)
