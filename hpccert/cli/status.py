"""`hpccert status`: what the workspace holds, and what its exams lack."""

from hpccert.cli.options import AsFormat, Root, TableFormat, new_app

app = new_app()


@app.command(no_args_is_help=False)
def status(format: AsFormat = TableFormat.TEXT, root: Root = None) -> None:
    """Show counts of skills, outcomes and questions by state, and what each certificate can draw.

    Example: hpccert status
    """
    from hpccert.cli.overview import show_overview

    show_overview(root, format)
